import type { LiveMessage } from "../../shared/feed.ts";

/** Spreads what happens to every open console page. */
export interface LiveHub {
  /** Whether any page is open: what is only made to be pushed need not be made otherwise. */
  readonly heard: boolean;
  push(message: LiveMessage): void;
  /**
   * Everything pushed from the moment of the call on; ends when `signal` aborts. A page that cannot keep up is cut off
   * after `limit` unread messages: it reconnects and resumes by id, so that memory stays bounded and nothing is missed.
   */
  listen(signal: AbortSignal): AsyncIterable<LiveMessage>;
}

/** Creates a hub with no listeners. `limit` is the number of unread messages after which a page is cut off. */
export function createLiveHub(limit = 5_000): LiveHub {
  const listeners = new Set<(message: LiveMessage) => void>();
  return {
    get heard() {
      return listeners.size > 0;
    },
    push(message) {
      for (const listener of listeners) listener(message);
    },
    listen(signal) {
      const unread: LiveMessage[] = [];
      let ended = signal.aborted;
      let wake = () => {};
      const hear = (message: LiveMessage) => {
        unread.push(message);
        if (unread.length > limit) end();
        wake();
      };
      const end = () => {
        ended = true;
        listeners.delete(hear);
        signal.removeEventListener("abort", end);
        wake();
      };
      if (!ended) {
        listeners.add(hear);
        signal.addEventListener("abort", end);
      }
      return {
        async *[Symbol.asyncIterator]() {
          try {
            while (true) {
              const next = unread.shift();
              if (next) yield next;
              else if (ended) return;
              else await new Promise<void>((resolve) => (wake = resolve));
            }
          } finally {
            end();
          }
        },
      };
    },
  };
}
