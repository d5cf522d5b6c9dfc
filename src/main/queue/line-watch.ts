import type { Clock } from "../clock.ts";

/**
 * When a line looks at what it has: as soon as something may have changed, and when a wait is over. In between it sleeps.
 * Also notices that the clock jumped while it slept.
 */
export interface LineWatch {
  /** Something may have changed. Many reasons at once make one look, after the caller has finished. */
  look(): void;
  /** What the clock did until now is no jump. */
  begin(): void;
  stop(): void;
}

export interface LineWatchContext {
  clock: Clock;
  /** While not, nothing is looked at. */
  live(): boolean;
  /** Does what is due; returns how long to sleep, or null until something happens. */
  step(now: number): number | null;
  /** `step` threw; it is tried again. */
  failed(error: unknown): void;
  /** The clock was at `from` a short time ago, and is at `to` now. */
  jumped(from: number, to: number): void;
  looked(): void;
}

/** The longest sleep, so that a clock that was set back cannot make a line oversleep. */
export const longestSleepMs = 30_000;
/** More than this between two looks at the clock, with a sleep planned, means that the machine slept or the clock was set. */
const jumpMs = 2 * longestSleepMs;
const afterFailureMs = 1000;

export function createLineWatch({ clock, live, step, failed, jumped, looked }: LineWatchContext): LineWatch {
  let planned = false;
  let lastLook = clock.now();
  let cancelTimer = () => {};

  function look(): void {
    if (planned || !live()) return;
    planned = true;
    queueMicrotask(() => {
      planned = false;
      if (!live()) return;
      cancelTimer();
      let sleepMs: number | null = afterFailureMs;
      try {
        const now = clock.now();
        watchClock(now);
        sleepMs = step(now);
      } catch (error) {
        failed(error);
      }
      if (sleepMs !== null) cancelTimer = clock.after(sleepMs, look);
      looked();
    });
  }

  /**
   * Suspend and resume, or a clock set by hand or by the network: waits must neither all end at once nor get stuck. How long the
   * jump was is known but for the time since the last look, at most one sleep.
   */
  function watchClock(now: number): void {
    const from = lastLook;
    lastLook = now;
    if (now < from || now - from > jumpMs) jumped(from, now);
  }

  return {
    look,
    begin() {
      lastLook = clock.now();
    },
    stop: () => cancelTimer(),
  };
}
