/**
 * Brings back what a damaged database held, from itself as far as it can be read or from a copy, into the database in use, while
 * webhooks come in. Rows keep their ids, so nothing is doubled however often it is done, nor by doing it from several.
 */

import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { rm } from "node:fs/promises";
import { basename, join } from "node:path";
import { phrase, recordedPhrase, sentences } from "../../shared/phrases/phrase.ts";
import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import { backupFolderName, listBackups } from "./backups/backup-files.ts";
import { lookedIntoName } from "./backups/look-into-copy.ts";
import { bringBack } from "./bring-back.ts";
import type { Committer } from "./committer.ts";
import { type Database, openDatabase } from "./database.ts";
import type { FormerSegments } from "./former-segments.ts";
import { dropSetAside, listSetAside } from "./set-aside.ts";
import { createSideThread } from "./side-thread.ts";

/** A database that rows can be brought back from. */
export interface RecoverySource {
  /** damaged: set aside at a start. backup: copied regularly, or by hand. upgrade: copied before an upgrade. */
  kind: "damaged" | "backup" | "upgrade";
  /** Its name below the data folder. */
  name: string;
  at: number;
  bytes: number;
  /** Whether it was read as a whole; null where nobody did. */
  whole: boolean | null;
}

export interface RecoveryReport {
  events: number;
  /** Deliveries that waited in the damaged database and are sent now. */
  waiting: number;
  /** Events that could not be read, at least. */
  lost: number;
  /** The copy is damaged itself: what could be read of it is back. */
  damaged: boolean;
  /** What a copy cannot hold; null for the damaged database itself. */
  missing: MissingPart | null;
}

/** Webhooks that came after the copy and before the damage. */
export interface MissingPart {
  from: number;
  until: number;
  /** Of pictures that are on the disk and that nothing refers to. */
  pictureBytes: number;
}

export interface StoreRecovery {
  /** The damaged ones, newest first, then the copies, newest first; empty while no damaged database is kept. */
  sources(): RecoverySource[];
  /** Reads the copies, newest first, until one is whole: it is the one to take. Never rejects. */
  findWhole(signal: AbortSignal): Promise<void>;
  /** Throws an Error in the operator's words where nothing of it can be read. */
  bringBack(name: string, signal: AbortSignal): Promise<RecoveryReport>;
  /**
   * Deletes the damaged databases that are kept. Pictures that only they knew stay until retention comes to their day, or needs
   * their room.
   */
  discard(): void;
}

export interface RecoveryParts {
  database: Database;
  committer: Pick<Committer, "write">;
  former: FormerSegments;
  dataDir: string;
  databaseName: string;
  clock: Clock;
  log: Log;
  /** Reads were added among older ones. */
  changed(): void;
}

const workPrefix = ".bring-back-";

export function createRecovery(parts: RecoveryParts): StoreRecovery {
  const { database, committer, former, dataDir, databaseName, clock, log } = parts;
  const looked = new Map<string, boolean>();
  // Of a start that was killed while it brought back.
  for (const left of readdirSync(dataDir))
    if (left.startsWith(workPrefix)) rmSync(join(dataDir, left), { recursive: true, force: true });
  const knownEnd = database.statement<{ end: number }>("SELECT end FROM segments WHERE id = ?");

  /** Blocks hold all reads between their ends, and are made of the newest ones on: all of them are made anew. */
  async function forgetBlocks(): Promise<void> {
    await committer.write(() => database.statement("DELETE FROM read_blocks").run());
    parts.changed();
  }

  function sources(): RecoverySource[] {
    const damaged = listSetAside(dataDir, databaseName);
    const [last] = damaged;
    if (last === undefined) return [];
    return [
      ...damaged.map(({ file, at, bytes }) => ({
        ...{ kind: "damaged" as const, name: `damaged/${basename(join(file, ".."))}/${databaseName}`, at, bytes },
        whole: false,
      })),
      // Later ones are of the database in use.
      ...listBackups(join(dataDir, backupFolderName))
        .filter(({ at }) => at <= last.at)
        .map(({ kind, file, at, bytes }) => {
          const name = `${backupFolderName}/${file}`;
          return { kind, name, at, bytes, whole: looked.get(name) ?? null };
        }),
    ];
  }

  function missingFrom({ kind, at }: RecoverySource): MissingPart | null {
    if (kind === "damaged") return null;
    const found = listSetAside(dataDir, databaseName).map((damaged) => damaged.at);
    const until = Math.min(...found.filter((moment) => moment >= at));
    const unknown = former.all().map(({ id, bytes }) => Math.max(0, bytes - (knownEnd.get(id)?.end ?? 0)));
    return { from: at, until, pictureBytes: unknown.reduce((sum, bytes) => sum + bytes, 0) };
  }

  /** On a thread of its own, as a copy is made and read as a whole. */
  async function lookInto(file: string, work: string): Promise<string | null> {
    const thread = createSideThread(database.path);
    try {
      return await thread.ask("lookInto", { file, work, now: clock.now() });
    } catch (error) {
      const said = error instanceof Error ? error.message.replace(/^(Error: )+/, "") : String(error);
      // From the thread only the error's text comes; a StoreOpenError speaks in phrases.
      const [, told] = /^StoreOpenError: (.*)$/s.exec(said) ?? [];
      const problem =
        told === undefined
          ? phrase("recovery.unreadable", { file, said })
          : sentences(recordedPhrase(told), phrase("recovery.tryAnother"));
      throw new Error(problem, { cause: error });
    } finally {
      await thread.close();
    }
  }

  async function findWhole(signal: AbortSignal): Promise<void> {
    const copies = sources().filter(({ kind }) => kind !== "damaged");
    if (copies.length === 0) return;
    const stop = new Int32Array(new SharedArrayBuffer(4));
    const tell = () => Atomics.store(stop, 0, 1);
    signal.addEventListener("abort", tell, { once: true });
    const thread = createSideThread(database.path);
    try {
      for (const { name } of copies) {
        if (signal.aborted) return;
        const damage = await thread.ask("checkCopy", join(dataDir, name), stop);
        looked.set(name, damage === null);
        if (damage === null) return;
        log.warn("A copy of the database is damaged itself.", { name, damage });
      }
    } catch (error) {
      if (!signal.aborted) log.warn("The copies of the database could not be looked at.", { error: String(error) });
    } finally {
      signal.removeEventListener("abort", tell);
      await thread.close();
    }
  }

  return {
    sources,
    findWhole,
    async bringBack(name, signal) {
      const source = sources().find((known) => known.name === name);
      if (!source) throw new Error(phrase("console.databaseGone"));
      const work = mkdtempSync(join(dataDir, workPrefix));
      try {
        const damage = await lookInto(join(dataDir, name), work);
        signal.throwIfAborted();
        const copy = openDatabase(join(work, lookedIntoName), "write");
        try {
          const now = clock.now();
          const kind = source.kind === "damaged" ? "damaged" : "copy";
          const counted = await bringBack({ from: copy, to: database, committer, kind, now, signal });
          const damaged = damage !== null && source.kind !== "damaged";
          looked.set(name, damage === null);
          const report = { ...counted, damaged, missing: missingFrom(source) };
          log.info("Brought back what a former database held.", { ...counted, damaged, name });
          return report;
        } finally {
          copy.close();
          await forgetBlocks();
        }
      } finally {
        await rm(work, { recursive: true, force: true });
      }
    },
    discard() {
      for (const { file } of listSetAside(dataDir, databaseName)) dropSetAside(file);
    },
  };
}
