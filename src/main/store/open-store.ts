import { mkdirSync, statfsSync } from "node:fs";
import { sentences } from "../../shared/phrases/phrase.ts";
import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import { assembleStore } from "./assemble-store.ts";
import { databaseName } from "./data-folder.ts";
import { lockFolder } from "./folder-lock.ts";
import { openWhole } from "./open-whole.ts";
import type { Store } from "./store.ts";
import { explain, StoreOpenError } from "./unavailable.ts";

export interface StoreParts {
  /** Created where it is missing. One store at a time may have it open for writing. */
  dataDir: string;
  clock: Clock;
  log: Log;
  /** Bytes free on the disk of the data folder; the system is asked by default. */
  freeBytes?: () => number;
  /** Bytes on the disk that webhooks leave free for the database itself; 32 MB by default. */
  reserveBytes?: number;
  /** Reads in a block that is searched; some thousand by default. */
  blockReads?: number;
}

const defaultReserveBytes = 32 * 1024 * 1024;

/**
 * Opens the store: takes the folder's lock, brings the schema up to date, removes what a crash left behind.
 * Throws a StoreOpenError, whose message is for the operator, when the folder is in use, cannot be written, or holds a
 * database that is damaged or newer than this program.
 */
export async function openStore({ dataDir, clock, log, freeBytes, reserveBytes, blockReads }: StoreParts): Promise<Store> {
  const undo: (() => void)[] = [];
  try {
    mkdirSync(dataDir, { recursive: true });
    undo.push(lockFolder(dataDir));
    const whole = openWhole({ dataDir, name: databaseName, now: clock.now(), log });
    undo.push(() => whole.database.close());
    return await assembleStore({
      whole,
      dataDir,
      clock,
      log,
      freeBytes: freeBytes ?? askDisk(dataDir),
      reserveBytes: reserveBytes ?? defaultReserveBytes,
      blockReads,
      undo,
    });
  } catch (error) {
    for (const step of undo.reverse()) step();
    if (error instanceof StoreOpenError) throw error;
    const { happened, remedy } = explain(error, dataDir);
    throw new StoreOpenError(sentences(happened, remedy), { cause: error });
  }
}

/** When the system does not tell, the last answer stands: retention must not take "unknown" for "full". */
function askDisk(dataDir: string): () => number {
  let last = Number.MAX_SAFE_INTEGER;
  return () => {
    try {
      const { bavail, bsize } = statfsSync(dataDir);
      last = bavail * bsize;
    } catch {
      // A network drive that is away for the moment; writing will tell.
    }
    return last;
  };
}
