import { sqliteCode } from "./database.ts";

/** The store could not be opened at all; the message is for the operator. */
export class StoreOpenError extends Error {
  override readonly name = "StoreOpenError";
}

const sqliteBusy = 5;
const sqliteLocked = 6;
const sqliteNoMemory = 7;
const sqliteReadOnly = 8;
const sqliteInputOutput = 10;
const sqliteCorrupt = 11;
const sqliteFull = 13;
const sqliteCannotOpen = 14;
const sqliteNotADatabase = 26;

const storageCodes = new Set([
  sqliteBusy,
  sqliteLocked,
  sqliteNoMemory,
  sqliteReadOnly,
  sqliteInputOutput,
  sqliteCorrupt,
  sqliteFull,
  sqliteCannotOpen,
  sqliteNotADatabase,
]);

/**
 * Whether the database as a whole is in trouble, in contrast to a single change that was wrong. SQLite may have rolled the
 * transaction back by itself then.
 */
export function isStorageTrouble(error: unknown): boolean {
  const code = sqliteCode(error);
  return code !== null && storageCodes.has(code);
}

/** What is wrong with disk or database, in the operator's words: what happened, and what to do about it. */
export function explain(error: unknown, dataDir: string): { happened: string; remedy: string } {
  const code = sqliteCode(error);
  const system = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
  if (code === sqliteFull || system === "ENOSPC" || system === "EDQUOT")
    return {
      happened: `The disk that holds ${dataDir} is full.`,
      remedy: "Free some space, or lower the limits under Settings, Retention.",
    };
  if (code === sqliteBusy || code === sqliteLocked)
    return {
      happened: `Another program has locked the database in ${dataDir}.`,
      remedy: "Close the program that has it open, such as a database viewer or a backup.",
    };
  if (code === sqliteReadOnly || code === sqliteCannotOpen || ["EROFS", "EACCES", "EPERM", "ENOENT"].includes(system ?? ""))
    return {
      happened: `The data folder ${dataDir} cannot be written.`,
      remedy: "Check that the folder is there, that the disk is connected, and that this user may write there.",
    };
  if (code === sqliteCorrupt || code === sqliteNotADatabase)
    return {
      happened: `The database in ${dataDir} is damaged.`,
      remedy: "Stop the program, keep a copy of the folder, and restore the database from a backup.",
    };
  if (code === sqliteInputOutput || system === "EIO")
    return { happened: `The disk that holds ${dataDir} reports errors.`, remedy: "Check the disk and its connection." };
  return { happened: `Nothing can be stored in ${dataDir}.`, remedy: "The log file tells more." };
}
