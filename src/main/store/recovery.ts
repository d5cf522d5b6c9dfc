/**
 * Brings back what a damaged database held, from itself as far as it can be read or from a copy that an upgrade made, into the
 * database in use, while webhooks come in. Rows keep their ids, so nothing is doubled however often it is done.
 */
import { copyFileSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import { bringBack } from "./bring-back.ts";
import type { Committer } from "./committer.ts";
import { type Database, openDatabase } from "./database.ts";
import { migrate, schemaVersion } from "./migrate.ts";
import { migrations } from "./migrations/index.ts";
import { dropSetAside, listSetAside, momentOf } from "./set-aside.ts";

/** A database that rows can be brought back from. */
export interface RecoverySource {
  /** damaged: set aside at a start. backup: copied before an upgrade. */
  kind: "damaged" | "backup";
  /** Its name below the data folder. */
  name: string;
  at: number;
  bytes: number;
}

export interface RecoveryReport {
  events: number;
  /** Deliveries that waited in the damaged database and are sent now. */
  waiting: number;
  /** Events that could not be read, at least. */
  lost: number;
}

export interface StoreRecovery {
  /** Newest first; empty while no damaged database is kept. */
  sources(): RecoverySource[];
  /** Throws an Error in the operator's words where nothing of it can be read. */
  bringBack(name: string, signal: AbortSignal): Promise<RecoveryReport>;
  /** Deletes the damaged databases that are kept. Pictures that only they knew stay for retention by hand. */
  discard(): void;
}

export interface RecoveryParts {
  database: Database;
  committer: Pick<Committer, "write">;
  dataDir: string;
  databaseName: string;
  clock: Clock;
  log: Log;
  /** Reads were added among older ones. */
  changed(): void;
}

export function createRecovery(parts: RecoveryParts): StoreRecovery {
  const { database, committer, dataDir, databaseName, clock, log } = parts;

  /** Blocks hold all reads between their ends, and are made of the newest ones on: all of them are made anew. */
  async function forgetBlocks(): Promise<void> {
    await committer.write(() => database.statement("DELETE FROM read_blocks").run());
    parts.changed();
  }

  function sources(): RecoverySource[] {
    const damaged = listSetAside(dataDir, databaseName);
    if (damaged.length === 0) return [];
    return [
      ...damaged.map(({ file, at, bytes }) => ({
        ...{ kind: "damaged" as const, name: `damaged/${basename(join(file, ".."))}/${databaseName}`, at, bytes },
      })),
      ...backups(join(dataDir, "backups")),
    ];
  }

  return {
    sources,
    async bringBack(name, signal) {
      const source = sources().find((known) => known.name === name);
      if (!source) throw new Error("This database is not there any more.");
      const work = mkdtempSync(join(dataDir, ".bring-back-"));
      try {
        const copy = openCopy(join(dataDir, name), work, clock.now(), log);
        try {
          const report = await bringBack({ from: copy, to: database, committer, kind: source.kind, now: clock.now(), signal });
          log.info("Brought back what a former database held.", { ...report, name });
          return report;
        } finally {
          copy.close();
          await forgetBlocks();
        }
      } finally {
        rmSync(work, { recursive: true, force: true });
      }
    },
    discard() {
      for (const { file } of listSetAside(dataDir, databaseName)) dropSetAside(file);
    },
  };
}

/** A copy, so that the only damaged one is not touched, brought to the newest schema. */
function openCopy(file: string, work: string, now: number, log: Log): Database {
  const copy = join(work, "copy.db");
  for (const part of ["", "-wal"]) if (existsSync(file + part)) copyFileSync(file + part, copy + part);
  try {
    const database = openDatabase(copy, "write");
    if (schemaVersion(database) === 0) throw new Error("it holds nothing");
    migrate(database, migrations, join(work, "backups"), now, log);
    return database;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`Nothing of ${file} can be read (${why}). Try another one.`, { cause: error });
  }
}

function backups(folder: string): RecoverySource[] {
  const names = existsSync(folder) ? readdirSync(folder) : [];
  return names
    .flatMap((name) => {
      const at = momentOf(/^plate-courier-v\d+-(\d{8}T\d{6}Z)\.db$/.exec(name)?.[1] ?? "");
      return at === null
        ? []
        : [{ kind: "backup" as const, name: `backups/${name}`, at, bytes: statSync(join(folder, name)).size }];
    })
    .sort((a, b) => b.at - a.at);
}
