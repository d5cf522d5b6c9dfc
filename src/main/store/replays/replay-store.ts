import type { DeliveryStatus } from "../../../shared/delivery.ts";
import type { Phrase } from "../../../shared/phrases/phrase.ts";
import type { EventKind, ImageRole, PlateRead } from "../../../shared/plate-read.ts";
import type { ReplayOrders } from "../../../shared/replay.ts";
import type { AcceptedEvent, RouteLookup } from "../store.ts";

/** Replays: orders that are durable, and the events that they go through, in steps of a few milliseconds. */
export interface ReplayStore {
  /** Between which ids the events of a time range lie: above `first`, up to `last`. */
  span(range: Pick<ReplayOrders, "since" | "until">, signal?: AbortSignal): Promise<EventSpan>;
  /** The next events of the orders, and how far it came; for a preview. `lookup` is as routing has it. */
  look(orders: ReplayOrders, span: EventSpan): { candidates: ReplayCandidate[]; cursor: number };
  lookup: RouteLookup;
  /** Durable when it resolves; it is at the beginning of its span, and running. */
  add(orders: ReplayOrders, span: EventSpan, now: number): Promise<StoredReplay>;
  /**
   * One step of a running replay, in one transaction: `plan` says what becomes of each event, and the replay remembers how far it came.
   * Null when it does not run any more.
   */
  step(id: number, plan: ReplayPlan, now: number): Promise<{ deliveries: AcceptedEvent["deliveries"]; done: boolean } | null>;
  /** Unless nothing is left to be done: -> cancelled. What waits already does so until it is cancelled as well. */
  cancel(id: number, now: number): Promise<void>;
  get(id: number): StoredReplay | null;
  /** The newest first. */
  list(limit: number): StoredReplay[];
  running(): StoredReplay[];
  /** Ids of its deliveries that are pending. */
  waiting(id: number, limit: number): number[];
  /** What a delivery to this destination took of late, in milliseconds; null: nothing was delivered yet. */
  paceMs(destinationId: string): number | null;
}

export interface EventSpan {
  first: number;
  last: number;
}

/** An event in the range with what is owed to the destination for it. */
export interface ReplayCandidate {
  eventId: number;
  kind: EventKind;
  camera: string;
  receivedAt: number;
  reads: PlateRead[];
  images: { role: ImageRole; unreadable: string | null }[];
  /** The destination's deliveries of this event. */
  deliveries: { id: number; readId: number | null; status: DeliveryStatus }[];
}

/** again: an ended delivery waits anew. new: a further one. kept: nothing, for this reason. */
export type ReplayAct =
  | { do: "again"; deliveryId: number; sightings: readonly string[]; duplicate: boolean }
  | { do: "new"; readId: number | null; forwarder: string; sightings: readonly string[]; duplicate: boolean }
  | { do: "kept"; reason: Phrase | "" };

/** Synchronous and without effects. */
export type ReplayPlan = (candidate: ReplayCandidate, lookup: RouteLookup) => ReplayAct[];

export interface StoredReplay {
  id: number;
  orders: ReplayOrders;
  state: "running" | "done" | "cancelled";
  createdAt: number;
  endedAt: number | null;
  span: EventSpan;
  cursor: number;
  keptBack: number;
  counts: Record<DeliveryStatus, number>;
}
