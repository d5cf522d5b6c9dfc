import { leaveOut, partsOf } from "../../../shared/history.ts";
import type { HistoryFilter } from "../../../shared/history-filter.ts";
import { deliveryRow, type ExportKind, eventRow, type Row, readRow } from "../../exports/rows.ts";
import { createTurns } from "../../store/history/turns.ts";
import type { ReadOnlyStore } from "../../store/open-read-only.ts";

/** A destination's name by its id; null for one that does not exist any more. */
export type NameOf = (destinationId: string) => string | null;

/**
 * Rows of a kind in order of id. The filter is one on reads: an event matches with any read of it, a delivery with a read that it
 * carries and when it is itself in the state and for the destination that are asked for. Where only time and cameras are asked for,
 * events without a read belong to it, too.
 */
export async function* rowsOf(
  kind: ExportKind,
  { store, filter, nameOf, signal }: { store: ReadOnlyStore; filter: HistoryFilter; nameOf: NameOf; signal: AbortSignal },
): AsyncGenerator<Row> {
  if (kind === "reads") {
    for await (const read of store.history.iterate(filter, signal, "oldest")) yield readRow(read);
    return;
  }
  const { since, until, cameras } = filter;
  const matching = await matchingReads(kind, store, filter, signal);
  const turns = createTurns(signal);
  if (kind === "events") {
    for (const event of store.events({ since, until, cameras })) {
      await turns.give();
      if (!matching || holds(matching.events, event.id)) yield eventRow(event);
    }
    return;
  }
  const { destinationId, deliveries = [] } = filter;
  for (const delivery of store.deliveries({ since, until, cameras })) {
    await turns.give();
    if (destinationId !== undefined && delivery.destinationId !== destinationId) continue;
    if (deliveries.length > 0 && !deliveries.includes(delivery.status)) continue;
    const { readId, eventId } = delivery;
    if (!matching || (readId === null ? holds(matching.events, eventId) : holds(matching.reads, readId)))
      yield deliveryRow(delivery, nameOf);
  }
}

/** Ids in order. Null where every read in the span and from the cameras matches. */
async function matchingReads(
  kind: ExportKind,
  store: ReadOnlyStore,
  filter: HistoryFilter,
  signal: AbortSignal,
): Promise<{ reads: number[]; events: number[] } | null> {
  // A delivery's own state is looked at in the delivery.
  const asked = leaveOut(filter, kind === "deliveries" ? ["deliveries"] : []);
  if (partsOf(leaveOut(asked, ["time", "cameras"])).length === 0) return null;
  const found = { reads: [] as number[], events: [] as number[] };
  for await (const { id, eventId } of store.history.iterate(asked, signal, "oldest")) {
    found.reads.push(id);
    if (found.events.at(-1) !== eventId) found.events.push(eventId);
  }
  return found;
}

function holds(ids: readonly number[], wanted: number): boolean {
  let [low, high] = [0, ids.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ids[middle] ?? 0) < wanted) low = middle + 1;
    else high = middle;
  }
  return ids[low] === wanted;
}
