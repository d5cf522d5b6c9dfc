import { useCallback, useEffect, useState } from "react";
import { useLiveStore } from "../app/live-context.tsx";

type Reason = "by hand" | "scrolled" | "selected";

export interface Pausing {
  paused: boolean;
  byHand: boolean;
  set(reason: Reason, on: boolean): void;
  /** Drops every reason. */
  goOn(): void;
}

/**
 * Why the feed stands still: the pause button, scrolling away from the top, or looking at a row. It goes on when no reason is
 * left. Leaving the page counts as none, so that the feed is not found standing still later.
 */
export function usePausing(): Pausing {
  const store = useLiveStore();
  const [reasons, setReasons] = useState<ReadonlySet<Reason>>(new Set());
  const paused = reasons.size > 0;

  useEffect(() => store.setPaused(paused), [store, paused]);
  useEffect(() => () => store.setPaused(false), [store]);

  const set = useCallback((reason: Reason, on: boolean) => {
    setReasons((now) => {
      if (now.has(reason) === on) return now;
      const next = new Set(now);
      if (on) next.add(reason);
      else next.delete(reason);
      return next;
    });
  }, []);
  const goOn = useCallback(() => setReasons(new Set()), []);
  return { paused, byHand: reasons.has("by hand"), set, goOn };
}
