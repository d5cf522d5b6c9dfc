import { join } from "node:path";
import type { Log } from "../log.ts";
import { backupFolderName } from "./backups/backup-files.ts";
import { findDamage, isDamage } from "./damage.ts";
import { type Database, openDatabase } from "./database.ts";
import { migrate, schemaVersion } from "./migrate.ts";
import { migrations } from "./migrations/index.ts";
import { numberOnward } from "./number-onward.ts";
import { restoredFrom } from "./restored.ts";
import { setAside } from "./set-aside.ts";

export interface WholeDatabase {
  database: Database;
  /** It was just made: nothing is in it. */
  fresh: boolean;
  /** Where the damaged database is that this one took the place of; null where there was none. */
  setAside: string | null;
  /** It is a copy, made then, that a person put in the place of another one since the last start; null otherwise. */
  restoredFrom: number | null;
}

export interface OpenWholeParts {
  dataDir: string;
  name: string;
  now: number;
  log: Log;
}

/**
 * Opens the database with the newest schema. One that is damaged is set aside and a fresh one takes its place: a receiver that
 * does not start loses plates, and what was in the old one can be brought back later (recovery.ts).
 */
export function openWhole({ dataDir, name, now, log }: OpenWholeParts): WholeDatabase {
  const path = join(dataDir, name);
  const tried = tryToOpen(path, dataDir, now, log);
  if ("database" in tried) return { ...tried, setAside: null, restoredFrom: restoredFrom(tried.database) };
  const aside = setAside(dataDir, name, now);
  log.error("The database was damaged and is set aside; a fresh one takes its place.", { aside, damage: tried.damage });
  const again = tryToOpen(path, dataDir, now, log);
  if (!("database" in again)) throw new Error(`A fresh database is damaged at once: ${again.damage}`);
  numberOnward(again.database, now);
  return { ...again, setAside: aside, restoredFrom: null };
}

function tryToOpen(
  path: string,
  dataDir: string,
  now: number,
  log: Log,
): { database: Database; fresh: boolean } | { damage: string } {
  let database: Database | null = null;
  try {
    database = openDatabase(path, "write");
    const damage = findDamage(database);
    if (damage !== null) {
      database.close();
      return { damage };
    }
    const fresh = schemaVersion(database) === 0;
    migrate(database, migrations, join(dataDir, backupFolderName), now, log);
    return { database, fresh };
  } catch (error) {
    closeQuietly(database);
    if (!isDamage(error)) throw error;
    return { damage: error instanceof Error ? error.message : String(error) };
  }
}

function closeQuietly(database: Database | null): void {
  try {
    database?.close();
  } catch {
    // A damaged database may not even close in order; its files are moved away all the same.
  }
}
