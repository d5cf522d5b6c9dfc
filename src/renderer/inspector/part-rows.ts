import type { ArrivalPart } from "../../shared/arrival.ts";
import type { Inspection } from "../../shared/inspection.ts";
import type { StoredImage } from "../../shared/plate-read.ts";

export interface PartRow {
  key: string;
  part: ArrivalPart;
  /** The image that is stored of it; null for the JSON and other fields. */
  image: StoredImage | null;
}

/** The parts as they came, each with its stored image; where nobody noted the parts, the images alone. */
export function partRows({ arrival, event }: Pick<Inspection, "arrival" | "event">): PartRow[] {
  const images = [...event.images];
  const rows = (arrival?.parts ?? []).map((part, index): PartRow => {
    const found = images.findIndex((image) => image.part === part.name && image.size === part.size);
    const [image = null] = found < 0 ? [] : images.splice(found, 1);
    return { key: `part-${index}`, part, image };
  });
  const rest = images.map((image) => ({
    key: `image-${image.id}`,
    part: { name: image.part, filename: image.filename, contentType: image.contentType, size: image.size },
    image,
  }));
  return [...rows, ...rest];
}
