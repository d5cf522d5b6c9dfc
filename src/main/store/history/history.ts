import type { HistoryFilter } from "../../../shared/history-filter.ts";
import type { PlateRead } from "../../../shared/plate-read.ts";
import type { Database } from "../database.ts";
import { type ReadRow, readColumns, toRead } from "../rows.ts";
import { type Block, blockOf, type SearchedRow, searchedColumns } from "./block.ts";
import { createDeliveriesAsked } from "./deliveries-asked.ts";
import type { HistoryStore } from "./history-store.ts";
import { createMatcher, type ListedPlates } from "./matcher.ts";
import { createTurns, type Turns } from "./turns.ts";

const rowsAtOnce = 500;
/** Counting stops beyond this where each read must be looked at by itself. */
const countedOneByOne = 10_000;

/** Searches from the newest read to the oldest, block by block. */
export function createHistoryStore(database: Database): HistoryStore {
  const rowsBelow = database.statement<SearchedRow>(
    `SELECT ${searchedColumns} FROM reads r JOIN events e ON e.id = r.event_id WHERE r.id < ? ORDER BY r.id DESC LIMIT ${rowsAtOnce}`,
  );
  const byId = database.statement<ReadRow>(
    `SELECT ${readColumns} FROM reads r JOIN events e ON e.id = r.event_id WHERE r.id = ?`,
  );
  const onList = database.statement<{ plateKey: string }>("SELECT plate_key AS plateKey FROM list_entries WHERE list_id = ?");
  const onAnyList = database.statement<{ plateKey: string }>("SELECT DISTINCT plate_key AS plateKey FROM list_entries");
  const deliveriesAsked = createDeliveriesAsked(database);

  function* blocksBelow(beforeId: number): Generator<Block> {
    for (let below = beforeId; ; ) {
      const rows = rowsBelow.all(below);
      const [newest] = rows;
      if (!newest) return;
      const block = blockOf(rows.toReversed());
      yield block;
      below = block.firstId;
    }
  }

  function listedPlates({ lists = [], unlisted = false }: HistoryFilter): ListedPlates {
    const keys = (rows: readonly { plateKey: string }[]) => rows.map(({ plateKey }) => plateKey);
    return {
      on: lists.length > 0 ? new Set(lists.flatMap((id) => keys(onList.all(id)))) : null,
      notOn: unlisted ? new Set(keys(onAnyList.all())) : null,
    };
  }

  /** Ids of matching reads, newest first. */
  async function* ids(filter: HistoryFilter, beforeId: number, turns: Turns): AsyncGenerator<number> {
    const match = createMatcher(filter, listedPlates(filter));
    const asked = deliveriesAsked(filter);
    for (const block of blocksBelow(beforeId)) {
      await turns.give();
      const places = match(block);
      if (places.length === 0) continue;
      const blockIds = block.ids();
      for (const place of places.reverse()) {
        const id = blockIds[place] ?? 0;
        if (asked) {
          await turns.give();
          if (!asked(id)) continue;
        }
        yield id;
      }
    }
  }

  function* existing(id: number): Generator<PlateRead> {
    // Retention may have removed it since.
    const row = byId.get(id);
    if (row) yield toRead(row);
  }

  return {
    async find(filter, { beforeId = Number.MAX_SAFE_INTEGER, limit }, signal) {
      const reads: PlateRead[] = [];
      for await (const id of ids(filter, beforeId, createTurns(signal))) {
        reads.push(...existing(id));
        if (reads.length >= limit) break;
      }
      return reads;
    },
    async count(filter, signal) {
      let reads = 0;
      for await (const _ of ids(filter, Number.MAX_SAFE_INTEGER, createTurns(signal))) {
        if (reads === countedOneByOne) return { reads, exact: false };
        reads += 1;
      }
      return { reads, exact: true };
    },
    async *iterate(filter, signal) {
      const turns = createTurns(signal);
      for await (const id of ids(filter, Number.MAX_SAFE_INTEGER, turns)) {
        await turns.give();
        yield* existing(id);
      }
    },
  };
}
