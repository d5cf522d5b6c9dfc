/**
 * Makes a stored event of a queue's message, as the receiver makes one of a request: the same understanding, the same
 * quarantine. The pictures are fetched from S3; one that is not there any more does not hold the read back.
 */
import { type Phrase, phrase, recordedPhrase } from "../../shared/phrases/phrase.ts";
import type { QueueMessage } from "../../shared/queue-message.ts";
import { incomingEvent, type Sender } from "../receiver/incoming-event.ts";
import type { Part } from "../receiver/multipart.ts";
import { incomingImages } from "../receiver/webhook-body.ts";
import type { IncomingEvent } from "../store/store.ts";
import type { QueueClient } from "./queue-client.ts";

export interface WebhookLimits {
  /** Bytes of one object. */
  maxBodyBytes: number;
  maxJsonBytes: number;
}

export interface Origin {
  /** The inbox's name: the event's source. */
  source: string;
  /** The only bucket that may be read; "": any. */
  bucket: string;
  /** Milliseconds since the epoch. */
  now: number;
}

const gone = phrase("image.gone");

/** Throws an InboxFault where S3 cannot be asked at the moment. */
export async function incomingWebhook(
  message: QueueMessage,
  origin: Origin,
  limits: WebhookLimits,
  client: QueueClient,
  signal: AbortSignal,
): Promise<IncomingEvent> {
  const mayRead = origin.bucket === "" || origin.bucket === message.bucket;
  const fetch = async (key: string) =>
    mayRead ? client.fetch({ bucket: message.bucket, key }, limits.maxBodyBytes, signal) : null;

  const { body } = message;
  const bytes = "text" in body ? Buffer.from(body.text) : await fetch(body.key);
  const parts: Part[] = [];
  const missing = new Set<number>();
  for (const [index, { part, filename, key }] of message.images.entries()) {
    const image = await fetch(key);
    if (!image) missing.add(index);
    parts.push({ name: part, filename, mimeType: "", bytes: image ?? Buffer.alloc(0) });
  }
  const images = incomingImages(parts).map((image, index) => (missing.has(index) ? { ...image, unreadable: gone } : image));

  const sender: Sender = {
    // The Lambda's clock tells when it was received; one that is ahead of this machine's must not make reads of the future.
    receivedAt: Math.min(Date.parse(message.receivedAt), origin.now),
    remoteAddress: message.remoteAddress,
    source: origin.source,
    headers: { ...nodeHeaders(message.headers), "content-type": message.contentType },
  };
  // The Lambda takes a body apart as the receiver does, and says in its phrases what it found.
  const reason = message.reason === null ? null : recordedPhrase(message.reason);
  const whole = bytes ?? Buffer.from(JSON.stringify(message));
  return incomingEvent({ ...jsonIn(bytes, reason, limits.maxJsonBytes), images }, whole, sender, limits.maxJsonBytes).event;
}

/** The JSON where there is one that may be understood, else the reason for the quarantine. */
function jsonIn(
  bytes: Buffer | null,
  reason: Phrase | null,
  maxJsonBytes: number,
): { json: Buffer | null; reason: Phrase | null } {
  if (!bytes) return { json: null, reason: phrase("webhook.jsonGone") };
  if (reason !== null) return { json: null, reason };
  if (bytes.length > maxJsonBytes) return { json: null, reason: phrase("webhook.jsonTooLong", { most: maxJsonBytes }) };
  return { json: bytes, reason: null };
}

/** The receiver's code expects headers as node:http gives them: bytes as Latin-1. AWS decodes them before. */
function nodeHeaders(headers: Record<string, string>): Record<string, string> {
  const beyondLatin1 = /[^\0-\xff]/;
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      beyondLatin1.test(value) ? Buffer.from(value).toString("latin1") : value,
    ]),
  );
}

/** The event of a message that is none of ours: quarantined with its text. */
export function poisonedEvent(text: string, reason: Phrase, origin: Origin, maxJsonBytes: number): IncomingEvent {
  const sender = {
    receivedAt: origin.now,
    remoteAddress: null,
    source: origin.source,
    headers: { "content-type": "text/plain" },
  };
  return incomingEvent({ json: null, reason, images: [] }, Buffer.from(text), sender, maxJsonBytes).event;
}
