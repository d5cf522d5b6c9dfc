import { type FileHandle, open } from "node:fs/promises";
import type { Clock } from "../clock.ts";
import type { Database } from "./database.ts";
import type { StoreMonitor } from "./monitor.ts";

/**
 * Brings what is committed to the disk. SQLite itself does it inside COMMIT (synchronous = FULL), and so holds up whoever receives
 * webhooks for as long as the disk takes. Here COMMIT only writes the log, and the log is flushed off the main thread:
 *
 *   committed -- nobody flushes -------> flushing --> on the disk
 *   committed -- a flush is under way -> waits for it, and is flushed with all that is committed until then
 *   flushing  -- the disk refuses -----> held back -- every 3 s: the whole log moved into the database, flushed --> on the disk
 *
 * After a power cut the log has all that was flushed, and of what came behind it as many whole transactions as its checksums
 * cover: as with FULL. What nobody was told of may be among them. What a disk has refused once it may pass for flushed the next
 * time, so the log is not trusted again before all of it is in the database.
 */
export interface LogFlush {
  /** Resolves when all that is committed by now is on the disk; rejects with a StoreUnavailableError when that is given up. */
  durable(): Promise<void>;
  /** The store is closing: what the disk refuses is tried once more, and then given up. */
  hurry(): void;
  /** To be called when nothing is committed any more. */
  close(): Promise<void>;
}

interface LogFlushParts {
  database: Database;
  monitor: Pick<StoreMonitor, "worked" | "failed">;
  clock: Clock;
}

interface Asked {
  resolve(): void;
  reject(error: unknown): void;
}

const againMs = 3_000;

export function createLogFlush({ database, monitor, clock }: LogFlushParts): LogFlush {
  database.exec("PRAGMA synchronous = NORMAL");
  const moveAll = database.statement<{ busy: number }>("PRAGMA wal_checkpoint(TRUNCATE)");
  let asked: Asked[] = [];
  let running: Promise<void> | null = null;
  let file: FileHandle | null = null;
  let stopWaiting = () => {};
  let hurried = false;

  async function run(): Promise<void> {
    while (asked.length > 0) {
      const these = asked;
      asked = [];
      try {
        await flush();
        monitor.worked("database");
        for (const { resolve } of these) resolve();
      } catch (refusal) {
        for (const { reject } of these) reject(refusal);
      }
    }
    running = null;
  }

  async function flush(): Promise<void> {
    try {
      file ??= await open(`${database.path}-wal`, "r+");
      await file.datasync();
    } catch (error) {
      await hold(error);
    }
  }

  async function hold(first: unknown): Promise<void> {
    for (let error = first; ; ) {
      const refusal = monitor.failed("database", error, 0);
      if (hurried) throw refusal;
      await pause();
      try {
        if (moveAll.get()?.busy === 0) return;
        error = first;
      } catch (again) {
        error = again;
      }
    }
  }

  function pause(): Promise<void> {
    return new Promise((resolve) => {
      const cancel = clock.after(againMs, resolve);
      stopWaiting = () => {
        cancel();
        resolve();
      };
    });
  }

  return {
    durable() {
      return new Promise((resolve, reject) => {
        asked.push({ resolve, reject });
        running ??= run();
      });
    },
    hurry() {
      hurried = true;
      stopWaiting();
    },
    async close() {
      await running;
      await file?.close();
      file = null;
    },
  };
}
