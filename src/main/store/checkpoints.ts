import type { Log } from "../log.ts";
import type { Database } from "./database.ts";
import type { SideThread } from "./side-thread.ts";

/**
 * Moves what is committed from SQLite's log into the database file, off the main thread. SQLite itself does it inside a
 * commit, every thousand pages: that held up the whole process for up to half a second while webhooks arrived.
 *
 *   commits … commits -- enough changes --> moved beside further commits -- the log is long --> the rest moved between two commits
 *
 * The log begins anew when all of it has been moved and somebody writes next. Under load something is always added meanwhile,
 * so that it would grow without end: hence the rest, a few pages, while nobody writes.
 */
export interface Checkpoints {
  /** So many changes were committed. */
  wrote(changes: number): void;
  /** Resolves when nothing runs any more. */
  stop(): Promise<void>;
}

interface CheckpointParts {
  database: Database;
  side: SideThread;
  /** Runs a task while nothing is written. */
  whileQuiet(task: () => Promise<void>): Promise<void>;
  log: Log;
}

/** A change is 3 to 12 pages of 4 KB. */
const changesPerCheckpoint = 256;
const longLogPages = 4000;
/** Where nothing else keeps the log short: a webhook may have megabytes of JSON. SQLite's own number is 1000. */
const pagesAtMost = 16_000;

export function createCheckpoints({ database, side, whileQuiet, log }: CheckpointParts): Checkpoints {
  let changes = 0;
  let running: Promise<void> | null = null;
  let ownPages = 1000;
  let stopped = false;

  function leaveToSqlite(pages: number): void {
    if (pages !== ownPages) database.exec(`PRAGMA wal_autocheckpoint = ${pages}`);
    ownPages = pages;
  }

  async function run(): Promise<void> {
    changes = 0;
    try {
      const { pages, moved } = await side.ask("checkpoint");
      leaveToSqlite(pagesAtMost);
      if (pages > longLogPages && moved < pages && !stopped) await whileQuiet(async () => void (await side.ask("checkpoint")));
    } catch (error) {
      if (stopped) return;
      if (ownPages !== 1000) log.warn("The database's log is not moved beside the receiver any more.", { error: String(error) });
      leaveToSqlite(1000);
    }
  }

  return {
    wrote(count) {
      changes += count;
      if (changes < changesPerCheckpoint || running || stopped) return;
      running = run().finally(() => {
        running = null;
      });
    },
    async stop() {
      stopped = true;
      await running;
    },
  };
}
