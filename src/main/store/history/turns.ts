/** A step of a search holds the event loop for this long at most: webhooks that come meanwhile wait no longer. */
const stepMs = 4;

/** Lets everything else have its turn whenever a step took long enough. */
export interface Turns {
  /** To be awaited between two small pieces of work. Throws the signal's reason once it aborted. */
  give(): Promise<void>;
}

export function createTurns(signal?: AbortSignal): Turns {
  let began = performance.now();
  return {
    async give() {
      signal?.throwIfAborted();
      if (performance.now() - began < stepMs) return;
      await new Promise<void>((resolve) => setImmediate(resolve));
      signal?.throwIfAborted();
      began = performance.now();
    },
  };
}
