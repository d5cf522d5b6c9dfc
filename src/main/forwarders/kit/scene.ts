/** The pictures of one delivery: which one the boxes refer to, and what can be cut out of it. */
import { phrase, recordedPhrase } from "../../../shared/phrases/phrase.ts";
import type { Box, PlateRead, StoredImage } from "../../../shared/plate-read.ts";
import { ImageUnreadableError } from "../../images/decode.ts";
import { annotate, blackOut, cropPlate, pictureSize, placeBox } from "../../images/edit.ts";
import { type DeliveryContent, DeliveryError, type ImageSource } from "../forwarder.ts";

/** The picture that boxes refer to, with its bytes. Throws DeliveryError("nothing-to-send") where there is none to work on. */
export async function sceneOf({ event }: DeliveryContent, images: ImageSource): Promise<{ image: StoredImage; bytes: Buffer }> {
  const scenes = event.images.filter((image) => image.role === "scene");
  const image = scenes.find((candidate) => !candidate.unreadable);
  if (image) return { image, bytes: await images.bytes(image) };
  const broken = scenes[0]?.unreadable;
  const reason = broken ? recordedPhrase(broken) : null;
  throw new DeliveryError(
    "nothing-to-send",
    reason ? phrase("delivery.pictureUnreadable", { reason }) : phrase("delivery.noPicture"),
  );
}

/**
 * The cut-out of one read: its plate, else (where the event has no other read) the recogniser's own plate picture, else the
 * vehicle. Null where none of these is there.
 */
export function cropOf(
  read: PlateRead,
  scene: Buffer,
  { event, reads }: DeliveryContent,
  images: ImageSource,
): Promise<Buffer | null> {
  return readably(async () => {
    const size = await pictureSize(scene);
    const cut = async (box: Box | null) => {
      const placed = box && placeBox(box, size, read.vehicleBox);
      return placed && (await cropPlate(scene, placed));
    };
    const plate = await cut(read.plateBox);
    if (plate) return plate;
    const own = event.images.find((image) => image.role === "plate" && !image.unreadable);
    if (own && reads.length === 1) return images.bytes(own);
    return cut(read.vehicleBox);
  });
}

/** The scene with a red rectangle around every plate. */
export function annotatedScene(scene: Buffer, reads: readonly PlateRead[]): Promise<Buffer> {
  return readably(async () => {
    const size = await pictureSize(scene);
    const boxes = reads.map((read) => read.plateBox && placeBox(read.plateBox, size, read.vehicleBox));
    return annotate(
      scene,
      boxes.filter((box) => box !== null),
    );
  });
}

/**
 * The scene with every plate covered. Null where it is not certain that all are: a read with a plate whose place in this picture is
 * not known. Then the picture must not be sent.
 */
export function maskedScene(scene: Buffer, reads: readonly PlateRead[]): Promise<Buffer | null> {
  return readably(async () => {
    const size = await pictureSize(scene);
    const boxes: Box[] = [];
    for (const read of reads) {
      if (read.plate === null && !read.plateBox) continue;
      const placed = read.plateBox && placeBox(read.plateBox, size, read.vehicleBox);
      if (!placed) return null;
      boxes.push(placed);
    }
    return blackOut(scene, boxes);
  });
}

async function readably<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof ImageUnreadableError)) throw error;
    throw new DeliveryError("nothing-to-send", phrase("delivery.pictureUnreadable", { reason: error.message }), { cause: error });
  }
}
