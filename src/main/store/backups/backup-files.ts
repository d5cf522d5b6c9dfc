/**
 * Copies of the database in the data folder's `backups`: those that are made regularly, and those from before an upgrade
 * (migrate.ts). What is being made has another name, so that half of one is never taken for a copy.
 */
import { existsSync, readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { momentOf } from "../set-aside.ts";

/** Name of the folder in the data folder. */
export const backupFolderName = "backups";
/** What the name of a copy that is being made ends with. */
export const partialEnd = ".partial";

export interface BackupFile {
  /** backup: made regularly, or by hand. upgrade: made before an upgrade. */
  kind: "backup" | "upgrade";
  /** Its name in the folder. */
  file: string;
  at: number;
  bytes: number;
}

const named = /^plate-courier-(v\d+|copy)-(\d{8}T\d{6}Z)\.db$/;

export function backupFileName(now: number): string {
  return `plate-courier-copy-${new Date(now).toISOString().replaceAll(/[-:]/g, "").replace(/\..*/, "Z")}.db`;
}

/** Newest first. */
export function listBackups(folder: string): BackupFile[] {
  const names = existsSync(folder) ? readdirSync(folder) : [];
  return names
    .flatMap((file): BackupFile[] => {
      const [, made, stamp] = named.exec(file) ?? [];
      const at = momentOf(stamp ?? "");
      const bytes = statSync(join(folder, file), { throwIfNoEntry: false })?.size;
      return at === null || bytes === undefined ? [] : [{ kind: made === "copy" ? "backup" : "upgrade", file, at, bytes }];
    })
    .sort((a, b) => b.at - a.at);
}

/** Halves of copies, which a kill or a full disk left. */
export function removePartials(folder: string): void {
  const names = existsSync(folder) ? readdirSync(folder) : [];
  for (const name of names) if (name.includes(partialEnd)) rmSync(join(folder, name), { force: true });
}

/**
 * An SQLite file has room for a number that means something to its program only. In a copy it tells when that was made, in
 * minutes: a copy that a person puts in the database's place is known by it (open-whole.ts).
 */
const copyMark = 0x4000_0000;

export const markOf = (at: number): number => copyMark + Math.floor(at / 60_000);

/** When the copy was made; null for a database that is no copy. */
export const madeAt = (mark: number): number | null => (mark > copyMark ? (mark - copyMark) * 60_000 : null);
