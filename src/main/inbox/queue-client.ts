import type { Phrase } from "../../shared/phrases/phrase.ts";

/** What an inbox needs of a queue and its bucket; aws-client.ts does it with AWS. Every call may throw an InboxFault. */

export interface QueuedMessage {
  /** The queue's own id of the message. */
  messageId: string;
  /** Names this very handing out of the message. */
  receipt: string;
  body: string;
}

export interface ObjectPlace {
  bucket: string;
  key: string;
}

export interface QueueClient {
  /** Waits up to `waitS` for messages; those handed out are hidden from others for `hiddenS`. */
  receive(how: { max: number; waitS: number; hiddenS: number }, signal: AbortSignal): Promise<QueuedMessage[]>;
  /** Hides messages for so many seconds from now on; 0 gives them back. One that is gone is no failure. */
  hide(receipts: readonly string[], hiddenS: number, signal: AbortSignal): Promise<void>;
  remove(receipt: string, signal: AbortSignal): Promise<void>;
  /** null: there is no such object (any more), or it is larger than `maxBytes`. */
  fetch(place: ObjectPlace, maxBytes: number, signal: AbortSignal): Promise<Buffer | null>;
  removeObject(place: ObjectPlace, signal: AbortSignal): Promise<void>;
  /** How many messages wait, as far as the queue knows. */
  waiting(signal: AbortSignal): Promise<number>;
  /** Throws an InboxFault where the bucket cannot be read. */
  checkBucket(bucket: string, signal: AbortSignal): Promise<void>;
  close(): void;
}

/**
 * Why an inbox cannot go on, in the operator's words. operator: nothing changes until a person acts, so nothing is tried.
 * later: it may go away by itself.
 */
export class InboxFault extends Error {
  override readonly name = "InboxFault";
  declare readonly message: Phrase;
  readonly kind: "operator" | "later";
  constructor(kind: "operator" | "later", message: Phrase, options?: ErrorOptions) {
    super(message, options);
    this.kind = kind;
  }
}
