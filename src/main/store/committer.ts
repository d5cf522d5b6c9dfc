import type { Database } from "./database.ts";
import type { ImageAppender, Placement } from "./image-appender.ts";
import type { StoreMonitor } from "./monitor.ts";
import { StoreUnavailableError } from "./store.ts";
import { isStorageTrouble } from "./unavailable.ts";

/**
 * The one writer. Changes are closures; all that are waiting when their turn comes share one transaction, and so one flush
 * of the database's log.
 *
 *   collecting -- a turn of the event loop --> flushing -- images on disk --> committing -- on disk --> collecting …
 *
 * flushing:   the images of all waiting webhooks are appended with one write and one flush, off the main thread. Webhooks
 *             that arrive meanwhile collect for the next round; changes without images (a delivery's claim, its end) are
 *             committed at once, in transactions of their own. Rounds without images skip it.
 * committing: BEGIN IMMEDIATE; each change inside a savepoint, so that one that fails takes nothing of the others with it;
 *             COMMIT. Only now the promises resolve.
 *
 * When the images cannot be written only their changes fail. When the database cannot be written all changes of the round
 * fail, and the images of the round are cut off again. Both with a StoreUnavailableError.
 */
export interface Committer {
  /** Resolves with the change's result once it is on disk; rejects with what the change threw, or StoreUnavailableError. */
  write<Result>(change: () => Result): Promise<Result>;
  /**
   * The same for a webhook: a change that needs room on the disk, and its images' bytes there first. `images` is asked when the round begins; null: none are needed any
   * more, and `change` gets null. Webhooks of one round with the same key share their bytes on disk.
   */
  writeWithImages<Result>(request: ImageRequest, change: (placed: readonly Placement[] | null) => Result): Promise<Result>;
  /** Runs between two rounds, while nothing is being written. */
  between(task: () => Promise<void>): Promise<void>;
  /** Refuses what is new, and resolves when all that was waiting is done. */
  stop(): Promise<void>;
}

export interface ImageRequest {
  key: string;
  images(): readonly Uint8Array[] | null;
}

interface Change {
  run(): unknown;
  settle(outcome: { result: unknown } | { error: unknown }): void;
}

interface ImageChange {
  request: ImageRequest;
  toChange(placed: readonly Placement[] | null): Change;
  fail(error: unknown): void;
}

interface CommitterParts {
  database: Database;
  images: ImageAppender;
  monitor: StoreMonitor;
}

/** Image bytes of one round: bounds how long a round may take, and how much a failed one has to repeat. */
const roundBytes = 32 * 1024 * 1024;
/** A transaction takes no further change after this long, so that the event loop gets its turn. */
const roundMs = 12;

