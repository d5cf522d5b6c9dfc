import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useCallback, useMemo } from "react";
import type { HistoryFilter } from "../../shared/history-filter.ts";
import { useTRPC } from "../app/trpc.ts";
import { rowsOf } from "../feed/rows.ts";
import { useLiveChips } from "./use-live-chips.ts";

const pageRows = 100;
/** A search that is not wanted any more is broken off, and none waits for another one. */
const alone = { abortOnUnmount: true, context: { alone: true } } as const;

/** The reads that a filter finds, newest first, page by page; those of the filter before are shown until the new ones are there. */
export function useFound(filter: HistoryFilter) {
  const trpc = useTRPC();
  const options = trpc.searchReads.infiniteQueryOptions(
    { filter, limit: pageRows },
    {
      getNextPageParam: (page) => page.nextCursor ?? undefined,
      placeholderData: keepPreviousData,
      // Somebody who scrolled far and comes back to the window must not ask for all those pages once more.
      refetchOnWindowFocus: false,
      trpc: alone,
    },
  );
  const query = useInfiniteQuery(options);
  useLiveChips(options.queryKey, { fetching: query.isFetching, again: query.refetch });
  const rows = useMemo(() => rowsOf(query.data?.pages.flatMap((page) => page.events) ?? []), [query.data]);
  const { fetchNextPage, hasNextPage, isFetchingNextPage } = query;
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [fetchNextPage, hasNextPage, isFetchingNextPage]);
  return { ...query, rows, more };
}

/** How many reads a filter finds; undefined until that is known. */
export function useCount(filter: HistoryFilter) {
  const trpc = useTRPC();
  return useQuery(trpc.countReads.queryOptions({ filter }, { trpc: alone })).data;
}

/** What can be chosen from, asked when it is first wanted. */
export function useReadWords(wanted: boolean) {
  const trpc = useTRPC();
  return useQuery(trpc.readWords.queryOptions(undefined, { enabled: wanted, staleTime: 60_000, trpc: alone })).data;
}

/** What would be found instead of nothing. */
export function useNearest(filter: HistoryFilter) {
  const trpc = useTRPC();
  return useQuery(trpc.nearestSearches.queryOptions({ filter }, { trpc: alone }));
}
