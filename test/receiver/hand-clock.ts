import { type Clock, systemClock } from "../../src/main/clock.ts";

/** A clock whose waits end only when the test says so. */
export function handClock(): Clock & { fire(ms: number): void } {
  const waits = new Set<{ ms: number; callback: () => void }>();
  return {
    now: () => systemClock.now(),
    after(ms, callback) {
      const wait = { ms, callback };
      waits.add(wait);
      return () => waits.delete(wait);
    },
    fire(ms) {
      for (const wait of [...waits]) {
        if (wait.ms !== ms) continue;
        waits.delete(wait);
        wait.callback();
      }
    },
  };
}
