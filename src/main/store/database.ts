import { backup, DatabaseSync, type StatementSync } from "node:sqlite";

/**
 * The only file that knows which SQLite is used. It keeps to prepare/run/get/all/exec and backup, so that the tests of the desktop
 * application, which run in an Electron without `node:sqlite`, can put another package with the same API in its place.
 *
 * WAL with synchronous=FULL: a commit that returned is on the disk, also after a power cut (the store's one writer flushes the log
 * itself instead, see log-flush.ts), and readers of other processes never wait for the receiver. auto_vacuum=INCREMENTAL lets retention give pages back in small steps.
 */
export interface Database {
  readonly path: string;
  /** Prepared once per text and kept. */
  statement<Row = never>(sql: string): Statement<Row>;
  /** Runs statements that take no values and give no rows. */
  exec(sql: string): void;
  /**
   * Copies all pages into a new file, some at once; `step` is told after each how many are left, and ends it by throwing. Outside of
   * a transaction it begins anew whenever another connection writes.
   */
  copyTo(path: string, pagesAtOnce: number, step: (remainingPages: number) => void): Promise<void>;
  close(): void;
}

export type Value = string | number | bigint | null | Uint8Array;

export interface Statement<Row> {
  get(...values: Value[]): Row | undefined;
  all(...values: Value[]): Row[];
  /** `changes`: rows changed by the statement itself; `id`: of the row it inserted last. */
  run(...values: Value[]): { changes: number; id: number };
}

/** SQLite's number for auto_vacuum = INCREMENTAL. */
const incremental = 2;

/** How long a statement may wait for another program's lock. It blocks the whole process, so it is short. */
export const busyTimeoutMs = 250;

/**
 * Opens a database file. Throws what SQLite throws.
 * "write": created where it is missing. "read": must exist, is never changed. "plain": created, with SQLite's own defaults.
 */
export function openDatabase(path: string, mode: "write" | "read" | "plain"): Database {
  const sqlite = new DatabaseSync(path, { readOnly: mode === "read" });
  try {
    sqlite.exec(`PRAGMA busy_timeout = ${mode === "plain" ? 0 : busyTimeoutMs}`);
    if (mode === "write") {
      // It only takes effect before the first table, hence before WAL writes the header. Where it is set it is not set again: that
      // writes to the file, and a thread that opens it too would lock the receiver out for that long.
      if (sqlite.prepare("PRAGMA auto_vacuum").get()?.auto_vacuum !== incremental)
        sqlite.exec("PRAGMA auto_vacuum = INCREMENTAL");
      sqlite.exec("PRAGMA journal_mode = WAL");
      sqlite.exec("PRAGMA synchronous = FULL");
      sqlite.exec("PRAGMA foreign_keys = ON");
      // A log that one huge change blew up goes back to this size.
      sqlite.exec("PRAGMA journal_size_limit = 67108864");
    }
    // Even these look into the file, so a locked "plain" one must not be asked.
    if (mode !== "plain") {
      sqlite.exec("PRAGMA cache_size = -16000");
      sqlite.exec("PRAGMA temp_store = MEMORY");
    }
  } catch (error) {
    sqlite.close();
    throw error;
  }

  const kept = new Map<string, StatementSync>();
  function prepared(sql: string): StatementSync {
    const known = kept.get(sql);
    if (known) return known;
    const fresh = sqlite.prepare(sql);
    kept.set(sql, fresh);
    return fresh;
  }

  return {
    path,
    statement<Row>(sql: string): Statement<Row> {
      const statement = prepared(sql);
      return {
        get: (...values) => statement.get(...values.map(bindable)) as Row | undefined,
        all: (...values) => statement.all(...values.map(bindable)) as Row[],
        run(...values) {
          const { changes, lastInsertRowid } = statement.run(...values.map(bindable));
          return { changes: Number(changes), id: Number(lastInsertRowid) };
        },
      };
    },
    exec: (sql) => sqlite.exec(sql),
    async copyTo(target, rate, step) {
      await backup(sqlite, target, { rate, progress: ({ remainingPages }) => step(remainingPages) });
    },
    close: () => sqlite.close(),
  };
}

function bindable(value: Value): Value {
  return typeof value === "string" ? withoutNul(value) : value;
}

/** SQLite's C interface may end a text at a NUL: what follows would be lost. The visible sign for NUL takes its place. */
export function withoutNul(text: string): string {
  return text.includes("\0") ? text.replaceAll("\0", "␀") : text;
}

/** A blob as Node code wants it, without copying. */
export function asBuffer(blob: Uint8Array): Buffer {
  return Buffer.from(blob.buffer, blob.byteOffset, blob.byteLength);
}

/** SQLite's primary result code of an error it threw (5 busy, 8 read-only, 13 full, …); null for any other error. */
export function sqliteCode(error: unknown): number | null {
  if (!(error instanceof Error)) return null;
  const code = (error as { errcode?: unknown }).errcode;
  return typeof code === "number" ? code & 0xff : null;
}
