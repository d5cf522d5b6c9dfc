import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import type { CountStore } from "../store/counts.ts";

/** Keeps the overview's counts whole: counts what an older version stored, and forgets what is too old to be shown. */
export interface CountKeeper {
  start(): void;
  /** Resolves when nothing runs any more; what was begun goes on at the next start. */
  stop(): Promise<void>;
}

/** Not in the first moments, when the receiver has to be ready. Milliseconds, as all of these. */
const firstMs = 3000;
const pauseMs = 24 * 60 * 60_000;
const retryMs = 60_000;

export function createCountKeeper({ counts, clock, log }: { counts: CountStore; clock: Clock; log: Log }): CountKeeper {
  let stopping: AbortController | null = null;
  let running = Promise.resolve();
  let cancel = () => {};

  async function keep(signal: AbortSignal): Promise<void> {
    let nextMs = pauseMs;
    try {
      if (counts.incomplete()) {
        await counts.countOlder(signal);
        if (!signal.aborted) log.info("What an older version stored is counted for the overview.");
      }
      await counts.prune(clock.now());
    } catch (error) {
      nextMs = retryMs;
      log.warn("The overview's counts could not be kept; it is tried again.", { error: String(error) });
    }
    if (!signal.aborted) plan(nextMs, signal);
  }

  function plan(ms: number, signal: AbortSignal): void {
    cancel = clock.after(ms, () => {
      running = keep(signal);
    });
  }

  return {
    start() {
      if (stopping !== null) return;
      stopping = new AbortController();
      plan(firstMs, stopping.signal);
    },
    async stop() {
      stopping?.abort();
      stopping = null;
      cancel();
      await running;
    },
  };
}
