import { homedir } from "node:os";
import { posix, resolve, win32 } from "node:path";
import type { Terminal } from "./terminal.ts";

/**
 * Where settings, database and images are: --data-dir, else PLATE_COURIER_DATA, else a folder of the platform. On Windows that
 * is one for the machine, because a service and a person's shell must mean the same.
 */
export function dataDirOf(given: string | undefined, { env, platform }: Pick<Terminal, "env" | "platform">): string {
  if (given) return resolve(given);
  if (env.PLATE_COURIER_DATA) return resolve(env.PLATE_COURIER_DATA);
  if (platform === "win32") return win32.join(env.ProgramData ?? "C:\\ProgramData", "Plate Courier");
  if (platform === "darwin") return posix.join(homedir(), "Library", "Application Support", "Plate Courier");
  return posix.join(env.XDG_DATA_HOME || posix.join(homedir(), ".local", "share"), "plate-courier");
}
