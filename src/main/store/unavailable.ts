import { type Phrase, phrase } from "../../shared/phrases/phrase.ts";
import { sqliteCode } from "./database.ts";

/** The store could not be opened at all; the message is for the operator. */
export class StoreOpenError extends Error {
  override readonly name = "StoreOpenError";
  declare readonly message: Phrase;

  constructor(message: Phrase, options?: ErrorOptions) {
    super(message, options);
  }
}

/** Thrown when the event could not be made durable: disk full, folder read-only, database locked. Nothing was stored. */
export class StoreUnavailableError extends Error {
  override readonly name = "StoreUnavailableError";
  declare readonly message: Phrase;

  constructor(message: Phrase, options?: ErrorOptions) {
    super(message, options);
  }
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
export function explain(error: unknown, folder: string): { happened: Phrase; remedy: Phrase } {
  const code = sqliteCode(error);
  const system = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
  if (code === sqliteFull || system === "ENOSPC" || system === "EDQUOT")
    return { happened: phrase("storage.full", { folder }), remedy: phrase("storage.freeSpace") };
  if (code === sqliteBusy || code === sqliteLocked)
    return { happened: phrase("storage.locked", { folder }), remedy: phrase("storage.closeProgram") };
  if (code === sqliteReadOnly || code === sqliteCannotOpen || ["EROFS", "EACCES", "EPERM", "ENOENT"].includes(system ?? ""))
    return { happened: phrase("storage.notWritable", { folder }), remedy: phrase("storage.checkFolder") };
  if (code === sqliteCorrupt || code === sqliteNotADatabase)
    return { happened: phrase("storage.damaged", { folder }), remedy: phrase("storage.restore") };
  if (code === sqliteInputOutput || system === "EIO")
    return { happened: phrase("storage.diskErrors", { folder }), remedy: phrase("storage.checkDisk") };
  return { happened: phrase("storage.nothing", { folder }), remedy: phrase("storage.seeLog") };
}
