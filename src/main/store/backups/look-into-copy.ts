import { copyFileSync, existsSync } from "node:fs";
import { join } from "node:path";
import { phrase } from "../../../shared/phrases/phrase.ts";
import { silentLog } from "../../log.ts";
import { type Database, openDatabase } from "../database.ts";
import { migrate, schemaVersion } from "../migrate.ts";
import { migrations } from "../migrations/index.ts";
import { StoreOpenError } from "../unavailable.ts";
import { findAnyDamage, Stopped } from "./make-copy.ts";

export interface LookOrder {
  /** A former database, damaged or not; it is not touched. */
  file: string;
  /** A folder for the copy that is made of it. */
  work: string;
  now: number;
}

/** Name of the copy in the work folder. */
export const lookedIntoName = "copy.db";

/**
 * Copies a former database, brings the copy to the newest schema, and looks whether it is whole; on the side thread, as each of them
 * may take a minute. Returns what is wrong with it, or null; what can be read of a damaged one can be read all the same. Throws
 * where nothing can be.
 */
export function lookIntoCopy({ file, work, now }: LookOrder): string | null {
  const copy = join(work, lookedIntoName);
  for (const part of ["", "-wal"]) if (existsSync(file + part)) copyFileSync(file + part, copy + part);
  const database = openDatabase(copy, "write");
  try {
    if (schemaVersion(database) === 0) throw new StoreOpenError(phrase("recovery.empty", { file }));
    migrate(database, migrations, join(work, "backups"), now, silentLog);
    return damageOf(database, new Int32Array(1));
  } finally {
    database.close();
  }
}

/** Reads a copy as a whole where it lies; returns what is wrong with it, or null. Throws where it is told to stop. */
export function checkCopy(file: string, stop: Int32Array): string | null {
  let database: Database;
  try {
    database = openDatabase(file, "read");
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  try {
    return damageOf(database, stop);
  } finally {
    database.close();
  }
}

function damageOf(database: Database, stop: Int32Array): string | null {
  try {
    if (schemaVersion(database) === 0) return phrase("recovery.holdsNothing");
    return findAnyDamage(database, stop);
  } catch (error) {
    if (error instanceof Stopped) throw error;
    return error instanceof Error ? error.message : String(error);
  }
}
