import type { Delivery } from "../../shared/delivery.ts";
import type { Clock } from "../clock.ts";
import type { AcceptedEvent, FeedEntry, IncomingEvent, Store } from "../store/store.ts";

/**
 * What has happened since local midnight, counted as it happens: the status is asked for twice a second, and counting rows
 * every time would cost more than receiving them.
 */
export interface TodayCounts {
  events: number;
  reads: number;
  quarantined: number;
  lastReceivedAt: number | null;
  delivered(destinationId: string): number;
  /** Deliveries of the last five minutes, per minute. */
  ratePerMinute(destinationId: string): number;
  countAccepted(event: IncomingEvent, accepted: AcceptedEvent): void;
  countDelivery(delivery: Delivery): void;
  /** An event was read once more by the parser. */
  countReread(before: FeedEntry, after: FeedEntry): void;
}

const rateWindowMs = 5 * 60_000;

/** The last local midnight before `now`. */
export function localMidnight(now: number): number {
  return new Date(now).setHours(0, 0, 0, 0);
}

/** Starts from what the store knows, so that a restart does not set the day back to nothing. */
export function createTodayCounts({ store, clock }: { store: Store; clock: Clock }): TodayCounts {
  let midnight = localMidnight(clock.now());
  let counts = store.events.countsSince(midnight);
  let lastReceivedAt = store.events.lastReceivedAt();
  let delivered = new Map<string, number>();
  const recent = new Map<string, number[]>();

  function turnDay(): void {
    const today = localMidnight(clock.now());
    if (today === midnight) return;
    midnight = today;
    counts = { events: 0, reads: 0, quarantined: 0 };
    delivered = new Map();
  }

  function deliveredOf(id: string): number {
    turnDay();
    const known = delivered.get(id) ?? store.deliveries.numbers(id, midnight).delivered;
    delivered.set(id, known);
    return known;
  }

  function recentOf(id: string): number[] {
    const times = recent.get(id) ?? [];
    const from = clock.now() - rateWindowMs;
    while (times[0] !== undefined && times[0] < from) times.shift();
    recent.set(id, times);
    return times;
  }

  return {
    get events() {
      turnDay();
      return counts.events;
    },
    get reads() {
      turnDay();
      return counts.reads;
    },
    get quarantined() {
      turnDay();
      return counts.quarantined;
    },
    get lastReceivedAt() {
      return lastReceivedAt;
    },
    delivered: deliveredOf,
    ratePerMinute: (id) => Math.round(recentOf(id).length / (rateWindowMs / 60_000)),
    countAccepted(event, accepted) {
      turnDay();
      lastReceivedAt = Math.max(lastReceivedAt ?? 0, event.receivedAt);
      // What waited in an inbox's queue may be of yesterday.
      if (accepted.duplicate || event.receivedAt < midnight) return;
      counts.events += 1;
      counts.reads += accepted.readIds.length;
      if (event.kind === "quarantined") counts.quarantined += 1;
    },
    countReread(before, after) {
      turnDay();
      if (after.event.receivedAt < midnight) return;
      counts.reads += after.reads.length - before.reads.length;
      if (before.event.kind === "quarantined" && after.event.kind !== "quarantined") counts.quarantined -= 1;
    },
    countDelivery({ destinationId, status }) {
      if (status !== "delivered") return;
      // The store holds this delivery already: asking it for the first count would count this one twice.
      const known = delivered.get(destinationId);
      if (known === undefined) deliveredOf(destinationId);
      else delivered.set(destinationId, known + 1);
      recentOf(destinationId).push(clock.now());
    },
  };
}
