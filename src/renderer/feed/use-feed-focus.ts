import { useCallback, useRef, useState } from "react";
import type { FeedRow } from "./rows.ts";

export interface FeedFocus {
  /** The row that the keys walk from, while the feed has the focus; null: none. */
  active: string | null;
  setActive(key: string): void;
  /** The focus came (back): to the row where it was, as after closing what was opened; else to the newest. */
  enter(): void;
  leave(): void;
}

/** Which row of the feed is meant while the list has the keyboard focus. */
export function useFeedFocus(rows: readonly FeedRow[]): FeedFocus {
  const [active, setShown] = useState<string | null>(null);
  const before = useRef<string | null>(null);
  const now = useRef(rows);
  now.current = rows;
  const setActive = useCallback((key: string) => {
    before.current = key;
    setShown(key);
  }, []);
  const enter = useCallback(() => {
    const known = now.current.some(({ key }) => key === before.current);
    setShown(known ? before.current : (now.current[0]?.key ?? null));
  }, []);
  const leave = useCallback(() => setShown(null), []);
  return { active, setActive, enter, leave };
}