export function createCommitter({ database, images, monitor }: CommitterParts): Committer {
  const begin = database.statement("BEGIN IMMEDIATE");
  const commit = database.statement("COMMIT");
  const savepoint = database.statement("SAVEPOINT one_change");
  const undo = database.statement("ROLLBACK TO one_change");
  const release = database.statement("RELEASE one_change");

  const waiting: Change[] = [];
  const waitingForImages: ImageChange[] = [];
  const tasks: (() => Promise<void>)[] = [];
  let running: Promise<void> | null = null;
  let arrived = () => {};
  let stopped = false;

  function wake(): void {
    running ??= rounds();
  }

  async function rounds(): Promise<void> {
    for (;;) {
      await gather();
      for (const task of tasks.splice(0)) await task();
      const placed = await meanwhile(flushImages());
      const round = [...placed, ...waiting.splice(0)];
      if (round.length > 0) await commitRound(round, placed.length);
      if (waiting.length + waitingForImages.length + tasks.length > 0) continue;
      // In the same breath as the check, or a change that comes in between would wake nobody.
      running = null;
      return;
    }
  }

  /**
   * A turn of the event loop, so that what comes together is flushed and committed together. Measured: resting 2 or 4 ms
   * between commits made larger groups but no more throughput, and doubled the time to an answer at 200 webhooks a second.
   */
  function gather(): Promise<void> {
    return new Promise((resolve) => setImmediate(resolve));
  }

  /** Commits plain changes as long as the images are being flushed; deliveries must not wait for other webhooks' images. */
  async function meanwhile(flushing: Promise<Change[]>): Promise<Change[]> {
    let placed: Change[] | null = null;
    const flushed = flushing.then((changes) => {
      placed = changes;
    });
    while (placed === null) {
      if (waiting.length === 0) await Promise.race([flushed, new Promise<void>((resolve) => (arrived = resolve))]);
      await gather();
      if (placed === null && waiting.length > 0) await commitRound(waiting.splice(0), null);
    }
    return placed;
  }

  /** Puts the images of the next webhooks on disk; returns the changes that may be committed now. */
  async function flushImages(): Promise<Change[]> {
    const round: { change: ImageChange; first: number; count: number }[] = [];
    const unneeded: Change[] = [];
    const parts: Uint8Array[] = [];
    const shared = new Map<string, number>();
    let bytes = 0;
    while (bytes < roundBytes) {
      const change = waitingForImages.shift();
      if (!change) break;
      const wanted = wantedBy(change);
      if (wanted === "failed") continue;
      if (wanted === null) {
        unneeded.push(change.toChange(null));
        continue;
      }
      const first = shared.get(change.request.key) ?? parts.length;
      if (first === parts.length) {
        shared.set(change.request.key, first);
        for (const part of wanted) {
          parts.push(part);
          bytes += part.byteLength;
        }
      }
      round.push({ change, first, count: wanted.length });
    }
    if (round.length === 0) return unneeded;
    try {
      const placements = await images.append(parts);
      monitor.worked("images");
      return [...unneeded, ...round.map(({ change, first, count }) => change.toChange(placements.slice(first, first + count)))];
    } catch (error) {
      const refusal = monitor.failed("images", error, bytes);
      for (const { change } of round) change.fail(refusal);
      return unneeded;
    }
  }

  function wantedBy(change: ImageChange): readonly Uint8Array[] | null | "failed" {
    try {
      return change.request.images();
    } catch (error) {
      change.fail(isStorageTrouble(error) ? monitor.failed("database", error, 0) : error);
      return "failed";
    }
  }

  /** `placed`: how many of the round, at its front, have images on disk; null: a flush is running, whose images it leaves alone. */
  async function commitRound(round: Change[], placed: number | null): Promise<void> {
    const done: { change: Change; outcome: { result: unknown } | { error: unknown } }[] = [];
    const deadline = performance.now() + roundMs;
    try {
      begin.run();
      for (const [index, change] of round.entries()) {
        // Those with images go first and always fit: their bytes are waiting at the end of the segment.
        if (index >= (placed ?? 0) && index > 0 && performance.now() > deadline) {
          waiting.unshift(...round.slice(index));
          break;
        }
        done.push({ change, outcome: attempt(change) });
      }
      commit.run();
    } catch (error) {
      rollBack();
      const refusal = monitor.failed("database", error, 0);
      if (placed !== null) await images.discard();
      const unsettled = new Set(waiting);
      for (const change of round) if (!unsettled.has(change)) change.settle({ error: refusal });
      return;
    }
    if (placed !== null) images.keep();
    monitor.worked("database");
    for (const { change, outcome } of done) change.settle(outcome);
  }

  function attempt(change: Change): { result: unknown } | { error: unknown } {
    savepoint.run();
    try {
      const result = change.run();
      release.run();
      return { result };
    } catch (error) {
      if (isStorageTrouble(error)) throw error;
      undo.run();
      release.run();
      return { error };
    }
  }

  function rollBack(): void {
    try {
      database.exec("ROLLBACK");
    } catch {
      // SQLite has rolled back by itself, or the transaction never began.
    }
  }

  function refuseStopped(): Promise<never> {
    return Promise.reject(new StoreUnavailableError("Plate Courier is stopping. Nothing was stored; send it again."));
  }

  return {
    write<Result>(change: () => Result): Promise<Result> {
      if (stopped) return refuseStopped();
      return new Promise<Result>((resolve, reject) => {
        waiting.push(toChange(change, resolve, reject));
        arrived();
        wake();
      });
    },
    writeWithImages<Result>(request: ImageRequest, change: (placed: readonly Placement[] | null) => Result): Promise<Result> {
      if (stopped) return refuseStopped();
      return new Promise<Result>((resolve, reject) => {
        waitingForImages.push({
          request,
          toChange: (placed) => toChange(() => change(placed), resolve, reject),
          fail: reject,
        });
        wake();
      });
    },
    between(task) {
      if (stopped) return refuseStopped();
      return new Promise<void>((resolve, reject) => {
        tasks.push(() => task().then(resolve, reject));
        wake();
      });
    },
    async stop() {
      stopped = true;
      while (running) await running;
    },
  };
}

function toChange<Result>(change: () => Result, resolve: (result: Result) => void, reject: (error: unknown) => void): Change {
  return {
    run: change,
    settle(outcome) {
      if ("error" in outcome) reject(outcome.error);
      else resolve(outcome.result as Result);
    },
  };
}
