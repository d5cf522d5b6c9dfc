/** A webhook's body in each of its three forms, as the JSON in it and the images beside that. */

import type { ArrivalPart } from "../../shared/arrival.ts";
import { type Phrase, phrase } from "../../shared/phrases/phrase.ts";
import type { ImageRole } from "../../shared/plate-read.ts";
import type { IncomingImage } from "../store/store.ts";
import { inspectImage } from "./inspect-image.ts";
import { cleanText } from "./json-fields.ts";
import { type Part, parseMultipart } from "./multipart.ts";

/** How a body is written. */
export type BodyForm = "multipart" | "urlencoded" | "json";

export interface WebhookBody {
  /** The JSON exactly as received; null where there is none that could be meant. */
  json: Buffer | null;
  /** Why `json` is null, for the operator. */
  reason: Phrase | null;
  images: IncomingImage[];
  /** The parts of a multipart body, for the inspector. */
  parts: ArrivalPart[];
}

export type BodyReading = { body: WebhookBody } | { status: 400 | 413; reason: string };

/** The form that a Content-Type header names; null for any other. */
export function bodyForm(contentType: string | undefined): BodyForm | null {
  const mediaType = (contentType ?? "").split(";", 1)[0]?.trim().toLowerCase() ?? "";
  if (mediaType === "multipart/form-data") return "multipart";
  if (mediaType === "application/x-www-form-urlencoded") return "urlencoded";
  return mediaType === "text/json" || /^application\/([\w.-]+\+)?json$/.test(mediaType) ? "json" : null;
}

/** Reads a whole body of the given form. Never rejects. */
export async function readWebhookBody(
  bytes: Buffer,
  form: BodyForm,
  contentType: string,
  maxJsonBytes: number,
): Promise<BodyReading> {
  if (form === "multipart") return readMultipart(bytes, contentType, maxJsonBytes);
  if (bytes.length > maxJsonBytes * (form === "urlencoded" ? 3 : 1)) return jsonTooLarge(maxJsonBytes);
  const json = form === "json" ? bytes : urlencodedJson(bytes);
  if (json && json.length > maxJsonBytes) return jsonTooLarge(maxJsonBytes);
  return { body: { json, reason: json ? null : phrase("webhook.noJsonField"), images: [], parts: [] } };
}

function jsonTooLarge(maxJsonBytes: number): BodyReading {
  return { status: 413, reason: `The JSON has more than ${maxJsonBytes} bytes.` };
}

/**
 * The field `json` of a form. Fields are looked for one by one instead of decoding all, so that a million tiny ones cost
 * nothing. A body that begins with a brace is taken as the JSON itself: that is what curl -d sends without a content type.
 */
function urlencodedJson(bytes: Buffer): Buffer | null {
  const text = bytes.toString("utf8");
  if (/^\s*\{/.test(text)) return bytes;
  for (let at = 0; at < text.length; ) {
    const next = text.indexOf("&", at);
    const end = next < 0 ? text.length : next;
    if (text.startsWith("json=", at)) return Buffer.from(new URLSearchParams(text.slice(at, end)).get("json") ?? "");
    at = end + 1;
  }
  return null;
}

async function readMultipart(bytes: Buffer, contentType: string, maxJsonBytes: number): Promise<BodyReading> {
  const form = await parseMultipart(bytes, contentType, maxJsonBytes);
  if ("fault" in form) {
    const reason = `The multipart body is ${form.tooLarge ? "too large" : "broken"}: ${form.fault}.`;
    return { status: form.tooLarge ? 413 : 400, reason };
  }
  const named = form.parts.filter((part) => part.name === "json");
  // Without a part of that name, one that says it is JSON is meant.
  const jsons = named.length > 0 ? named : form.parts.filter((part) => bodyForm(part.mimeType) === "json");
  const [first] = jsons;
  if (first && first.bytes.length > maxJsonBytes) return jsonTooLarge(maxJsonBytes);
  const images = incomingImages(form.parts.filter((part) => !jsons.includes(part) && isFile(part)));
  const parts = form.parts.map(arrivalPart);
  if (!first) return { body: { json: null, reason: phrase("webhook.noJsonPart"), images, parts } };
  // Taking one of several would silently lose the others.
  if (jsons.length > 1)
    return { body: { json: null, reason: phrase("webhook.manyJsonParts", { count: jsons.length }), images, parts } };
  return { body: { json: first.bytes, reason: null, images, parts } };
}

function arrivalPart({ name, filename, mimeType, bytes }: Part): ArrivalPart {
  const text = (value: string) => cleanText(value) ?? "";
  return { name: text(name), filename: text(filename), contentType: text(mimeType), size: bytes.length };
}

/** Images usually come as files; some senders leave the file name out and give only the type or the known part name. */
function isFile({ filename, mimeType, name, bytes }: Part): boolean {
  if (filename !== "" || mimeType.startsWith("image/") || mimeType === "application/octet-stream") return true;
  return (name === "upload" || name === "plate_img") && bytes.length > 0;
}

/** Images with their roles: part `plate_img` is the plate; part `upload`, else the first real image, is the scene. */
export function incomingImages(parts: Part[]): IncomingImage[] {
  const images = parts.map(({ name, filename, bytes }) => ({
    role: "other" as ImageRole,
    part: cleanText(name) ?? "",
    filename: cleanText(filename) ?? "",
    bytes,
    ...inspectImage(bytes),
  }));
  const plate = images.find((image) => image.part === "plate_img");
  if (plate) plate.role = "plate";
  const others = images.filter((image) => image.part !== "plate_img");
  const scene = others.find((image) => image.part === "upload") ?? others.find((image) => image.contentType.startsWith("image/"));
  if (scene) scene.role = "scene";
  return images;
}
