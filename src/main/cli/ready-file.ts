import { accessSync, constants, readFileSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import type { ReceiverStatus } from "../../shared/status.ts";
import { inUrl } from "../console/own-address.ts";
import type { Log } from "../log.ts";
import { writeFileAtomically } from "../settings/private-file.ts";

/** Who waits for the start reads this: where to post, where to look, and how to sign in. */
export interface Ready {
  receiver: string;
  console: string;
  consoleToken: string;
  pid: number;
}

/**
 * Written as a whole and readable by the owner only, because it may hold the console's token. One that cannot be written is told in the
 * log: who receives goes on receiving.
 */
export function writeReadyFile(path: string, ready: Ready | Pick<Ready, "receiver" | "pid">, log: Pick<Log, "error">): void {
  try {
    writeFileAtomically(path, `${JSON.stringify(ready)}\n`);
  } catch (error) {
    log.error(unwritable(path, error));
  }
}

/**
 * Makes way for a ready file before anything starts. Throws an Error with the remedy where none could be written. That of a program that has
 * ended is taken away: who waits for the start must not read where an earlier one listened. That of one that runs (this one would be
 * refused the data folder then) is left alone.
 */
export function clearReadyFile(path: string): void {
  try {
    accessSync(dirname(path), constants.W_OK);
  } catch (error) {
    throw new Error(unwritable(path, error));
  }
  const pid = pidIn(path);
  if (pid !== null && isRunning(pid)) return;
  rmSync(path, { force: true });
}

function unwritable(path: string, error: unknown): string {
  const { code = String(error) } = error as NodeJS.ErrnoException;
  return `The ready file ${path} cannot be written (${code}). Choose a folder that is there and that this account may write to.`;
}

function pidIn(path: string): number | null {
  try {
    const { pid } = JSON.parse(readFileSync(path, "utf8")) as Partial<Ready>;
    return Number.isInteger(pid) && pid !== undefined && pid > 0 ? pid : null;
  } catch {
    return null;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's program runs, too.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** Where a program on this machine posts to: a receiver on all addresses is reached through loopback. */
export function receiverUrl({ host, port, tls }: Pick<ReceiverStatus, "host" | "port" | "tls">): string {
  const name = host === "0.0.0.0" || host === "::" ? "127.0.0.1" : inUrl(host);
  return `${tls ? "https" : "http"}://${name}:${port}/`;
}
