/** The four forms in which the webhook forwarder passes an event on. */
import { type Phrase, phrase } from "../../shared/phrases/phrase.ts";
import { type DeliveryContent, DeliveryError, type ImageSource } from "./forwarder.ts";
import { multipart, type Part } from "./kit/multipart.ts";
import { withoutInboundCredentials, withoutPlates } from "./kit/recognition-json.ts";
import { annotatedScene, cropOf, maskedScene, sceneOf } from "./kit/scene.ts";

export const payloads = ["as-received", "crop-plate", "annotate-plate", "json"] as const;
export type Payload = (typeof payloads)[number];

export interface RequestBody {
  contentType: string;
  body: Buffer;
  /** Something the operator should know about this one delivery; null otherwise. */
  note: Phrase | null;
}

const leftOut = phrase("passOn.pictureLeftOut");

/** Throws DeliveryError("nothing-to-send") where the event lacks what the payload is made of. */
export async function webhookBody(
  delivery: DeliveryContent,
  { payload, hidePlate }: { payload: Payload; hidePlate: boolean },
  images: ImageSource,
): Promise<RequestBody> {
  const { event } = delivery;
  if (event.kind === "quarantined") {
    throw new DeliveryError("nothing-to-send", phrase("passOn.notUnderstood"));
  }
  const received = withoutInboundCredentials(await images.json());
  const json = hidePlate ? withoutPlates(received, platesOf(delivery)) : received;
  if (payload === "json") return jsonBody(json);
  const pictures =
    payload === "as-received" && event.kind === "other" && hidePlate
      ? []
      : await picturesFor(payload, delivery, hidePlate, images);
  const note = hidePlate && pictures.length === 0 && event.images.some((image) => image.role === "scene") ? leftOut : null;
  const parts: Part[] = [{ name: "json", text: json }, ...pictures];
  if (payload !== "as-received" || pictures.length > 0) return { ...multipart(parts), note };
  return { ...(await withoutPictures(json, images)), note };
}

function picturesFor(payload: Payload, delivery: DeliveryContent, hidePlate: boolean, images: ImageSource): Promise<Part[]> {
  if (payload !== "as-received" && delivery.event.kind !== "recognition") {
    throw new DeliveryError("nothing-to-send", phrase("passOn.noRecognition"));
  }
  if (hidePlate) return maskedPictures(payload, delivery, images);
  if (payload === "crop-plate") return cropped(delivery, images);
  if (payload === "annotate-plate") return annotated(delivery, images);
  return allPictures(delivery, images);
}

/** As Stream sends a webhook without pictures, unless it is known how this one came. */
async function withoutPictures(json: string, images: ImageSource): Promise<Omit<RequestBody, "note">> {
  const came = ((await images.contentType?.()) ?? "").toLowerCase();
  if (came.includes("json")) return jsonBody(json);
  if (came.startsWith("multipart/")) return multipart([{ name: "json", text: json }]);
  const body = Buffer.from(new URLSearchParams({ json }).toString());
  return { contentType: "application/x-www-form-urlencoded", body };
}

function jsonBody(json: string): RequestBody {
  return { contentType: "application/json", body: Buffer.from(json), note: null };
}

async function allPictures({ event }: DeliveryContent, images: ImageSource): Promise<Part[]> {
  const parts: Part[] = [];
  for (const image of event.images) {
    const { part: name, filename, contentType } = image;
    parts.push({ name, filename, contentType, bytes: await images.bytes(image) });
  }
  return parts;
}

/** Numbered by the position of the result, so that `cropped_image_2` is always the second vehicle's. */
async function cropped(delivery: DeliveryContent, images: ImageSource): Promise<Part[]> {
  const { image, bytes } = await sceneOf(delivery, images);
  const crops: Part[] = [];
  for (const read of delivery.reads) {
    const crop = await cropOf(read, bytes, delivery, images);
    const name = read.index === 0 ? "cropped_image" : `cropped_image_${read.index + 1}`;
    if (crop) crops.push(jpeg(name, `${name}.jpg`, crop));
  }
  if (crops.length === 0) {
    throw new DeliveryError("nothing-to-send", phrase("passOn.nothingToCrop"));
  }
  return [{ name: "original_image", filename: image.filename, contentType: image.contentType, bytes }, ...crops];
}

async function annotated(delivery: DeliveryContent, images: ImageSource): Promise<Part[]> {
  const { bytes } = await sceneOf(delivery, images);
  return [jpeg("upload", "upload.jpg", await annotatedScene(bytes, delivery.reads))];
}

/** Only the scene, with its plates covered, under a name of our own: the sender's file name may hold the plate. */
async function maskedPictures(payload: Payload, delivery: DeliveryContent, images: ImageSource): Promise<Part[]> {
  if (payload === "as-received" && !delivery.event.images.some((image) => image.role === "scene" && !image.unreadable)) return [];
  const { bytes } = await sceneOf(delivery, images);
  const masked = await maskedScene(bytes, delivery.reads);
  const name = payload === "crop-plate" ? "original_image" : "upload";
  return masked ? [jpeg(name, `${name}.jpg`, masked)] : [];
}

const jpeg = (name: string, filename: string, bytes: Buffer): Part => ({ name, filename, contentType: "image/jpeg", bytes });

function platesOf({ reads }: DeliveryContent): string[] {
  return reads.flatMap((read) => [read.plate, ...read.candidates.map(({ plate }) => plate)]).filter((plate) => plate !== null);
}
