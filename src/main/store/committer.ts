import { phrase } from "../../shared/phrases/phrase.ts";
import { steadyMs } from "../clock.ts";
import type { Database } from "./database.ts";
import type { Batch, ImageAppender, Placement } from "./image-appender.ts";
import { gatherImages, type ImageChange, type ImageRequest } from "./image-batch.ts";
import type { LogFlush } from "./log-flush.ts";
import type { StoreMonitor } from "./monitor.ts";
import { StoreUnavailableError } from "./store.ts";
import { type Change, createTransaction, type Done } from "./transaction.ts";
import { isStorageTrouble } from "./unavailable.ts";

/**
 * The one writer. Changes are closures; all that are waiting when their turn comes share one transaction, and so one flush
 * of the database's log. Images go to the disk a batch ahead of their changes:
 *
 *   batch 1:  written and flushed --> committed --> durable
 *   batch 2:                          written and flushed --> committed --> durable
 *   batch 3:                                                  written and flushed --> committed --> durable …
 *
 * written     the images of webhooks that wait (of how many, image-batch.ts says) are appended with one write, off the main thread,
 * and         until the disk has them. Meanwhile the changes of the batch before are committed, and then those that come without
 * flushed:    images (a delivery's claim, its end), in transactions of their own; webhooks that arrive collect for the next batch.
 * committed:  BEGIN IMMEDIATE; the changes; COMMIT. When a change throws, the transaction is rolled back and gone through again
 *             with a savepoint around each, so that the one that fails takes nothing of the others with it: so a change may run
 *             twice, and must do nothing but write to the database.
 * durable:    the database's log is flushed, off the main thread (log-flush.ts). Only now the promises resolve.
 *
 * When the images cannot be written only their changes fail. When the database cannot be written all changes of the transaction
 * fail, and their images are given up. Both with a StoreUnavailableError.
 */
export interface Committer {
  /** Resolves with the change's result once it is on disk; rejects with what the change threw, or StoreUnavailableError. */
  write<Result>(change: () => Result): Promise<Result>;
  /**
   * The same for a webhook: a change that needs room on the disk, and its images' bytes there first. `images` is asked when the round begins; null: none are needed any
   * more, and `change` gets null. Webhooks of one round with the same key share their bytes on disk.
   */
  writeWithImages<Result>(request: ImageRequest, change: (placed: readonly Placement[] | null) => Result): Promise<Result>;
  /** Runs while nothing is being written, neither images nor the database. */
  between(task: () => Promise<void>): Promise<void>;
  /** Refuses what is new, and resolves when all that was waiting is done. */
  stop(): Promise<void>;
}

/** Images that are on the disk or on their way there, and the changes that refer to them. */
interface Flush {
  batch: Batch;
  changes: Change[];
  /** Its changes were told when the disk refused. */
  refused: boolean;
  /** Resolves when the disk has them, or has refused. */
  done: Promise<void>;
}

interface CommitterParts {
  database: Database;
  images: ImageAppender;
  log: Pick<LogFlush, "durable">;
  monitor: StoreMonitor;
  /** Told after each transaction how many changes it had. */
  committed?: (changes: number) => void;
}

export function createCommitter({ database, images, log, monitor, committed }: CommitterParts): Committer {
  const transact = createTransaction(database);
  const waiting: Change[] = [];
  const waitingForImages: ImageChange[] = [];
  const tasks: (() => Promise<void>)[] = [];
  /** Transactions that are not durable yet. */
  const settling = new Set<Promise<void>>();
  let running: Promise<void> | null = null;
  let arrived = () => {};
  /** How long the disk took for the last batch of images. */
  let flushMs = 0;
  let stopped = false;

  function wake(): void {
    running ??= rounds();
  }

  async function rounds(): Promise<void> {
    let flush: Flush | null = null;
    for (;;) {
      await gather();
      if (flush) await commitMeanwhile(flush);
      const ready: Flush | null = flush?.refused ? null : flush;
      // Under way before the commit, so that the disk has something to do meanwhile; not when somebody wants nothing to be written.
      flush = tasks.length > 0 ? null : await beginFlush();
      const changes = [...(ready?.changes ?? []), ...waiting.splice(0)];
      if (changes.length > 0) await commit(changes, ready);
      if (flush) continue;
      for (const task of tasks.splice(0)) await task();
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
  async function commitMeanwhile(flush: Flush): Promise<void> {
    let done = false;
    const flushed = flush.done.then(() => {
      done = true;
    });
    while (!done) {
      if (waiting.length === 0) await Promise.race([flushed, new Promise<void>((resolve) => (arrived = resolve))]);
      await gather();
      if (!done && waiting.length > 0) await commit(waiting.splice(0), null);
    }
  }

  /** Begins to write and flush the images of the webhooks that wait; null when there are none, or they cannot be written. */
  async function beginFlush(): Promise<Flush | null> {
    const gathered = gatherImages(waitingForImages, flushMs, (error) =>
      isStorageTrouble(error) ? monitor.failed("database", error, 0) : error,
    );
    waiting.push(...gathered.unneeded);
    if (gathered.changes.length === 0) return null;
    const refuse = (error: unknown) => {
      const refusal = monitor.failed("images", error, gathered.bytes);
      for (const { change } of gathered.changes) change.fail(refusal);
    };
    try {
      const began = steadyMs();
      const batch = await images.append(gathered.parts);
      const changes = gathered.changes.map(({ change, first, count }) =>
        change.toChange(batch.placements.slice(first, first + count)),
      );
      const flush: Flush = { batch, changes, refused: false, done: Promise.resolve() };
      flush.done = batch.flushed.then(
        () => {
          flushMs = steadyMs() - began;
          monitor.worked("images");
        },
        (error) => {
          flush.refused = true;
          refuse(error);
        },
      );
      return flush;
    } catch (error) {
      refuse(error);
      return null;
    }
  }

  /** `flush`: whose changes are at the front and whose images are on the disk; null where there is none. */
  async function commit(changes: Change[], flush: Flush | null): Promise<void> {
    let done: Done[];
    try {
      done = transact(changes, flush?.changes.length ?? 1);
    } catch (error) {
      const refusal = monitor.failed("database", error, 0);
      await flush?.batch.discard();
      for (const change of changes) change.settle({ error: refusal });
      return;
    }
    flush?.batch.keep();
    waiting.unshift(...changes.slice(done.length));
    const settled = settle(done).finally(() => settling.delete(settled));
    settling.add(settled);
  }

  async function settle(done: readonly Done[]): Promise<void> {
    try {
      await log.durable();
      for (const { change, outcome } of done) change.settle(outcome);
    } catch (error) {
      for (const { change } of done) change.settle({ error });
    }
    committed?.(done.length);
  }

  return {
    write<Result>(change: () => Result): Promise<Result> {
      if (stopped) return Promise.reject(stoppingError());
      return new Promise<Result>((resolve, reject) => {
        waiting.push(toChange(change, resolve, reject));
        arrived();
        wake();
      });
    },
    writeWithImages<Result>(request: ImageRequest, change: (placed: readonly Placement[] | null) => Result): Promise<Result> {
      if (stopped) return Promise.reject(stoppingError());
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
      if (stopped) return Promise.reject(stoppingError());
      return new Promise<void>((resolve, reject) => {
        tasks.push(() => task().then(resolve, reject));
        wake();
      });
    },
    async stop() {
      stopped = true;
      while (running || settling.size > 0) await Promise.all([running, ...settling]);
    },
  };
}

/** What is refused with when the store is closing. */
export function stoppingError(): StoreUnavailableError {
  return new StoreUnavailableError(phrase("storage.stopping"));
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
