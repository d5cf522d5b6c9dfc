import type { Database } from "../database.ts";
import { type Block, blockOf, type SearchedRow, searchedColumns } from "./block.ts";
import { columnNumbers, packBlock, packedBlock } from "./block-columns.ts";

/** Reads with ids from `firstId` to `lastId`. */
export interface Span {
  firstId: number;
  lastId: number;
}

/** A block that must be made of the reads between its ends. `stale` is its count when it was asked for. */
export interface StaleBlock extends Span {
  stale: number;
}

/** The blocks on disk. What changes them is to be called inside a transaction. */
export interface Blocks {
  /** Everything there is, newest first, as of now; reads beyond the last block are its first span. */
  spans(): Span[];
  /**
   * The block of a span, to be used up before anything else happens: it may be made anew at any time. Null: there is none, or it is
   * stale; look at the reads themselves.
   */
  block(span: Span): Block | null;
  /** Up to `limit` reads of a span: the newest or the oldest of them, in order of id. */
  rows(span: Span, limit: number, which: "newest" | "oldest"): SearchedRow[];
  oldestStale(): StaleBlock | null;
  /** The ends of a block of the oldest `count` reads that are in none; null when there are not that many. */
  next(count: number): Span | null;
  /** Adds a stale block between these ends, without columns. */
  add(ends: Span): void;
  /** Writes the columns of a stale block, or removes it where no read is left. Nothing, when a read of it was changed or deleted meanwhile. */
  put(stale: StaleBlock, rows: readonly SearchedRow[]): void;
}

/** `elsewhere`: another process makes the blocks, and may do so between any two statements of this one. */
export function createBlocks(database: Database, { elsewhere = false } = {}): Blocks {
  const newestFirst = database.statement<Span>(
    "SELECT first_id AS firstId, last_id AS lastId FROM read_blocks ORDER BY first_id DESC",
  );
  const state = database.statement<{ stale: number }>("SELECT stale FROM read_blocks WHERE first_id = ?");
  const stale = database.statement<StaleBlock>(
    "SELECT first_id AS firstId, last_id AS lastId, stale FROM read_blocks WHERE stale > 0 ORDER BY first_id LIMIT 1",
  );
  const last = database.statement<{ id: number | null }>("SELECT last_id AS id FROM read_blocks ORDER BY first_id DESC LIMIT 1");
  const newestRead = database.statement<{ id: number }>("SELECT id FROM reads ORDER BY id DESC LIMIT 1");
  const following = database.statement<{ count: number; firstId: number; lastId: number }>(`SELECT count(*) AS count,
    min(id) AS firstId, max(id) AS lastId FROM (SELECT id FROM reads WHERE id > ? ORDER BY id LIMIT ?)`);
  const ofSpan = `SELECT ${searchedColumns} FROM reads r JOIN events e ON e.id = r.event_id WHERE r.id BETWEEN ? AND ?`;
  const newestRows = database.statement<SearchedRow>(`${ofSpan} ORDER BY r.id DESC LIMIT ?`);
  const oldestRows = database.statement<SearchedRow>(`${ofSpan} ORDER BY r.id LIMIT ?`);
  const insert = database.statement("INSERT INTO read_blocks (first_id, last_id, stale) VALUES (?, ?, 1)");
  const renew = database.statement("UPDATE read_blocks SET stale = 0 WHERE first_id = ? AND stale = ?");
  const remove = database.statement("DELETE FROM read_blocks WHERE first_id = ? AND stale = ?");
  const column = database.statement<{ bytes: Uint8Array }>("SELECT bytes FROM read_columns WHERE id = ?");
  const columnsOf = database.statement<{ id: number; bytes: Uint8Array }>(
    "SELECT id, bytes FROM read_columns WHERE id BETWEEN ? AND ?",
  );
  const putColumn = database.statement("INSERT OR REPLACE INTO read_columns (id, bytes) VALUES (?, ?)");
  /** Blocks that are not stale, by first id: their headers are read once. */
  const known = new Map<number, Block>();

  function lastId(): number {
    return last.get()?.id ?? 0;
  }

  function made(firstId: number): Block {
    return packedBlock((number) => found(column.get(firstId * columnNumbers + number)?.bytes, firstId, number));
  }

  /** All columns as they are at one moment: those of a block that is made anew between two of them would not belong together. */
  function atOnce(firstId: number): Block | null {
    database.exec("BEGIN");
    try {
      if (state.get(firstId)?.stale !== 0) return null;
      const columns = columnsOf.all(firstId * columnNumbers, (firstId + 1) * columnNumbers - 1);
      const byNumber = new Map(columns.map(({ id, bytes }) => [id - firstId * columnNumbers, bytes]));
      return packedBlock((number) => found(byNumber.get(number), firstId, number));
    } finally {
      database.exec("COMMIT");
    }
  }

  return {
    spans: () => [{ firstId: lastId() + 1, lastId: Number.MAX_SAFE_INTEGER }, ...newestFirst.all()],
    block({ firstId }) {
      if (elsewhere) return atOnce(firstId);
      if (state.get(firstId)?.stale !== 0) {
        known.delete(firstId);
        return null;
      }
      const block = known.get(firstId) ?? made(firstId);
      known.set(firstId, block);
      return block;
    },
    rows: ({ firstId, lastId: end }, limit, which) =>
      which === "newest" ? newestRows.all(firstId, end, limit).reverse() : oldestRows.all(firstId, end, limit),
    oldestStale: () => stale.get() ?? null,
    next(count) {
      const from = lastId();
      if ((newestRead.get()?.id ?? 0) - from < count) return null;
      const found = following.get(from, count);
      return found && found.count === count ? { firstId: found.firstId, lastId: found.lastId } : null;
    },
    add: ({ firstId, lastId: end }) => void insert.run(firstId, end),
    put({ firstId, stale: seen }, rows) {
      known.delete(firstId);
      if (rows.length === 0) {
        remove.run(firstId, seen);
        return;
      }
      if (renew.run(firstId, seen).changes === 0) return;
      for (const [number, bytes] of packBlock(blockOf(rows))) putColumn.run(firstId * columnNumbers + number, bytes);
    },
  };
}

function found(bytes: Uint8Array | undefined, firstId: number, number: number): Uint8Array {
  if (!bytes) throw new Error(`Block ${firstId} has no column ${number}.`);
  return bytes;
}
