import type { Clock } from "../clock.ts";

const lookEveryMs = 15_000;
/** So much more than one look's distance, and the computer slept: no load holds a timer up for that long. */
const sleptMs = 60_000;

/**
 * Calls back after the computer slept, which shows as a clock that went on without us. A clock that was only set forward looks
 * the same, and what is done then harms nobody. Returns its own undo.
 */
export function watchForSleep(clock: Clock, slept: () => void): () => void {
  let last = clock.now();
  let cancel = clock.after(lookEveryMs, look);
  function look(): void {
    const now = clock.now();
    const gap = now - last;
    last = now;
    cancel = clock.after(lookEveryMs, look);
    if (gap > lookEveryMs + sleptMs) slept();
  }
  return () => cancel();
}
