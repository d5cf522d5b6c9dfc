/**
 * Copies a database that is being written, on the side thread. A read transaction holds the one moment that is copied: SQLite would begin
 * anew with every commit of another connection otherwise, and never end where webhooks come. Nobody waits for it; the log keeps
 * what is written meanwhile.
 *
 * Copying at full speed would fill the disk's queue, and webhooks wait for the disk: so each megabyte is flushed, and then it
 * rests for twice as long as that took.
 */
import { closeSync, fdatasyncSync, fsyncSync, openSync, renameSync, rmSync, statfsSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Database, openDatabase } from "../database.ts";
import { markOf, partialEnd } from "./backup-files.ts";

export interface CopyOrder {
  folder: string;
  file: string;
  now: number;
  /** Less than this stays free on the disk: it is given up. */
  leaveFreeBytes: number;
  /** One number, shared between threads: 1 once it is to stop. */
  stop: Int32Array;
}

export type CopyOutcome =
  | { made: { bytes: number } }
  | { stopped: true }
  | { full: true }
  | { damage: string }
  | { failed: string };

const pagesAtOnce = 128;
const flushEveryBytes = 1024 * 1024;
const restShare = 2;
/** A disk that is slow because others use it is left alone for longer, but not for ever. */
const longestRestMs = 2_000;

/** It was told to stop. */
export class Stopped extends Error {}
class Full extends Error {}

export async function makeCopy(database: Database, order: CopyOrder): Promise<CopyOutcome> {
  const { folder, file, now, stop } = order;
  const partial = join(folder, file + partialEnd);
  try {
    remove(partial);
    await copyPages(database, partial, order);
    const damage = finish(partial, now, stop);
    if (damage !== null) return { damage };
    flush(partial);
    renameSync(partial, join(folder, file));
    flushFolderOf(partial);
    return { made: { bytes: statSync(join(folder, file)).size } };
  } catch (error) {
    if (error instanceof Stopped) return { stopped: true };
    if (error instanceof Full || isFull(error)) return { full: true };
    return { failed: error instanceof Error ? error.message : String(error) };
  } finally {
    remove(partial);
  }
}

async function copyPages(database: Database, partial: string, { leaveFreeBytes, stop }: CopyOrder): Promise<void> {
  let handle: number | null = null;
  let unflushed = 0;
  let left = Number.POSITIVE_INFINITY;
  let began = performance.now();
  const pageBytes = database.statement<{ size: number }>("SELECT page_size AS size FROM pragma_page_size").get()?.size ?? 4096;

  function step(remainingPages: number): void {
    if (stop[0] !== 0) throw new Stopped();
    unflushed += Number.isFinite(left) ? (left - remainingPages) * pageBytes : pagesAtOnce * pageBytes;
    left = remainingPages;
    if (unflushed < flushEveryBytes) return;
    unflushed = 0;
    const { bavail, bsize } = statfsSync(dirname(partial));
    if (bavail * bsize < leaveFreeBytes) throw new Full();
    handle ??= openSync(partial, "r+");
    fdatasyncSync(handle);
    const took = performance.now() - began;
    Atomics.wait(stop, 0, 0, Math.min(took * restShare, longestRestMs));
    began = performance.now();
  }

  database.exec("BEGIN");
  try {
    // The moment is held from the first look on.
    database.statement("SELECT count(*) FROM sqlite_schema").get();
    await database.copyTo(partial, pagesAtOnce, step);
  } finally {
    database.exec("COMMIT");
    if (handle !== null) closeSync(handle);
  }
}

/** Makes the copy a file that stands by itself, marks it, and reads all of it; returns what is wrong with it, or null. */
function finish(partial: string, now: number, stop: Int32Array): string | null {
  const copy = openDatabase(partial, "plain");
  try {
    copy.exec("PRAGMA journal_mode = DELETE");
    copy.exec(`PRAGMA application_id = ${markOf(now)}`);
    return findAnyDamage(copy, stop);
  } catch (error) {
    if (error instanceof Stopped || isFull(error)) throw error;
    return error instanceof Error ? error.message : String(error);
  } finally {
    copy.close();
  }
}

/** Table by table, as a check cannot be broken off. */
export function findAnyDamage(database: Database, stop: Int32Array): string | null {
  const tables = database.statement<{ name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table'").all();
  for (const { name } of tables) {
    if (stop[0] !== 0) throw new Stopped();
    const found = database.statement<{ quick_check: string }>(`PRAGMA quick_check("${name}")`).get()?.quick_check ?? "ok";
    if (found !== "ok") return found;
  }
  return null;
}

function isFull(error: unknown): boolean {
  const { code, errcode } = error as { code?: unknown; errcode?: unknown };
  return code === "ENOSPC" || code === "EDQUOT" || errcode === 13;
}

function flush(path: string): void {
  const handle = openSync(path, "r+");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** As flushFolder, on a thread that may wait. */
function flushFolderOf(path: string): void {
  try {
    const handle = openSync(dirname(path), "r");
    try {
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
  } catch {
    // Windows refuses to open a folder, and keeps names by itself.
  }
}

function remove(partial: string): void {
  for (const end of ["", "-journal", "-wal", "-shm"]) rmSync(partial + end, { force: true });
}
