import type { Clock } from "../../src/main/clock.ts";

/** A clock that stands still until a test moves it. */
export interface VirtualClock extends Clock {
  /** Time passes: runs what becomes due, in order, and lets promises and the store's writes settle after each. */
  advance(ms: number): Promise<void>;
  /** The wall clock is set, or the machine slept: now() changes, planned callbacks still come after the time they asked for. */
  jump(ms: number): void;
  /** Lets promises and the store's writes settle without time passing. */
  settle(): Promise<void>;
  /** How many callbacks are planned. */
  readonly planned: number;
}

interface Plan {
  at: number;
  number: number;
  callback: () => void;
}

/** More than any honest wait in a test takes; a busy loop must fail the test instead of hanging it. */
const mostCallbacks = 10_000;

/** Turns of the event loop without a write under way after which everything has come to rest. */
const quietTurns = 6;

/** `writing`: whether the store is still writing something; it does so on real files, in its own time. */
export function createVirtualClock(writing: () => boolean, start = Date.UTC(2026, 10, 23, 12)): VirtualClock {
  /** What timers go by: never set back. */
  let elapsed = 0;
  let offset = start;
  let count = 0;
  const plans = new Set<Plan>();

  async function settle(): Promise<void> {
    for (let quiet = 0; quiet < quietTurns; quiet = writing() ? 0 : quiet + 1) {
      await new Promise<void>((resolve) => setImmediate(resolve));
    }
  }

  function nextBefore(end: number): Plan | null {
    let next: Plan | null = null;
    for (const plan of plans) {
      if (plan.at > end) continue;
      if (next === null || plan.at < next.at || (plan.at === next.at && plan.number < next.number)) next = plan;
    }
    return next;
  }

  return {
    now: () => offset + elapsed,
    after(ms, callback) {
      const plan = { at: elapsed + Math.max(0, ms), number: count, callback };
      count += 1;
      plans.add(plan);
      return () => plans.delete(plan);
    },
    async advance(ms) {
      const end = elapsed + ms;
      await settle();
      let ran = 0;
      for (let plan = nextBefore(end); plan !== null; plan = nextBefore(end)) {
        ran += 1;
        if (ran > mostCallbacks) throw new Error("Something plans itself again and again without time passing.");
        elapsed = Math.max(elapsed, plan.at);
        plans.delete(plan);
        plan.callback();
        await settle();
      }
      elapsed = end;
    },
    jump(ms) {
      offset += ms;
    },
    settle,
    get planned() {
      return plans.size;
    },
  };
}
