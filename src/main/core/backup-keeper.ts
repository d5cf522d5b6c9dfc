import type { BackupSettings, RetentionSettings } from "../../shared/settings.ts";
import type { Attention } from "../../shared/status.ts";
import { backupSentence } from "../../shared/status-sentences.ts";
import type { Clock } from "../clock.ts";
import { english } from "../english.ts";
import type { Log } from "../log.ts";
import type { StoreBackups } from "../store/backups/backups.ts";

/** Copies the database in the rhythm that the settings name, and tells when that fails. */
export interface BackupKeeper {
  start(): void;
  /** Resolves when nothing runs any more; a copy under way is given up. */
  stop(): Promise<void>;
  /** Makes one at once, or joins the one that is being made; resolves when that ended, however it did. */
  now(): Promise<void>;
  running(): boolean;
  /** What is to be told of it; one entry at most. */
  attention(): Attention[];
}

export interface BackupKeeperDeps {
  backups: Pick<StoreBackups, "make" | "record">;
  settings(): { backups: BackupSettings; retention: RetentionSettings };
  /** Deletes what is to be deleted: it need not be copied, and may make room. */
  tidy(): Promise<unknown>;
  clock: Clock;
  log: Log;
  /** Something that is shown changed. */
  changed(): void;
}

const hourMs = 60 * 60_000;
/** Not in the first moments, when the receiver has to be ready and everybody connects. */
const firstLookMs = 3 * 60_000;
/** Looked at rather than waited for: clocks jump, computers sleep, settings change. */
const lookEveryMs = 5 * 60_000;
const retryMs = hourMs;
/** A disk that was full for a moment is nobody's business. */
const failuresTold = 3;

export function createBackupKeeper(deps: BackupKeeperDeps): BackupKeeper {
  const { backups, settings, tidy, clock, log, changed } = deps;
  let stopping = new AbortController();
  let started = false;
  let running: Promise<void> | null = null;
  let cancel = () => {};

  function isDue(): boolean {
    const { everyHours } = settings().backups;
    if (everyHours === 0) return false;
    const { madeAt, triedAt, problem } = backups.record();
    const periodMs = everyHours * hourMs;
    // A clock that was set back must not put it off for as long.
    const passed = (since: number | null, ms: number) => since === null || Math.abs(clock.now() - since) >= ms;
    return problem !== null ? passed(triedAt, Math.min(retryMs, periodMs)) : passed(madeAt, periodMs);
  }

  function look(): void {
    if (isDue()) void now();
    cancel = clock.after(lookEveryMs, look);
  }

  function now(): Promise<void> {
    running ??= make().finally(() => {
      running = null;
      changed();
    });
    changed();
    return running;
  }

  async function make(): Promise<void> {
    const { signal } = stopping;
    // Its failure is told by whoever else asked for it.
    await tidy().catch(() => {});
    if (signal.aborted) return;
    const { backups: policy, retention } = settings();
    const outcome = await backups.make({ keep: policy.keep, minFreeBytes: retention.minFreeBytes }, signal);
    if ("stopped" in outcome) return;
    const { bytes, tookMs, failures } = backups.record();
    if ("made" in outcome) log.info("Copied the database.", { bytes, tookMs });
    else log.warn("The database could not be copied.", { problem: outcome.problem, detail: outcome.detail, failures });
  }

  return {
    start() {
      if (started) return;
      started = true;
      stopping = new AbortController();
      cancel = clock.after(firstLookMs, look);
    },
    async stop() {
      started = false;
      stopping.abort();
      cancel();
      await running;
    },
    now,
    running: () => running !== null,
    attention() {
      const { problem, failures, madeAt } = backups.record();
      const told = problem !== null && (problem.kind === "damaged" || failures >= failuresTold);
      if (!told || settings().backups.everyHours === 0) return [];
      const about = { kind: "backup", problem: problem.kind, detail: problem.detail, madeAt } as const;
      const level = problem.kind === "damaged" ? "error" : "warning";
      return [{ level, key: "backup", about, text: backupSentence(about, english) }];
    },
  };
}
