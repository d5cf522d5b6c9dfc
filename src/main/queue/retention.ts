import type { LedgerLine } from "../../shared/delivery.ts";
import type { Clock } from "../clock.ts";
import { type Log, stackOf } from "../log.ts";
import { type RetentionPolicy, type RetentionReport, type Store, StoreUnavailableError } from "../store/store.ts";

/** Keeps the store within its limits, and its books honest. */
export interface Retention {
  start(): void;
  /** Resolves when nothing runs any more; what was begun is broken off between two steps. */
  stop(): Promise<void>;
  /** Applies the policy now, or joins the run that is under way. Throws StoreUnavailableError. */
  runNow(): Promise<RetentionReport>;
}

export interface RetentionContext {
  store: Pick<Store, "retain" | "health"> & { deliveries: Pick<Store["deliveries"], "verifyLedger"> };
  /** Asked before each run, so that changed settings hold at once. */
  policy(): RetentionPolicy;
  clock: Clock;
  log: Log;
  /** The ledger counted anew: at the start and every hour. */
  onLedger?(lines: LedgerLine[]): void;
}

/** Not in the first moments, when the receiver has to be ready. Milliseconds, as all of these. */
const firstRunMs = 15_000;
const firstLedgerMs = 1000;
const busyPauseMs = 10 * 60_000;
const idlePauseMs = 60 * 60_000;
const ledgerPauseMs = 60 * 60_000;
const diskLookMs = 60_000;

/**
 * Runs shortly after the start, then every 10 minutes while there is something to delete, else every hour; and within a minute where
 * webhooks are refused and less is free on the disk than is to be: what filled it may be another program. A run that deleted nothing is not
 * repeated for that within 10 minutes. Beside it the ledger is counted from the rows, because running counters
 * cannot show their own mistakes.
 */
export function createRetention({ store, policy, clock, log, onLedger }: RetentionContext): Retention {
  let stopping: AbortController | null = null;
  let running: Promise<RetentionReport> | null = null;
  let cancelRun = () => {};
  let cancelLook = () => {};
  /** When a run that was made because of a full disk deleted nothing. */
  let inVainAt = Number.NEGATIVE_INFINITY;
  let cancelLedger = () => {};
  let counting: Promise<void> = Promise.resolve();

  async function retain(signal: AbortSignal): Promise<RetentionReport> {
    const report = await store.retain(policy(), signal);
    if (report.because !== null) {
      log.info("Old events were deleted.", { events: report.events, imageBytes: report.imageBytes, because: report.because });
    }
    return report;
  }

  function runNow(): Promise<RetentionReport> {
    running ??= retain(stopping?.signal ?? new AbortController().signal).finally(() => {
      running = null;
    });
    return running;
  }

  async function attempt(): Promise<"deleted" | "nothing to delete" | "failed"> {
    try {
      return (await runNow()).because === null ? "nothing to delete" : "deleted";
    } catch (error) {
      if (error instanceof StoreUnavailableError) log.warn("Old events could not be deleted: the store cannot write.");
      else log.error("Deleting old events failed.", { stack: stackOf(error) });
      return "failed";
    }
  }

  async function scheduledRun(signal: AbortSignal): Promise<void> {
    const pauseMs = (await attempt()) === "nothing to delete" ? idlePauseMs : busyPauseMs;
    if (!signal.aborted) cancelRun = clock.after(pauseMs, () => void scheduledRun(signal));
  }

  async function lookAtDisk(signal: AbortSignal): Promise<void> {
    const { ok, freeBytes } = store.health();
    const isFull = !ok && freeBytes < policy().minFreeBytes;
    if (isFull && clock.now() - inVainAt >= busyPauseMs && (await attempt()) !== "deleted") inVainAt = clock.now();
    if (!signal.aborted) cancelLook = clock.after(diskLookMs, () => void lookAtDisk(signal));
  }

  async function checkLedger(signal: AbortSignal): Promise<void> {
    try {
      const lines = await store.deliveries.verifyLedger();
      for (const line of lines.filter(({ balanced }) => !balanced)) {
        log.error("The ledger of a destination does not balance.", { destination: line.destinationId, accepted: line.accepted });
      }
      onLedger?.(lines);
    } catch (error) {
      if (!signal.aborted) log.error("The ledger could not be counted.", { stack: stackOf(error) });
    }
    if (!signal.aborted) cancelLedger = clock.after(ledgerPauseMs, () => planLedger(signal));
  }

  function planLedger(signal: AbortSignal): void {
    counting = checkLedger(signal);
  }

  return {
    start() {
      if (stopping !== null) return;
      stopping = new AbortController();
      const { signal } = stopping;
      cancelRun = clock.after(firstRunMs, () => void scheduledRun(signal));
      cancelLook = clock.after(diskLookMs, () => void lookAtDisk(signal));
      cancelLedger = clock.after(firstLedgerMs, () => planLedger(signal));
    },
    async stop() {
      stopping?.abort();
      stopping = null;
      cancelRun();
      cancelLook();
      cancelLedger();
      await running?.catch(() => {});
      await counting;
    },
    runNow,
  };
}
