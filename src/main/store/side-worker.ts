/**
 * The thread of side-thread.ts. It has a connection of its own, writes nothing but checkpoints, and sees every question at one
 * moment, whatever is written meanwhile.
 */
import { parentPort, workerData } from "node:worker_threads";
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
};

function answer({ id, task }: SideQuestion): SideAnswer {
  try {
    return { id, result: tasks[task]() };
  } catch (error) {
    return { id, error: String(error) };
  }
}

parentPort?.on("message", (question: SideQuestion | "close") => {
  if (question !== "close") return parentPort?.postMessage(answer(question));
  database.close();
  parentPort?.close();
});
