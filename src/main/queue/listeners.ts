import { type Log, stackOf } from "../log.ts";

/** Who wants to be called back. One that throws is logged and disturbs nobody else. */
export interface Listeners<T> {
  readonly any: boolean;
  /** Returns its own undo. */
  add(listener: (value: T) => void): () => void;
  tell(value: T): void;
}

export function createListeners<T>(log: Log): Listeners<T> {
  const all = new Set<{ call: (value: T) => void }>();
  return {
    get any() {
      return all.size > 0;
    },
    add(listener) {
      const entry = { call: listener };
      all.add(entry);
      return () => all.delete(entry);
    },
    tell(value) {
      for (const { call } of all) {
        try {
          call(value);
        } catch (error) {
          log.error("A listener of the queue failed.", { stack: stackOf(error) });
        }
      }
    },
  };
}
