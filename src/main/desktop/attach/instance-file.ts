/**
 * Who holds a data folder, and how to reach them: attach/instance.json in the folder. It is written by the program that holds
 * the folder's lock and is a hint only: whoever reads it must ask there, because a crash leaves it behind.
 *
 * The token in it opens the console of a background receiver. On POSIX only its owner can read the file; on Windows the folder
 * attach/ has an access list of its own (boot-task.ts), which lets those in who sit at this computer.
 */
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { writeFileAtomically } from "../../settings/private-file.ts";

const Instance = z.object({
  /** window: a desktop application. background: `--background`, to which others attach. */
  kind: z.enum(["window", "background"]),
  pid: z.number().int(),
  user: z.string(),
  /** Milliseconds since the epoch. */
  startedAt: z.number(),
  version: z.string(),
  /** A local socket or named pipe: who connects makes the holder show its window. */
  doorbell: z.string().nullable(),
  /** Where the console answers on loopback, and the token that it wants. */
  console: z.object({ url: z.string(), token: z.string() }).nullable(),
});
export type Instance = z.infer<typeof Instance>;

/** The folder whose access list differs from that of the data folder. */
export const attachFolder = (dataDir: string): string => join(dataDir, "attach");
const fileOf = (dataDir: string) => join(attachFolder(dataDir), "instance.json");

/** Null where there is none, or what is there makes no sense. */
export function readInstance(dataDir: string): Instance | null {
  try {
    return Instance.parse(JSON.parse(readFileSync(fileOf(dataDir), "utf8")));
  } catch {
    return null;
  }
}

/** Returns its own undo, which leaves the file of somebody else alone. */
export function writeInstance(dataDir: string, instance: Instance): () => void {
  mkdirSync(attachFolder(dataDir), { recursive: true });
  writeFileAtomically(fileOf(dataDir), JSON.stringify(instance));
  return () => {
    if (readInstance(dataDir)?.pid === instance.pid) rmSync(fileOf(dataDir), { force: true });
  };
}
