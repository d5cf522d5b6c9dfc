import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import { useTRPC } from "../app/trpc.ts";
import { historyEdges, midnight, type Range } from "./ranges.ts";

/** While it is looked at, it is asked for again this often. */
const refreshMs = 30_000;

/** The overview of a range and a camera (null: all); what was shown stays until the next answer is there. */
export function useOverview(range: Range, camera: string | null) {
  const trpc = useTRPC();
  const now = useMinute();
  const today = midnight(now);
  const edges = useMemo(() => historyEdges(range, today), [range, today]);
  const { data, error, refetch, isPlaceholderData } = useQuery(
    trpc.overview.queryOptions({ edges, camera }, { refetchInterval: refreshMs, placeholderData: keepPreviousData }),
  );
  return { overview: isPlaceholderData ? undefined : data, last: data, edges, now, error, refetch };
}

/** The time, a minute at a time. */
function useMinute(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 60_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
