import type { DeliveryStatus } from "./delivery.ts";

/**
 * Which reads are sent again. keptBack: a rule filtered them, or there was nothing to send. never: the destination did not exist
 * then, or was switched off. delivered: once more, although they arrived.
 */
export const replayKinds = ["failed", "expired", "cancelled", "keptBack", "never", "delivered"] as const;
export type ReplayKind = (typeof replayKinds)[number];

/** What a replay is to do: bring the reads of a range of time to one destination, behind live reads. */
export interface ReplayOrders {
  destinationId: string;
  /** By when the webhook came; `until` itself is not in it. */
  since: number;
  until: number;
  /** None: all cameras. */
  cameras: readonly string[];
  kinds: readonly ReplayKind[];
  /** apply: the destination's rules as they are when it is replayed. ignore: no rule keeps anything back. */
  rules: "apply" | "ignore";
}

/** What a replay would do, as far as it is known yet. */
export interface ReplayPreview {
  /** Webhooks looked at, and in the range (by their numbers, so the second may be a little too large). */
  looked: number;
  total: number;
  done: boolean;
  /** Deliveries that would be made. */
  deliveries: number;
  /** Among them, what the destination has got before. */
  duplicates: number;
  /** When the first and the last of them came; null: none. */
  oldestAt: number | null;
  newestAt: number | null;
  /** What rules, or a picture that is missing, keep back; with the most frequent reasons. */
  keptBack: number;
  reasons: { reason: string; count: number }[];
  /** How long sending would take at the pace of the last deliveries, without live reads in between; null: not known. */
  takesMs: number | null;
  /** The destination acts at once (opens, notifies): old reads would make it act now. */
  acts: boolean;
}

/** A replay that was ordered. */
export interface ReplayView {
  id: number;
  orders: ReplayOrders;
  /** running: still going through the range, or sending. cancelled: what was not sent yet is not sent. */
  state: "running" | "done" | "cancelled";
  createdAt: number;
  /** When the range was gone through, or the replay cancelled. */
  endedAt: number | null;
  looked: number;
  total: number;
  keptBack: number;
  /** What became of its deliveries. */
  counts: Record<DeliveryStatus, number>;
}
