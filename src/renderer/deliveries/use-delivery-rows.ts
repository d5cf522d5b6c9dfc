import { useInfiniteQuery } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useRef } from "react";
import { useDeliveryChanges } from "../app/live-context.tsx";
import { useTRPC } from "../app/trpc.ts";
import { type DeliveryFilter, statusesOf } from "./filter.ts";

/** A busy site changes hundreds of deliveries a second: the list is asked anew at most this often. */
const refreshMs = 2_000;

/** The deliveries of a filter, newest first, page by page; asked anew while deliveries change. */
export function useDeliveryRows({ view, destinationId }: DeliveryFilter) {
  const trpc = useTRPC();
  const query = useInfiniteQuery(
    trpc.deliveries.infiniteQueryOptions(
      { statuses: statusesOf[view], limit: 100, ...(destinationId === null ? {} : { destinationId }) },
      { getNextPageParam: (page) => page.nextCursor ?? undefined },
    ),
  );
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.rows) ?? [], [query.data]);

  const { refetch } = query;
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  useDeliveryChanges(
    useCallback(() => {
      timer.current ??= setTimeout(() => {
        timer.current = null;
        void refetch();
      }, refreshMs);
    }, [refetch]),
  );
  useEffect(
    () => () => {
      if (timer.current !== null) clearTimeout(timer.current);
      timer.current = null;
    },
    [],
  );
  return { ...query, rows };
}
