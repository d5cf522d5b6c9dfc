import { join } from "node:path";
import type { Log } from "../log.ts";
import { findDamage, isDamage } from "./damage.ts";
import { type Database, openDatabase } from "./database.ts";
import { migrate, schemaVersion } from "./migrate.ts";
import { migrations } from "./migrations/index.ts";
import { setAside } from "./set-aside.ts";

export interface WholeDatabase {
  database: Database;
  /** It was just made: nothing is in it. */
  fresh: boolean;
  /** Where the damaged database is that this one took the place of; null where there was none. */
  setAside: string | null;
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
  if ("database" in tried) return { ...tried, setAside: null };
  const aside = setAside(dataDir, name, now);
  log.error("The database was damaged and is set aside; a fresh one takes its place.", { aside, damage: tried.damage });
  const again = tryToOpen(path, dataDir, now, log);
  if (!("database" in again)) throw new Error(`A fresh database is damaged at once: ${again.damage}`);
  numberOnward(again.database, now);
  return { ...again, setAside: aside };
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
    migrate(database, migrations, join(dataDir, "backups"), now, log);
    return { database, fresh };
  } catch (error) {
    closeQuietly(database);
    if (!isDamage(error)) throw error;
    return { damage: error instanceof Error ? error.message : String(error) };
  }
}

/**
 * Ids go on far above any that the damaged database gave: they are never used twice, because browsers keep pictures by them and
 * destinations recognise deliveries by them; and what is brought back keeps its own. Nobody ever stored a thousand rows in each
 * millisecond since 1970.
 */
function numberOnward(database: Database, now: number): void {
  const counted = "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE '%AUTOINCREMENT%'";
  for (const { name } of database.statement<{ name: string }>(counted).all()) {
    database.statement("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)").run(name, now);
  }
}

function closeQuietly(database: Database | null): void {
  try {
    database?.close();
  } catch {
    // A damaged database may not even close in order; its files are moved away all the same.
  }
}
