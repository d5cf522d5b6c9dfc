import { deliveryStatuses } from "../../../shared/delivery.ts";
import type { HistoryFilter } from "../../../shared/history-filter.ts";
import { plateKey } from "../../../shared/plate-list.ts";
import type { Database } from "../database.ts";
import type { LookedUp } from "./matcher.ts";
import type { Turns } from "./turns.ts";

/** A filter as the blocks are to be asked, after what an index answers was taken out of it. */
export interface Plan {
  filter: HistoryFilter;
  lookedUp: LookedUp;
  /** Whether a read has a delivery as the filter asks for; null where that does not matter. */
  hasDelivery: ((readId: number) => boolean) | null;
}

const idsAtOnce = 2_000;
/** Up to this many plates of a list their reads are looked up; with more, each read's plate is looked for among them. */
const platesLookedUp = 2_000;
/** The same for deliveries in the states asked for: of these many few reads must be looked at until a page is full. */
const deliveriesLookedUp = 10_000;

/**
 * Decides what an index answers: a whole plate, the plates of a short list, and deliveries in states that few of them are in (failed,
 * waiting). One of these is enough to make everything else quick, so the first that applies is taken.
 */
export function createLookup(
  database: Database,
): (filter: HistoryFilter, turns: Turns, mostDeliveries?: number) => Promise<Plan> {
  const readsOfPlate = database.statement<{ id: number }>(
    `SELECT id FROM reads WHERE plate_key = ? AND id > ? ORDER BY id LIMIT ${idsAtOnce}`,
  );
  const platesOfList = database.statement<{ plateKey: string }>(
    "SELECT plate_key AS plateKey FROM list_entries WHERE list_id = ?",
  );
  const listedPlates = database.statement<{ plateKey: string }>("SELECT DISTINCT plate_key AS plateKey FROM list_entries");
  const counts = database.statement<{ destinationId: string; status: string; live: number }>(
    "SELECT destination_id AS destinationId, status, live FROM delivery_counts WHERE live > 0",
  );
  const deliveriesIn = database.statement<{ id: number; readId: number | null; eventId: number }>(`SELECT id,
    read_id AS readId, event_id AS eventId FROM deliveries WHERE destination_id = ? AND status = ? AND id > ? ORDER BY id
    LIMIT ${idsAtOnce}`);
  const readsOfEvent = database.statement<{ id: number }>("SELECT id FROM reads WHERE event_id = ?");

  async function ofPlates(keys: Iterable<string>, turns: Turns): Promise<number[]> {
    const ids: number[] = [];
    for (const key of keys) {
      for (let last = 0; ; ) {
        await turns.give();
        const page = readsOfPlate.all(key, last);
        for (const { id } of page) ids.push(id);
        if (page.length < idsAtOnce) break;
        last = page.at(-1)?.id ?? 0;
      }
    }
    return ids;
  }

  async function ofDeliveries(which: readonly { destinationId: string; status: string }[], turns: Turns): Promise<number[]> {
    const ids: number[] = [];
    for (const { destinationId, status } of which) {
      for (let last = 0; ; ) {
        await turns.give();
        const page = deliveriesIn.all(destinationId, status, last);
        for (const { readId, eventId } of page)
          if (readId !== null) ids.push(readId);
          // A delivery of the whole event carries every read of it.
          else for (const { id } of readsOfEvent.all(eventId)) ids.push(id);
        if (page.length < idsAtOnce) break;
        last = page.at(-1)?.id ?? 0;
      }
    }
    return ids;
  }

  function deliveryCheck({ destinationId, deliveries = [] }: HistoryFilter): (readId: number) => boolean {
    const statuses = deliveries.length === 0 ? deliveryStatuses : deliveries;
    const asked = database.statement<{ one: number }>(`SELECT 1 AS one FROM reads r JOIN deliveries d ON d.event_id = r.event_id
      WHERE r.id = ? AND (d.read_id IS NULL OR d.read_id = r.id) AND d.status IN (${statuses.map(() => "?").join(", ")})
      ${destinationId === undefined ? "" : "AND d.destination_id = ?"} LIMIT 1`);
    const values = [...statuses, ...(destinationId === undefined ? [] : [destinationId])];
    return (readId) => asked.get(readId, ...values) !== undefined;
  }

  return async (filter, turns, mostDeliveries = deliveriesLookedUp) => {
    const { plate = "", whole = false, alike = false, lists = [], unlisted = false, destinationId, deliveries = [] } = filter;
    const key = plateKey(plate);
    const wholePlate = key !== "" && whole && !alike && !/[*?]/.test(key) ? [key] : null;
    const listed = lists.length > 0 ? new Set(lists.flatMap((id) => platesOfList.all(id).map(({ plateKey: one }) => one))) : null;
    const shortList = listed && listed.size <= platesLookedUp ? listed : null;
    const wantsDelivery = destinationId !== undefined || deliveries.length > 0;
    const found = counts
      .all()
      .filter((row) => destinationId === undefined || row.destinationId === destinationId)
      .filter((row) => deliveries.length === 0 || deliveries.some((status) => status === row.status));
    const fewDeliveries = wantsDelivery && found.reduce((sum, { live }) => sum + live, 0) <= mostDeliveries;

    const unwanted = unlisted ? new Set(listedPlates.all().map(({ plateKey: one }) => one)) : null;
    const fewUnwanted = unwanted && unwanted.size <= platesLookedUp ? unwanted : null;
    const keys = wholePlate ?? shortList;
    const byDelivery = keys === null && fewDeliveries;
    const ids = keys ? await ofPlates(keys, turns) : byDelivery ? await ofDeliveries(found, turns) : null;
    return {
      filter: wholePlate ? { ...filter, plate: undefined } : filter,
      lookedUp: {
        only: ids && sorted(ids),
        except: fewUnwanted && sorted(await ofPlates(fewUnwanted, turns)),
        listed: keys !== null && keys === shortList ? null : listed,
        notListed: fewUnwanted ? null : unwanted,
      },
      hasDelivery: wantsDelivery && !byDelivery ? deliveryCheck(filter) : null,
    };
  };
}

/** In order, each once: a read may have several deliveries. */
function sorted(ids: readonly number[]): Float64Array {
  const all = Float64Array.from(ids).sort();
  return all.filter((id, place) => id !== all[place - 1]);
}
