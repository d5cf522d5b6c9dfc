import type { InspectedBody } from "./inspection.ts";
import type { StoredEvent } from "./plate-read.ts";

/** A stored webhook as files: its body, and each image under a name of its own. */
export interface WebhookFile {
  name: string;
  /** null: the body. */
  imageId: number | null;
}

const imageEndings: Record<string, string> = { "image/jpeg": "jpg", "image/png": "png", "image/webp": "webp" };

/** The names under which a webhook's files are downloaded; the command that sends it again refers to them. */
export function webhookFiles(event: StoredEvent, body: Pick<InspectedBody, "kept"> | null): WebhookFile[] {
  const files: WebhookFile[] = body === null ? [] : [{ name: bodyFileName(event.id, body.kept), imageId: null }];
  for (const image of event.images) {
    const part = image.part.replaceAll(/[^\w-]+/g, "-").slice(0, 40) || "file";
    const ending = imageEndings[image.contentType] ?? "bin";
    const base = `webhook-${event.id}-${part}`;
    const taken = files.filter(({ name }) => name.startsWith(`${base}.`) || name.startsWith(`${base}-`)).length;
    files.push({ name: `${base}${taken === 0 ? "" : `-${taken + 1}`}.${ending}`, imageId: image.id });
  }
  return files;
}

export function bodyFileName(eventId: number, kept: InspectedBody["kept"]): string {
  return `webhook-${eventId}.${kept === "json" ? "json" : "bin"}`;
}
