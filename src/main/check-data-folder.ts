/**
 * Looks at the data folder before anything is started in it, so that what cannot work is told at once and by its name.
 *
 * A network share is refused although it may be writable: the database's locks do not hold there, and two computers that
 * write it would destroy it.
 */

import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  realpathSync,
  rmSync,
  type StatsFs,
  statfsSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { type Phrase, phrase } from "../shared/phrases/phrase.ts";
import { databaseName } from "./store/data-folder.ts";

export interface FolderProblem {
  kind: "not-writable" | "network" | "full";
  /** What is wrong and what to do, in the operator's words. */
  sentence: Phrase;
}

/** The system, or what a test puts in its place. */
export interface FolderSystem {
  platform: NodeJS.Platform;
  statfs(path: string): Pick<StatsFs, "type" | "bavail" | "bsize">;
  /** Follows links and drive letters to what is behind them. */
  realpath(path: string): string;
}

const ownSystem: FolderSystem = { platform: process.platform, statfs: statfsSync, realpath: realpathSync.native };

/** With less than this the database could not even be made. */
const leastBytes = 64 * 1024 * 1024;

/** Linux' numbers of file systems that are on another computer: NFS, SMB, CIFS, SMB2, AFS, Ceph, Coda, NCP. */
const networkTypes = new Set([0x6969, 0x517b, 0xff534d42, 0xfe534d42, 0x5346414f, 0x00c36400, 0x73757245, 0x564c]);

/**
 * Makes the folder where it is missing. null: all is well. One that has a database is not refused for a full disk: what runs says so on every
 * page, makes room by retention, and takes webhooks as soon as there is some.
 */
export function checkDataFolder(dataDir: string, system: FolderSystem = ownSystem): FolderProblem | null {
  const unwritable = tryToWrite(dataDir);
  const isFresh = !existsSync(join(dataDir, databaseName));
  if (unwritable?.full && isFresh) return full(dataDir);
  if (unwritable && !unwritable.full) {
    const sentence = phrase("opening.folderNotWritable", { folder: dataDir, code: unwritable.code });
    return { kind: "not-writable", sentence };
  }
  if (isOnNetwork(dataDir, system)) return { kind: "network", sentence: phrase("opening.folderElsewhere", { folder: dataDir }) };
  const free = freeBytes(dataDir, system);
  return isFresh && free !== null && free < leastBytes ? full(dataDir) : null;
}

function full(dataDir: string): FolderProblem {
  const megabytes = leastBytes / (1024 * 1024);
  return { kind: "full", sentence: phrase("opening.folderFull", { folder: dataDir, megabytes }) };
}

function tryToWrite(dataDir: string): { code: string; full: boolean } | null {
  const probe = join(dataDir, `.probe-${process.pid}`);
  try {
    mkdirSync(dataDir, { recursive: true });
    const file = openSync(probe, "w", 0o600);
    try {
      writeSync(file, "probe");
      fsyncSync(file);
    } finally {
      closeSync(file);
      rmSync(probe, { force: true });
    }
    return null;
  } catch (error) {
    const { code = String(error) } = error as NodeJS.ErrnoException;
    return { code, full: code === "ENOSPC" || code === "EDQUOT" };
  }
}

function isOnNetwork(dataDir: string, { platform, statfs, realpath }: FolderSystem): boolean {
  try {
    // A drive letter of a share is followed to \\server\share; \\?\ and \\.\ are names of this computer's own devices.
    if (platform === "win32") return /^\\\\(?![?.]\\)|^\\\\\?\\UNC\\/i.test(realpath(dataDir));
    return platform === "linux" && networkTypes.has(statfs(dataDir).type >>> 0);
  } catch {
    return false;
  }
}

function freeBytes(dataDir: string, { statfs }: FolderSystem): number | null {
  try {
    const { bavail, bsize } = statfs(dataDir);
    return bavail * bsize;
  } catch {
    return null;
  }
}
