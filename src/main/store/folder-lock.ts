import { readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { phrase } from "../../shared/phrases/phrase.ts";
import { type Database, openDatabase, sqliteCode } from "./database.ts";
import { StoreOpenError } from "./unavailable.ts";

const sqliteBusy = 5;
const sqliteNotADatabase = 26;

/**
 * Keeps a second process from writing the same data folder. Returns its own undo.
 *
 * The lock is an exclusive transaction on an otherwise empty SQLite file, held for as long as the store is open: the
 * operating system takes it back when the process ends, however it ends, so nothing can be left locked by a crash, and no
 * guess is needed whether a process id still means the same program. The process id is written beside it only to name the
 * holder. Throws a StoreOpenError when another process holds the folder.
 */
export function lockFolder(dataDir: string): () => void {
  const holderFile = join(dataDir, "plate-courier.pid");
  const lockFile = join(dataDir, "plate-courier.lock");
  let lock: Database;
  try {
    lock = lockExclusively(lockFile);
  } catch (error) {
    if (sqliteCode(error) === sqliteNotADatabase) {
      // A disk that failed wrote into it. Who holds it keeps others from reading even that, so nobody does.
      truncateSync(lockFile);
      return lockFolder(dataDir);
    }
    if (sqliteCode(error) !== sqliteBusy) throw error;
    const pid = holder(holderFile);
    throw new StoreOpenError(
      pid === null ? phrase("opening.inUse", { folder: dataDir }) : phrase("opening.inUseBy", { folder: dataDir, pid }),
    );
  }
  try {
    writeFileSync(holderFile, `${process.pid}\n`);
  } catch {
    // The disk is full: a second start is told that there is a first, without its number.
    rmSync(holderFile, { force: true });
  }
  return () => {
    rmSync(holderFile, { force: true });
    lock.close();
  };
}

function lockExclusively(file: string): Database {
  const lock = openDatabase(file, "plain");
  try {
    lock.exec("PRAGMA locking_mode = EXCLUSIVE");
    lock.exec("BEGIN EXCLUSIVE");
    return lock;
  } catch (error) {
    lock.close();
    throw error;
  }
}

function holder(file: string): number | null {
  try {
    const pid = Number.parseInt(readFileSync(file, "utf8"), 10);
    return Number.isInteger(pid) ? pid : null;
  } catch {
    return null;
  }
}
