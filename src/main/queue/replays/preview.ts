import { plateKey } from "../../../shared/plate-list.ts";
import type { ReplayOrders, ReplayPreview } from "../../../shared/replay.ts";
import type { ReplayCandidate, ReplayStore } from "../../store/replays/replay-store.ts";
import type { RouteLookup } from "../../store/store.ts";
import type { NamedList } from "../list-rules.ts";
import type { RoutableDestination } from "../route.ts";
import { planReplay } from "./plan.ts";

export interface PreviewContext {
  replays: ReplayStore;
  destination: RoutableDestination;
  lists: readonly NamedList[];
}

/** The most frequent reasons are named; milliseconds between two words on how far it is. */
const reasonsNamed = 5;
const tellMs = 150;
/** What a delivery costs besides what the destination takes for it. Milliseconds. */
const overheadMs = 8;

/**
 * Goes through the range as the replay would, and changes nothing. Tells how far it is now and then, the last time with `done`; lets
 * everything else have its turn after each step. Throws the signal's reason when it aborts.
 */
export async function* previewReplay(
  orders: ReplayOrders,
  { replays, destination, lists }: PreviewContext,
  signal: AbortSignal,
): AsyncGenerator<ReplayPreview> {
  const span = await replays.span(orders, signal);
  const paceMs = replays.paceMs(orders.destinationId);
  const tally = createTally();
  const { lookup, sight } = withSightings(replays.lookup, orders.destinationId);
  const now = (cursor: number): ReplayPreview => ({
    ...tally.sum(),
    ...{ looked: cursor - span.first, total: span.last - span.first, done: cursor >= span.last },
    takesMs: paceMs === null ? null : Math.round(tally.deliveries * (paceMs + overheadMs)),
    acts: destination.freshness !== "record",
  });
  let told = performance.now();
  for (let cursor = span.first; cursor < span.last; ) {
    const step = replays.look(orders, { first: cursor, last: span.last });
    for (const candidate of step.candidates) {
      for (const act of planReplay(candidate, orders, destination, { lookup, lists })) {
        tally.count(act, candidate);
        if (act.do !== "kept") sight(candidate, act.sightings);
      }
    }
    cursor = step.cursor;
    await new Promise<void>((resolve) => setImmediate(resolve));
    signal.throwIfAborted();
    if (cursor >= span.last || performance.now() - told < tellMs) continue;
    told = performance.now();
    yield now(cursor);
  }
  yield now(span.last);
}

function createTally() {
  const reasons = new Map<string, number>();
  const tally = {
    deliveries: 0,
    duplicates: 0,
    oldestAt: null as number | null,
    newestAt: null as number | null,
    keptBack: 0,
    count(act: ReturnType<typeof planReplay>[number], { receivedAt }: ReplayCandidate): void {
      if (act.do === "kept") {
        tally.keptBack += 1;
        reasons.set(act.reason, (reasons.get(act.reason) ?? 0) + 1);
        return;
      }
      tally.deliveries += 1;
      if (act.duplicate) tally.duplicates += 1;
      tally.oldestAt = Math.min(tally.oldestAt ?? receivedAt, receivedAt);
      tally.newestAt = Math.max(tally.newestAt ?? receivedAt, receivedAt);
    },
    sum() {
      const { deliveries, duplicates, oldestAt, newestAt, keptBack } = tally;
      const named = [...reasons].map(([reason, count]) => ({ reason, count })).sort((one, other) => other.count - one.count);
      return { deliveries, duplicates, oldestAt, newestAt, keptBack, reasons: named.slice(0, reasonsNamed) };
    },
  };
  return tally;
}

/** The store's lookup with the sightings that the replay itself would have added by then. */
function withSightings(store: RouteLookup, destinationId: string) {
  const sighted = new Map<string, number[]>();
  const lookup: RouteLookup = {
    listsOf: store.listsOf,
    lastSighting(destination, plate, since, until) {
      const known = store.lastSighting(destination, plate, since, until);
      const mine = destination === destinationId ? (sighted.get(plateKey(plate)) ?? []) : [];
      const within = mine.filter((at) => at >= since && at <= until);
      return within.length === 0 ? known : Math.max(known ?? 0, ...within);
    },
  };
  return {
    lookup,
    sight({ receivedAt }: ReplayCandidate, plates: readonly string[]): void {
      for (const key of new Set(plates.map(plateKey))) {
        const times = sighted.get(key) ?? [];
        sighted.set(key, [...times.slice(-9), receivedAt]);
      }
    },
  };
}
