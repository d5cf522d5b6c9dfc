import type { LambdaRequest } from "./request.ts";

/** A webhook that was received whole, on its way to where it is kept. */
export interface ReceivedWebhook {
  id: string;
  /** ISO 8601, UTC. */
  receivedAt: string;
  request: LambdaRequest;
  /** The JSON exactly as received; null where there is none. */
  json: Buffer | null;
  /** Why there is none; null otherwise. */
  reason: string | null;
  images: readonly ReceivedImage[];
}

export interface ReceivedImage {
  /** Name of the multipart part. */
  part: string;
  filename: string;
  /** By content, not by the sender's word. */
  contentType: string;
  bytes: Buffer;
}

/** Somewhere that a webhook is brought to before the sender is told 200. */
export interface Outlet {
  /** For the answer: "forwarded" or "queued". */
  done: string;
  /** Throws an OutletError where it did not arrive; the sender is told to repeat it. */
  send(webhook: ReceivedWebhook): Promise<void>;
}

/** Why a webhook did not arrive, without anything secret. */
export class OutletError extends Error {
  override readonly name = "OutletError";
}
