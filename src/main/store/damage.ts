import type { Database } from "./database.ts";
import { sqliteCode } from "./database.ts";

const sqliteCorrupt = 11;
const sqliteNotADatabase = 26;

const page = 500;

export interface DamageLimits {
  /** How long rows of a large database are read. */
  budgetMs?: number;
  /** A database of up to this size is checked as a whole; 48 MB take about half a second on a slow disk. */
  wholeBytes?: number;
}

/** Whether an error means that the file itself is damaged, in contrast to a disk that is full or a file that is locked. */
export function isDamage(error: unknown): boolean {
  const code = sqliteCode(error);
  return code === sqliteCorrupt || code === sqliteNotADatabase;
}

/**
 * Looks whether an open database is whole, in bounded time; returns what is wrong, or null. A large one is not
 * read to its end, which would keep the receiver from starting for minutes: the newest rows of each table are, as a power
 * cut or a failing disk damages what was written last.
 */
export function findDamage(
  database: Database,
  { budgetMs = 2_000, wholeBytes = 48 * 1024 * 1024 }: DamageLimits = {},
): string | null {
  try {
    const { pages } = database.statement<{ pages: number }>("SELECT page_count AS pages FROM pragma_page_count").get() ?? {
      pages: 0,
    };
    const { size } = database.statement<{ size: number }>("SELECT page_size AS size FROM pragma_page_size").get() ?? { size: 0 };
    if (pages * size <= wholeBytes) return checkWhole(database);
    checkNewest(database, Date.now() + budgetMs);
    return null;
  } catch (error) {
    if (isDamage(error)) return error instanceof Error ? error.message : String(error);
    throw error;
  }
}

function checkWhole(database: Database): string | null {
  const found = database.statement<{ quick_check: string }>("PRAGMA quick_check(1)").get()?.quick_check ?? "ok";
  return found === "ok" ? null : found;
}

/** Reads whole rows from the end of each table by turns, until all are read or the time is over. Throws what SQLite throws. */
function checkNewest(database: Database, until: number): void {
  const tables = database
    .statement<{ name: string }>(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND sql NOT LIKE '%WITHOUT ROWID%'",
    )
    .all()
    .map(({ name }) => ({ name, below: Number.MAX_SAFE_INTEGER }));
  let left = tables;
  while (left.length > 0 && Date.now() < until) {
    for (const table of left) {
      const select = `SELECT rowid AS rowid_, * FROM "${table.name}" WHERE rowid < ? ORDER BY rowid DESC LIMIT ${page}`;
      const rows = database.statement<{ rowid_: number }>(select).all(table.below);
      table.below = rows.length < page ? Number.NEGATIVE_INFINITY : (rows.at(-1)?.rowid_ ?? Number.NEGATIVE_INFINITY);
    }
    left = left.filter(({ below }) => below !== Number.NEGATIVE_INFINITY);
  }
}
