import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { PlateListView } from "../../main/console/backend.ts";
import { useTRPC } from "./trpc.ts";

const none: readonly PlateListView[] = [];

/** The plate lists as far as they are known; asked again every minute, because syncing changes them without a word. */
export function useLists(): readonly PlateListView[] {
  const trpc = useTRPC();
  return useQuery(trpc.lists.queryOptions(undefined, { staleTime: 10_000, refetchInterval: 60_000 })).data ?? none;
}

/** List id -> the list; the map changes only when a list does. */
export function useListsById(): ReadonlyMap<string, PlateListView> {
  const lists = useLists();
  return useMemo(() => new Map(lists.map((list) => [list.id, list])), [lists]);
}
