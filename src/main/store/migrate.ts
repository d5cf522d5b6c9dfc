import { closeSync, fsyncSync, mkdirSync, openSync, readdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { phrase } from "../../shared/phrases/phrase.ts";
import type { Log } from "../log.ts";
import { markOf } from "./backups/backup-files.ts";
import { type Database, openDatabase } from "./database.ts";
import type { Migration } from "./migrations/index.ts";
import { StoreOpenError } from "./unavailable.ts";

const backupsKept = 3;

/** The schema version of a database; 0: nothing in it yet. */
export function schemaVersion(database: Database): number {
  return database.statement<{ user_version: number }>("PRAGMA user_version").get()?.user_version ?? 0;
}

/** Throws a StoreOpenError when the database was written by a newer version of the program than this one. */
export function refuseNewer(database: Database, known: number): void {
  const found = schemaVersion(database);
  if (found <= known) return;
  throw new StoreOpenError(phrase("opening.newer", { file: database.path, found, known }));
}

/**
 * Brings the database to the newest schema, one migration per transaction, so that a crash leaves a whole older version.
 *
 * Before the first step of an existing database a copy is made beside it (VACUUM INTO, a whole consistent file). One copy
 * per upgrade, not one per step: of several steps at once only the state before all of them is one that a program can use,
 * and copies of the steps between would push older ones out of the few that are kept.
 */
export function migrate(database: Database, steps: readonly Migration[], backupFolder: string, now: number, log: Log): void {
  const newest = steps.at(-1)?.version ?? 0;
  refuseNewer(database, newest);
  const before = schemaVersion(database);
  if (before === newest) return;
  if (before > 0) {
    const copy = backUp(database, backupFolder, before, now);
    log.info("Copied the database before upgrading it.", { copy, from: before, to: newest });
  }
  for (const step of steps) {
    if (step.version <= before) continue;
    database.exec("BEGIN IMMEDIATE");
    try {
      database.exec(step.sql);
      database.exec(`PRAGMA user_version = ${step.version}`);
      database.exec("COMMIT");
    } catch (error) {
      database.exec("ROLLBACK");
      throw error;
    }
  }
}

function backUp(database: Database, folder: string, version: number, now: number): string {
  const stamp = new Date(now).toISOString().replaceAll(/[-:]/g, "").replace(/\..*/, "Z");
  const target = join(folder, `plate-courier-v${version}-${stamp}.db`);
  const partial = `${target}.partial`;
  try {
    mkdirSync(folder, { recursive: true });
    rmSync(partial, { force: true });
    database.statement("VACUUM INTO ?").run(partial);
    mark(partial, now);
    const file = openSync(partial, "r+");
    try {
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(partial, target);
  } catch (error) {
    removeQuietly(partial);
    throw new StoreOpenError(phrase("opening.notCopied", { folder }), { cause: error });
  }
  removeOldCopies(folder);
  return target;
}

/** Known for a copy where a person puts it in the database's place. */
function mark(copy: string, now: number): void {
  const database = openDatabase(copy, "plain");
  try {
    database.exec(`PRAGMA application_id = ${markOf(now)}`);
  } finally {
    database.close();
  }
}

/** The failure that led here is the one to tell. */
function removeQuietly(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // Its name ends in .partial, so nobody takes it for a copy.
  }
}

function removeOldCopies(folder: string): void {
  const copies = readdirSync(folder)
    .filter((name) => /^plate-courier-v\d+-\d{8}T\d{6}Z\.db$/.test(name))
    .sort((a, b) => stampOf(a).localeCompare(stampOf(b)));
  for (const name of copies.slice(0, -backupsKept)) rmSync(join(folder, name), { force: true });
}

function stampOf(name: string): string {
  return name.slice(name.lastIndexOf("-") + 1);
}
