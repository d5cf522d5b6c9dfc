import type { ForwarderContext } from "../forwarder.ts";

/** What a destination keeps between deliveries (ForwarderContext.keep), and lets go of at its end. */
export interface Keeper {
  keep: ForwarderContext<unknown>["keep"];
  /** Closes everything kept; a later `keep` makes it anew. One that fails to close does not hold the others up. */
  close(): Promise<void>;
}

export function createKeeper(): Keeper {
  const kept = new Map<string, { value: unknown; close: () => void | Promise<void> }>();
  return {
    keep<Kept>(key: string, make: () => Kept, close: (value: Kept) => void | Promise<void> = () => {}): Kept {
      // The key is the forwarder's own, and it always makes the same kind of thing under it.
      const known = kept.get(key) as { value: Kept } | undefined;
      if (known) return known.value;
      const value = make();
      kept.set(key, { value, close: () => close(value) });
      return value;
    },
    async close() {
      const open = [...kept.values()];
      kept.clear();
      await Promise.allSettled(open.map(async (one) => one.close()));
    },
  };
}
