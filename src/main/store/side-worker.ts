/**
 * The thread of side-thread.ts. It has a connection of its own, writes nothing but checkpoints and copies, and sees every question at
 * one moment, whatever is written meanwhile.
 */
import { parentPort, workerData } from "node:worker_threads";
import { checkCopy, lookIntoCopy } from "./backups/look-into-copy.ts";
import { makeCopy } from "./backups/make-copy.ts";
import { openDatabase } from "./database.ts";
import { createLedger } from "./ledger.ts";
import type { SideAnswer, SideQuestion, SideTasks } from "./side-thread.ts";

const database = openDatabase((workerData as { path: string }).path, "write");
// PASSIVE: neither the receiver nor anybody who reads is ever waited for.
const checkpoint = database.statement<{ log: number; checkpointed: number }>("PRAGMA wal_checkpoint(PASSIVE)");

const tasks: SideTasks = {
  checkpoint() {
    const { log, checkpointed } = checkpoint.get() ?? { log: 0, checkpointed: 0 };
    return { pages: log, moved: checkpointed };
  },
  recountLedger() {
    database.exec("BEGIN");
    try {
      return createLedger(database).recount();
    } finally {
      database.exec("COMMIT");
    }
  },
  backUp: (order) => makeCopy(database, order),
  lookInto: lookIntoCopy,
  checkCopy,
};

async function answer({ id, task, given }: SideQuestion): Promise<SideAnswer> {
  try {
    // The question's type pairs them, which is lost in the index.
    return { id, result: await (tasks[task] as (...args: unknown[]) => unknown)(...given) };
  } catch (error) {
    return { id, error: String(error) };
  }
}

parentPort?.on("message", async (question: SideQuestion | "close") => {
  if (question !== "close") return parentPort?.postMessage(await answer(question));
  database.close();
  parentPort?.close();
});
