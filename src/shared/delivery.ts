import { z } from "zod";

/**
 * Where a delivery (the obligation to bring one read, or one whole event, to one destination) stands.
 *
 * pending -> sending -> delivered, or back to pending (a later attempt), or to one of the ends:
 * failed (given up), expired (too old to be useful), skipped (nothing to send), cancelled (by the operator).
 * filtered is an end from the start: a rule of the destination keeps the read from it. It is stored as a row so that
 * the operator sees on the read why a destination did not get it, and so that the ledger balances.
 */
export const deliveryStatuses = [
  "pending",
  "sending",
  "delivered",
  "failed",
  "expired",
  "skipped",
  "cancelled",
  "filtered",
] as const;
export const DeliveryStatus = z.enum(deliveryStatuses);
export type DeliveryStatus = z.infer<typeof DeliveryStatus>;

/** What kind of failure an attempt met; decides what the queue does next (see main/queue/retry-policy.ts). */
export const failureKinds = [
  "unreachable",
  "busy",
  "rejected",
  "unauthorized",
  "misconfigured",
  "nothing-to-send",
  "internal",
] as const;
export type FailureKind = (typeof failureKinds)[number];

/** live: as reads come in. replay: retried or replayed by hand, behind live reads. */
export type DeliveryLane = "live" | "replay";

/** One row of the obligations table. Times are milliseconds since the epoch, UTC. */
export interface Delivery {
  id: number;
  eventId: number;
  /** null: the delivery is for the whole event (forwarder unit "event"). */
  readId: number | null;
  destinationId: string;
  /** The forwarder's type at the time of acceptance, e.g. "webhook". */
  forwarder: string;
  /** Order is kept per destination and camera; "" where the event names none. */
  camera: string;
  lane: DeliveryLane;
  status: DeliveryStatus;
  /** Counts when a delivery is claimed, so that a crash counts. */
  attempts: number;
  createdAt: number;
  nextAttemptAt: number | null;
  claimedAt: number | null;
  deliveredAt: number | null;
  /** After this moment the delivery is of no use any more and expires; null: useful until retention ends. */
  expiresAt: number | null;
  lastErrorKind: FailureKind | null;
  /** In the operator's words; never holds a secret. Also the reason of skipped, expired and filtered. */
  lastError: string | null;
  receipt: Receipt | null;
}

/** What the destination said on success, in words for the operator. */
export interface Receipt<Text extends string = string> {
  /** One sentence, e.g. "HTTP 200 in 35 ms" or "bookmark 5f3…". */
  summary: Text;
  /** HTTP status, where there is one. */
  status?: number;
  /** The id under which the destination keeps it, where it says so. */
  reference?: string;
  /** The first bytes of the answer as text, secrets removed. */
  body?: string;
}

/** One try of a delivery. */
export interface Attempt {
  id: number;
  deliveryId: number;
  number: number;
  startedAt: number;
  durationMs: number;
  outcome: "delivered" | FailureKind;
  /** In the operator's words: the error, or the receipt's summary. */
  message: string;
}

/** The ledger of one destination: accepted must equal the sum of all the others, at any time. */
export interface LedgerLine {
  destinationId: string;
  accepted: number;
  counts: Record<DeliveryStatus, number>;
  balanced: boolean;
}
