/** The thread of hash-thread.ts. */
import { createHash } from "node:crypto";
import { parentPort } from "node:worker_threads";
import type { HashAnswer, HashQuestion } from "./hash-thread.ts";

parentPort?.on("message", (images: HashQuestion | "close") => {
  if (images === "close") return parentPort?.close();
  const answer: HashAnswer = images.map((bytes) => createHash("sha256").update(bytes).digest());
  parentPort?.postMessage(answer);
});
