import { type Phrase, phrase, sentences } from "../../shared/phrases/phrase.ts";
import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import type { Database } from "./database.ts";
import { busyTimeoutMs } from "./database.ts";
import { StoreUnavailableError } from "./store.ts";
import { explain } from "./unavailable.ts";

/** The two things that can fail apart from each other: image files and database. */
export type StorePart = "images" | "database";

/**
 * Remembers whether storing works.
 *
 * ok -- a write fails --> failing -- the next write of that part succeeds --> ok
 *
 * While failing, webhooks are still tried (each may be the one that works again), and a probe writes every few seconds, so
 * that a store without traffic recovers too. A locked database is not waited for while failing: waiting would stop the whole
 * process once per try.
 */
export interface StoreMonitor {
  worked(part: StorePart): void;
  /** Notes the failure and returns the error to reject with. `bytes`: how much should have been written. */
  failed(part: StorePart, error: unknown, bytes: number): StoreUnavailableError;
  /** In the operator's words; null while all is well. */
  reason(): Phrase | null;
  /** Calls back when `reason` begins or ends; returns its own undo. */
  onChange(listener: () => void): () => void;
  /** What the probe does; given later, as it needs the committer, which needs the monitor. */
  probeWith(probe: (failing: { images: number | null; database: boolean }) => Promise<void>): void;
  stop(): void;
}

const probeEveryMs = 3_000;
/** The probe writes what failed last, so that room for a crumb does not pass for room, but never more than this. */
const probeBytes = { least: 64 * 1024, most: 8 * 1024 * 1024 };

interface Trouble {
  since: number;
  happened: Phrase;
  remedy: Phrase;
  bytes: number;
}

export function createStoreMonitor(parts: { database: Database; dataDir: string; clock: Clock; log: Log }): StoreMonitor {
  const { database, dataDir, clock, log } = parts;
  const troubles = new Map<StorePart, Trouble>();
  const listeners = new Set<() => void>();
  let probe: ((failing: { images: number | null; database: boolean }) => Promise<void>) | null = null;
  let cancelProbe: (() => void) | null = null;
  let stopped = false;

  function changed(wasFailing: boolean): void {
    const failing = troubles.size > 0;
    if (failing === wasFailing) return;
    database.exec(`PRAGMA busy_timeout = ${failing ? 0 : busyTimeoutMs}`);
    for (const listener of [...listeners]) listener();
  }

  function planProbe(): void {
    if (stopped || cancelProbe || troubles.size === 0) return;
    cancelProbe = clock.after(probeEveryMs, () => {
      cancelProbe = null;
      const failing = { images: troubles.get("images")?.bytes ?? null, database: troubles.has("database") };
      if (failing.images === null && !failing.database) return;
      // Its result arrives here through worked() and failed().
      (probe?.(failing) ?? Promise.resolve()).catch(() => {}).finally(planProbe);
    });
  }

  function reason(): Phrase | null {
    const [trouble] = [...troubles.values()].sort((a, b) => a.since - b.since);
    if (!trouble) return null;
    const refusedSince = phrase("storage.refusedSince", { time: new Date(trouble.since).toTimeString().slice(0, 5) });
    return sentences(trouble.happened, refusedSince, trouble.remedy, phrase("storage.goesOn"));
  }

  return {
    worked(part) {
      if (!troubles.has(part)) return;
      troubles.delete(part);
      log.info("Storing works again.", { part });
      changed(true);
    },
    failed(part, error, bytes) {
      const wasFailing = troubles.size > 0;
      const { happened, remedy } = explain(error, dataDir);
      const room = Math.min(probeBytes.most, Math.max(probeBytes.least, bytes));
      const before = troubles.get(part);
      troubles.set(part, { since: before?.since ?? clock.now(), happened, remedy, bytes: room });
      if (before?.happened !== happened) log.error(`Storing failed. ${happened}`, { part, error: String(error) });
      changed(wasFailing);
      planProbe();
      return new StoreUnavailableError(sentences(happened, phrase("storage.nothingStored"), remedy), { cause: error });
    },
    reason,
    onChange(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    probeWith(given) {
      probe = given;
    },
    stop() {
      stopped = true;
      cancelProbe?.();
      cancelProbe = null;
    },
  };
}
