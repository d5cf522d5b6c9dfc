import { keepPreviousData, useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useMemo } from "react";
import { useTRPC } from "../app/trpc.ts";

/** The entries of a list that hold `search`, page by page; what was found before stays in sight while it is asked anew. */
export function useEntries(listId: string, search: string) {
  const trpc = useTRPC();
  const query = useInfiniteQuery(
    trpc.listEntries.infiniteQueryOptions(
      { listId, limit: 200, ...(search === "" ? {} : { search }) },
      { getNextPageParam: (page) => page.nextCursor ?? undefined, placeholderData: keepPreviousData },
    ),
  );
  const entries = useMemo(() => query.data?.pages.flatMap((page) => page.entries) ?? [], [query.data]);
  return { ...query, entries };
}

/** Has entries and counts asked anew after a change. */
export function useEntriesChanged(): () => Promise<void> {
  const trpc = useTRPC();
  const queries = useQueryClient();
  return useCallback(async () => {
    await Promise.all([
      queries.invalidateQueries(trpc.listEntries.pathFilter()),
      queries.invalidateQueries(trpc.lists.queryFilter()),
      queries.invalidateQueries(trpc.lookAlikes.pathFilter()),
    ]);
  }, [queries, trpc]);
}
