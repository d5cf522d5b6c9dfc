import { Worker } from "node:worker_threads";
import type { LedgerLine } from "../../shared/delivery.ts";
import { threadFile } from "../thread-file.ts";
import type { LookOrder } from "./backups/look-into-copy.ts";
import type { CopyOrder, CopyOutcome } from "./backups/make-copy.ts";

/**
 * What takes the database long and must not hold up the receiver: a thread with a connection of its own (side-worker.ts). It
 * is started when it is first asked. Whoever asks must be able to go on without it: where it cannot be started, or has
 * ended, every question rejects.
 */
export interface SideThread {
  ask<Task extends keyof SideTasks>(task: Task, ...given: Parameters<SideTasks[Task]>): SideResult<Task>;
  /** Resolves when it has ended and its connection is closed. */
  close(): Promise<void>;
}

export interface SideTasks {
  /** Moves pages from the log into the database, both flushed. `pages`: how many the log has; `moved`: how many of them are there. */
  checkpoint(): { pages: number; moved: number };
  /** As DeliveryStore.verifyLedger. */
  recountLedger(): LedgerLine[];
  /** Copies the database beside what is written to it. For a thread of its own, as it may take minutes. */
  backUp(order: CopyOrder): Promise<CopyOutcome>;
  /** Makes a former database one that can be read from; returns what is wrong with it, or null. The same. */
  lookInto(order: LookOrder): string | null;
  /** Reads a copy as a whole; the same. `stop`: 1 once nobody wants to know any more. */
  checkCopy(file: string, stop: Int32Array): string | null;
}

type SideResult<Task extends keyof SideTasks> = Promise<Awaited<ReturnType<SideTasks[Task]>>>;

export type SideQuestion = {
  [Task in keyof SideTasks]: { id: number; task: Task; given: Parameters<SideTasks[Task]> };
}[keyof SideTasks];

export type SideAnswer = { id: number; result: unknown } | { id: number; error: string };

interface Asked {
  resolve(result: unknown): void;
  reject(error: Error): void;
}

export function createSideThread(databasePath: string): SideThread {
  const asked = new Map<number, Asked>();
  let worker: Worker | null = null;
  let ended: Promise<void> = Promise.resolve();
  let closing = false;
  let lastId = 0;

  function start(): Worker {
    const started = new Worker(threadFile("store/side-worker.ts", "store-worker.js"), {
      workerData: { path: databasePath },
      name: "plate-courier-store",
    });
    started.on("message", (answer: SideAnswer) => {
      const waiting = asked.get(answer.id);
      asked.delete(answer.id);
      if (asked.size === 0) started.unref();
      if ("error" in answer) waiting?.reject(new Error(answer.error));
      else waiting?.resolve(answer.result);
    });
    ended = new Promise((resolve) => {
      let reason = "It has ended.";
      started.on("error", (error) => {
        reason = String(error);
      });
      started.on("exit", () => {
        worker = null;
        for (const { reject } of asked.values()) reject(new Error(`The store's side thread does not answer: ${reason}`));
        asked.clear();
        resolve();
      });
    });
    return started;
  }

  return {
    ask<Task extends keyof SideTasks>(task: Task, ...given: Parameters<SideTasks[Task]>): SideResult<Task> {
      if (closing) return Promise.reject(new Error("The store is closed."));
      return new Promise<unknown>((resolve, reject) => {
        worker ??= start();
        lastId += 1;
        asked.set(lastId, { resolve, reject });
        // It keeps the process only as long as somebody waits for it.
        worker.ref();
        worker.postMessage({ id: lastId, task, given });
      }) as SideResult<Task>;
    },
    async close() {
      closing = true;
      worker?.ref();
      worker?.postMessage("close");
      await ended;
    },
  };
}
