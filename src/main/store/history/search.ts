import type { HistoryFilter } from "../../../shared/history-filter.ts";
import type { PlateRead } from "../../../shared/plate-read.ts";
import type { Database } from "../database.ts";
import { type ReadRow, readColumns, toRead } from "../rows.ts";
import type { Blocks } from "./blocks.ts";
import type { HistoryStore } from "./history-store.ts";
import { createLookup } from "./lookup.ts";
import { createMatcher } from "./matcher.ts";
import { createPlateHistory } from "./plates.ts";
import { createTurns, type Turns } from "./turns.ts";
import { walk } from "./walk.ts";
import { countWords } from "./words.ts";

/** Counting, which has to look at all of them, looks this many deliveries up at once … */
const deliveriesCounted = 50_000;
/** … and where there are more, stops when the deliveries of so many reads were looked at one by one. */
const countedOneByOne = 20_000;

/**
 * Searches block by block, and the reads that are in none a few hundred at a time. What an index answers is asked first
 * (lookup.ts); the rest is looked up in the columns of the blocks (matcher.ts). Whatever runs breaks off when `ending` aborts.
 */
export function createHistorySearch(database: Database, blocks: Blocks, ending: AbortSignal): HistoryStore {
  const byId = database.statement<ReadRow>(
    `SELECT ${readColumns} FROM reads r JOIN events e ON e.id = r.event_id WHERE r.id = ?`,
  );
  const lookUp = createLookup(database);
  const plates = createPlateHistory(database, blocks);
  const turnsOf = (signal?: AbortSignal) => createTurns(signal ? AbortSignal.any([signal, ending]) : ending);

  /** Ids of matching reads between these ends (which do not belong to them), the nearest to where the walk begins first. */
  async function* ids(
    filter: HistoryFilter,
    { afterId = 0, beforeId = Number.MAX_SAFE_INTEGER, order = "newest" }: Ends,
    turns: Turns,
  ): AsyncGenerator<number[]> {
    const plan = await lookUp(filter, turns);
    const match = createMatcher(plan.filter, plan.lookedUp);
    for (const block of walk(blocks, { firstId: afterId + 1, lastId: beforeId - 1, only: plan.lookedUp.only }, order)) {
      const found = match(block)
        .ids()
        .filter((id) => id < beforeId && id > afterId);
      if (order === "newest") found.reverse();
      await turns.give();
      if (plan.hasDelivery === null) yield found;
      else
        for (const id of found) {
          await turns.give();
          if (plan.hasDelivery(id)) yield [id];
        }
    }
  }

  function* existing(some: readonly number[]): Generator<PlateRead> {
    for (const id of some) {
      // Retention may have removed it since.
      const row = byId.get(id);
      if (row) yield toRead(row);
    }
  }

  return {
    async find(filter, page, signal) {
      const ends: Ends = "afterId" in page ? { afterId: page.afterId, order: "oldest" } : { beforeId: page.beforeId };
      const reads: PlateRead[] = [];
      for await (const some of ids(filter, ends, turnsOf(signal))) {
        for (const read of existing(some)) {
          reads.push(read);
          if (reads.length >= page.limit) return reads;
        }
      }
      return reads;
    },
    async count(filter, signal) {
      const turns = turnsOf(signal);
      const { filter: rest, lookedUp, hasDelivery } = await lookUp(filter, turns, deliveriesCounted);
      const match = createMatcher(rest, lookedUp);
      let reads = 0;
      let lookedAt = 0;
      for (const block of walk(blocks, { firstId: 1, lastId: Number.MAX_SAFE_INTEGER, only: lookedUp.only }, "newest")) {
        const matches = match(block);
        if (hasDelivery === null) reads += matches.count;
        else
          for (const id of matches.ids().reverse()) {
            await turns.give();
            if (lookedAt === countedOneByOne) return { reads, exact: false };
            lookedAt += 1;
            if (hasDelivery(id)) reads += 1;
          }
        await turns.give();
      }
      return { reads, exact: true };
    },
    async *iterate(filter, signal, order = "newest") {
      const turns = turnsOf(signal);
      for await (const some of ids(filter, { order }, turns)) {
        for (const read of existing(some)) {
          yield read;
          await turns.give();
        }
      }
    },
    words: (signal) => countWords(blocks, turnsOf(signal)),
    passages: plates.passages,
    lookAlikes: (plate, limit, signal) => plates.lookAlikes(plate, limit, turnsOf(signal)),
  };
}

interface Ends {
  afterId?: number | undefined;
  beforeId?: number | undefined;
  order?: "newest" | "oldest";
}
