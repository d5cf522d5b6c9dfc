import { useEffect, useState } from "react";
import type { FeedRow } from "../feed/rows.ts";
import { nextStage, type Staged } from "./stage.ts";

/** Keeps what stands on the wall, as nextStage says, while rows come and time goes. */
export function useStage(rows: readonly FeedRow[]): Staged | null {
  const [staged, setStaged] = useState<Staged | null>(null);
  const [turn, setTurn] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `turn` is the timer's word that it is time to ask again
  useEffect(() => {
    const next = nextStage(rows, staged, Date.now());
    if (next.staged?.key !== staged?.key) setStaged(next.staged);
    if (next.againMs === null) return;
    const timer = setTimeout(() => setTurn((now) => now + 1), next.againMs);
    return () => clearTimeout(timer);
  }, [rows, staged, turn]);
  return staged;
}
