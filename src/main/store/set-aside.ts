import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";

/** Files of one database: the log may hold the last minutes, and belongs to it. */
const parts = ["", "-wal", "-shm"];
/** Damaged databases hold plates too: only the last ones are kept. */
const kept = 2;

export const damagedFolder = (dataDir: string): string => join(dataDir, "damaged");

/** A database that was found damaged. */
export interface SetAside {
  /** Path of the database file. */
  file: string;
  at: number;
  bytes: number;
}

/** Moves the database away, with its log, to damaged/<time>/; nothing may have it open. Returns where it is now. */
export function setAside(dataDir: string, name: string, now: number): string {
  const stamp = new Date(now).toISOString().replaceAll(/[-:]/g, "").replace(/\..*/, "Z");
  const folder = join(damagedFolder(dataDir), stamp);
  mkdirSync(folder, { recursive: true });
  for (const part of parts) {
    const from = join(dataDir, name + part);
    if (existsSync(from)) renameSync(from, join(folder, name + part));
  }
  for (const { file } of listSetAside(dataDir, name).slice(kept)) dropSetAside(file);
  return join(folder, name);
}

/** Newest first. */
export function listSetAside(dataDir: string, name: string): SetAside[] {
  const folder = damagedFolder(dataDir);
  const stamps = existsSync(folder) ? readdirSync(folder) : [];
  return stamps
    .flatMap((stamp) => {
      const file = join(folder, stamp, name);
      const at = momentOf(stamp);
      return at === null || !existsSync(file) ? [] : [{ file, at, bytes: statSync(file).size }];
    })
    .sort((a, b) => b.at - a.at);
}

/** Deletes one for good. */
export function dropSetAside(file: string): void {
  rmSync(join(file, ".."), { recursive: true, force: true });
}

/** Milliseconds since the epoch of a name such as "20261123T120000Z"; null for any other name. */
export function momentOf(stamp: string): number | null {
  const [, year, month, day, hour, minute, second] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(stamp) ?? [];
  return year === undefined
    ? null
    : Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
}
