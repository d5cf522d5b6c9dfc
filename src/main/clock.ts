/** Time as a dependency: tests give their own, so no fake timers are needed. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Calls back once after `ms`; returns its own undo. Never keeps the process alive by itself. */
  after(ms: number, callback: () => void): () => void;
}

/** Milliseconds of a clock that nobody sets, and that all threads of the process have in common. */
export function steadyMs(): number {
  const [seconds, nanoseconds] = process.hrtime();
  return seconds * 1000 + nanoseconds / 1e6;
}

/** setTimeout fires at once for waits past 2^31-1 ms; anything longer is waited for in steps of this. */
const longestWait = 2_000_000_000;

/** The machine's clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after(ms, callback) {
    const wait = Math.max(0, Math.min(ms, longestWait));
    let cancel = () => clearTimeout(timer);
    const timer = setTimeout(() => {
      if (ms > longestWait) cancel = systemClock.after(ms - longestWait, callback);
      else callback();
    }, wait);
    timer.unref?.();
    return () => cancel();
  },
};
