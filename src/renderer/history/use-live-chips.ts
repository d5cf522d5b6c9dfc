import { type InfiniteData, type QueryKey, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef } from "react";
import type { DeliveryChip } from "../../shared/feed.ts";
import { useDeliveryChanges, useLive } from "../app/live-context.tsx";
import { type FoundPage, withChips } from "./found-chips.ts";

/**
 * Keeps the deliveries of found reads as they are now. The page's one live subscription tells every change anyway: it is put into
 * the events that were found, and nothing is asked of the core. Where none of them is meant, nothing is drawn.
 */
export function useLiveChips(queryKey: QueryKey, { fetching, again }: { fetching: boolean; again: () => unknown }): void {
  const queries = useQueryClient();
  const key = useRef(queryKey);
  key.current = queryKey;
  const asking = useRef(fetching);
  asking.current = fetching;
  /** What changed while an answer was on its way: it may have been read before the change. */
  const meanwhile = useRef<DeliveryChip[]>([]);

  const put = useCallback(
    (chips: readonly DeliveryChip[]) =>
      queries.setQueryData<InfiniteData<FoundPage>>(key.current, (data) => (data === undefined ? data : withChips(data, chips))),
    [queries],
  );
  useDeliveryChanges(
    useCallback(
      (chips) => {
        if (asking.current) meanwhile.current.push(...chips);
        put(chips);
      },
      [put],
    ),
  );
  useEffect(() => {
    if (fetching || meanwhile.current.length === 0) return;
    put(meanwhile.current);
    meanwhile.current = [];
  }, [fetching, put]);

  // What changed while nobody told is asked for.
  const lost = useLive((snapshot) => snapshot.connection.state === "lost");
  const wasLost = useRef(lost);
  const read = useRef(again);
  read.current = again;
  useEffect(() => {
    if (wasLost.current && !lost) void read.current();
    wasLost.current = lost;
  }, [lost]);
}
