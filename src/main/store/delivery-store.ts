import type { Attempt, Delivery, DeliveryLane, DeliveryStatus, FailureKind, LedgerLine, Receipt } from "../../shared/delivery.ts";
import type { Phrase } from "../../shared/phrases/phrase.ts";
import type { EventKind } from "../../shared/plate-read.ts";
import type { ReadFilter } from "./store.ts";

export interface DeliveryFilter {
  destinationId?: string | undefined;
  statuses?: readonly DeliveryStatus[] | undefined;
  /** Deliveries with an id below this. */
  beforeId?: number | undefined;
  limit?: number | undefined;
}

/** A delivery with what it carries, as a row of the deliveries page shows it. */
export interface DeliveryEntry {
  delivery: Delivery;
  plates: (string | null)[];
  eventKind: EventKind;
  receivedAt: number;
  sceneImageId: number | null;
}

export type AttemptResult =
  | { outcome: "delivered"; receipt: Receipt }
  | {
      outcome: FailureKind;
      message: Phrase;
      /** What becomes of the delivery. */
      next: { status: "pending"; nextAttemptAt: number } | { status: "failed" | "skipped" | "expired" };
    };

/** `statuses`: which of a destination's; see DeliveryStore.retry. */
export interface RetrySelection {
  ids?: readonly number[];
  destinationId?: string;
  statuses?: readonly ("failed" | "expired" | "cancelled")[];
}

export interface DeliveryStore {
  get(id: number): Delivery | null;
  attempts(deliveryId: number): Attempt[];
  list(filter: DeliveryFilter): DeliveryEntry[];
  iterate(filter: ReadFilter): Iterable<Delivery>;
  /** The next pending delivery of one destination, lane and camera, in order of acceptance; null when none is left. */
  head(destinationId: string, lane: DeliveryLane, camera: string): Delivery | null;
  /** The cameras of a destination that have pending deliveries in a lane. */
  pendingCameras(destinationId: string, lane: DeliveryLane): string[];
  /** pending -> sending, attempts + 1. False when it is not pending any more. Shares a commit. */
  claim(id: number, now: number): Promise<boolean>;
  /** Ends a claim: writes the attempt and the delivery's new status. Shares a commit. */
  finish(id: number, result: AttemptResult, times: { startedAt: number; durationMs: number; now: number }): Promise<void>;
  /** sending -> pending without an attempt: a shutdown, or an open breaker. `uncount` takes the claim's count back. */
  release(id: number, options: { uncount: boolean; nextAttemptAt?: number | undefined }): Promise<void>;
  /** After a crash: every claim made before `claimedBefore` goes back to pending. Returns how many. */
  releaseStale(claimedBefore: number): Promise<number>;
  /** pending -> expired for all of a destination that are past their time. Returns how many. */
  expire(now: number): Promise<number>;
  /**
   * -> pending in the replay lane, with attempts kept. `ids`: failed, expired and cancelled ones, and waiting ones become due at
   * once. Without ids: all of the destination, or of all destinations, that are in one of `statuses`, by default what failed. Returns
   * the changed ones.
   */
  retry(filter: RetrySelection, now: number): Promise<Delivery[]>;
  /** pending -> cancelled. Returns the ids of those that were. */
  cancel(filter: { ids?: readonly number[]; destinationId?: string }, reason: Phrase): Promise<number[]>;
  /** Makes all waiting ones of a destination due at once (after a pause ended or a breaker closed). */
  makeDue(destinationId: string, now: number): Promise<void>;
  ledger(destinationIds: readonly string[]): LedgerLine[];
  /** Counts the rows again instead of trusting the running counters; off the main thread, as it takes a while. */
  verifyLedger(): Promise<LedgerLine[]>;
  /** Per destination: delivered today, waiting, failed, median milliseconds from receipt to delivery. */
  numbers(
    destinationId: string,
    since: number,
  ): { delivered: number; waiting: number; failed: number; medianDelayMs: number | null };
}
