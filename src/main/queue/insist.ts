import type { Clock } from "../clock.ts";
import { type Log, stackOf } from "../log.ts";
import { StoreUnavailableError } from "../store/store.ts";

const firstWaitMs = 250;
const lastWaitMs = 10_000;

/** What the repeating of a write needs. */
export interface Insistence {
  clock: Clock;
  log: Log;
  /** Ends the repeating; a write is still tried once when it has already fired. */
  stopping: AbortSignal;
  /** For the log, e.g. "recording the outcome of a delivery". */
  what: string;
  /** Asked after a failed try: the wish came true although the write failed, or has become pointless. */
  settled?: () => boolean;
}

/**
 * Repeats a write to the store until it succeeds, because the world has already changed and only the record of it is
 * missing. Answers `gaveUp` when it was stopped before. Waits 250 ms, 500 ms, … up to 10 s between tries.
 */
export async function insist<T>(
  write: () => Promise<T>,
  { clock, log, stopping, what, settled }: Insistence,
): Promise<T | typeof gaveUp> {
  for (let waitMs = firstWaitMs; ; waitMs = Math.min(waitMs * 2, lastWaitMs)) {
    try {
      return await write();
    } catch (error) {
      if (safely(settled)) return gaveUp;
      if (error instanceof StoreUnavailableError) log.warn(`The store cannot write; ${what} is tried again.`);
      else log.error(`Unexpected failure while ${what}; it is tried again.`, { stack: stackOf(error) });
      if (stopping.aborted) return gaveUp;
      await pause(waitMs, clock, stopping);
    }
  }
}

/** The answer of a write that never succeeded. */
export const gaveUp = Symbol("gave up");

/** Resolves after `ms`, or at once when stopped. */
function pause(ms: number, clock: Clock, stopping: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      cancel();
      stopping.removeEventListener("abort", done);
      resolve();
    };
    const cancel = clock.after(ms, done);
    stopping.addEventListener("abort", done, { once: true });
  });
}

function safely(ask: (() => boolean) | undefined): boolean {
  try {
    return ask?.() ?? false;
  } catch {
    return false;
  }
}
