import type { Placement } from "./image-appender.ts";
import type { Change } from "./transaction.ts";

/** A webhook that waits for its images to be on the disk. */
export interface ImageChange {
  request: ImageRequest;
  toChange(placed: readonly Placement[] | null): Change;
  fail(error: unknown): void;
}

export interface ImageRequest {
  /** Webhooks of one batch with the same key share their bytes on the disk. */
  key: string;
  /** Asked when the batch is gathered; null: none are needed any more. */
  images(): readonly Uint8Array[] | null;
}

/** The images of the webhooks that go together. */
export interface GatheredImages {
  parts: readonly Uint8Array[];
  bytes: number;
  /** Each with its share of the parts. */
  changes: readonly { change: ImageChange; first: number; count: number }[];
  /** Those that need no images any more. */
  unneeded: readonly Change[];
}

/**
 * Image bytes of one batch: bounds how much a failed one has to repeat. On a quick disk some ten pictures share a flush: with all that
 * wait, whoever sends them next would wait for all of them too (measured with 20 senders: 5 % fewer webhooks a second). On one that
 * turns, or is busy, a flush takes its time whatever is in it.
 */
const batchBytes = { quick: 1536 * 1024, slow: 32 * 1024 * 1024 };
/** A flush that takes longer is a slow one. */
const slowMs = 20;

/**
 * Takes from the front of `waiting` what makes a batch. `lastMs`: how long the last one took. `refusal`: what a webhook fails with
 * that cannot be asked for its images.
 */
export function gatherImages(waiting: ImageChange[], lastMs: number, refusal: (error: unknown) => unknown): GatheredImages {
  const most = lastMs > slowMs ? batchBytes.slow : batchBytes.quick;
  const changes: { change: ImageChange; first: number; count: number }[] = [];
  const unneeded: Change[] = [];
  const parts: Uint8Array[] = [];
  const shared = new Map<string, number>();
  let bytes = 0;

  function add(change: ImageChange, images: readonly Uint8Array[]): void {
    const { key } = change.request;
    const first = shared.get(key) ?? parts.length;
    changes.push({ change, first, count: images.length });
    if (first < parts.length) return;
    shared.set(key, first);
    for (const image of images) {
      parts.push(image);
      bytes += image.byteLength;
    }
  }

  while (bytes < most) {
    const change = waiting.shift();
    if (!change) break;
    try {
      const images = change.request.images();
      if (images === null) unneeded.push(change.toChange(null));
      else add(change, images);
    } catch (error) {
      change.fail(refusal(error));
    }
  }
  return { parts, bytes, changes, unneeded };
}
