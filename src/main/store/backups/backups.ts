import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { BackupProblem, BackupRecord } from "../../../shared/backups.ts";
import { phrase } from "../../../shared/phrases/phrase.ts";
import type { Clock } from "../../clock.ts";
import { flushFolder } from "../flush-folder.ts";
import { createSideThread } from "../side-thread.ts";
import { type BackupFile, backupFileName, backupFolderName, listBackups, removePartials } from "./backup-files.ts";
import { readBackupRecord, writeBackupRecord } from "./backup-record.ts";
import type { CopyOutcome } from "./make-copy.ts";
import { removeCopy } from "./remove-copy.ts";

/** A try that was broken off says nothing. */
export type BackupOutcome = { made: BackupFile } | { problem: BackupProblem; detail: string } | { stopped: true };

export interface BackupPolicy {
  /** How many regular copies are kept; those from before an upgrade are counted on their own. */
  keep: number;
  /** What retention keeps free on the disk. */
  minFreeBytes: number;
}

/** Copies of the database while it is in use. They hold no pictures. */
export interface StoreBackups {
  /** Newest first; also those from before an upgrade. */
  list(): BackupFile[];
  /** How the last ones went, also before the start. */
  record(): BackupRecord;
  /** Makes one, and removes the oldest beyond what is kept. One at a time. Never rejects. */
  make(policy: BackupPolicy, signal: AbortSignal): Promise<BackupOutcome>;
  /** Removes those that were made before: nothing that retention would keep is in them. */
  removeOlderThan(cutoff: number): Promise<void>;
  /** Gives up the oldest copy but the newest one, to make room. False when there is none to give up. */
  giveUpOldest(): Promise<boolean>;
}

export interface BackupsParts {
  dataDir: string;
  databasePath: string;
  /** Of the database and its log. */
  databaseBytes(): number;
  freeBytes(): number;
  /** Bytes on the disk that webhooks leave free for the database itself. */
  reserveBytes: number;
  /** When the damaged database that is kept was found to be so: copies from before may be all there is of it. Null: none is kept. */
  wantedBefore(): number | null;
  clock: Clock;
}

export function createBackups(parts: BackupsParts): StoreBackups {
  const { dataDir, databasePath, databaseBytes, freeBytes, reserveBytes, wantedBefore, clock } = parts;
  const folder = join(dataDir, backupFolderName);
  removePartials(folder);
  let record = readBackupRecord(folder);
  const removable = () => {
    const from = wantedBefore() ?? Number.NEGATIVE_INFINITY;
    return listBackups(folder).filter(({ at }) => at >= from);
  };
  const regular = () => removable().filter(({ kind }) => kind === "backup");
  /** A virus scanner may hold one; the next run tries again. */
  const remove = ({ file }: BackupFile) =>
    removeCopy(join(folder, file)).then(
      () => true,
      () => false,
    );

  async function giveUpOldest(): Promise<boolean> {
    const oldest = removable().slice(1).at(-1);
    if (oldest === undefined) return false;
    return remove(oldest);
  }

  async function lacksRoom({ minFreeBytes }: BackupPolicy, leaveFreeBytes: number): Promise<BackupProblem | null> {
    const lacks = () => {
      if (freeBytes() < minFreeBytes) return "underKeepFree";
      return freeBytes() - databaseBytes() < leaveFreeBytes ? "room" : null;
    };
    for (;;) {
      const found = lacks();
      if (found === null || !(await giveUpOldest())) return found;
    }
  }

  async function make(policy: BackupPolicy, signal: AbortSignal): Promise<BackupOutcome> {
    const began = performance.now();
    const outcome = await tryToMake(policy, signal);
    if (!("stopped" in outcome)) note(outcome, Math.round(performance.now() - began));
    return outcome;
  }

  function note(outcome: Exclude<BackupOutcome, { stopped: true }>, tookMs: number): void {
    const triedAt = clock.now();
    record =
      "made" in outcome
        ? { madeAt: outcome.made.at, bytes: outcome.made.bytes, tookMs, triedAt, failures: 0, problem: null }
        : { ...record, triedAt, failures: record.failures + 1, problem: { kind: outcome.problem, detail: outcome.detail } };
    try {
      mkdirSync(folder, { recursive: true });
      writeBackupRecord(folder, record);
    } catch {
      // Where the disk is full it is known until the end of this run.
    }
  }

  async function tryToMake(policy: BackupPolicy, signal: AbortSignal): Promise<BackupOutcome> {
    try {
      // The one that would go anyway makes room for the new one, so that the disk never holds one more than it was told.
      for (const old of regular().slice(Math.max(1, policy.keep - 1))) await remove(old);
      // However little is to be kept free: webhooks must find room while a copy is made.
      const leaveFreeBytes = Math.max(2 * reserveBytes, policy.minFreeBytes / 2);
      const lack = await lacksRoom(policy, leaveFreeBytes);
      if (lack !== null) return { problem: lack, detail: "" };
      mkdirSync(folder, { recursive: true });
      await flushFolder(dataDir);
      const now = clock.now();
      const file = backupFileName(now);
      const outcome = await copy({ folder, file, now, leaveFreeBytes }, signal);
      if (!("made" in outcome)) return problemOf(outcome);
      for (const old of regular().slice(policy.keep)) await remove(old);
      const made = regular().find((one) => one.file === file);
      return made ? { made } : { problem: "failed", detail: phrase("storage.copyGone", { file }) };
    } catch (error) {
      return { problem: "failed", detail: error instanceof Error ? error.message : String(error) };
    }
  }

  /** On a thread of its own: the store's has checkpoints to do meanwhile. It ends with the copy. */
  async function copy(
    order: { folder: string; file: string; now: number; leaveFreeBytes: number },
    signal: AbortSignal,
  ): Promise<CopyOutcome> {
    const stop = new Int32Array(new SharedArrayBuffer(4));
    const tell = () => {
      Atomics.store(stop, 0, 1);
      Atomics.notify(stop, 0);
    };
    if (signal.aborted) return { stopped: true };
    signal.addEventListener("abort", tell, { once: true });
    const thread = createSideThread(databasePath);
    try {
      return await thread.ask("backUp", { ...order, stop });
    } finally {
      signal.removeEventListener("abort", tell);
      await thread.close();
    }
  }

  return {
    list: () => listBackups(folder),
    record: () => record,
    make,
    async removeOlderThan(cutoff) {
      for (const old of listBackups(folder)) if (old.at < cutoff) await remove(old);
    },
    giveUpOldest,
  };
}

function problemOf(outcome: Exclude<CopyOutcome, { made: unknown }>): BackupOutcome {
  if ("stopped" in outcome) return outcome;
  if ("full" in outcome) return { problem: "room", detail: "" };
  return "damage" in outcome ? { problem: "damaged", detail: outcome.damage } : { problem: "failed", detail: outcome.failed };
}
