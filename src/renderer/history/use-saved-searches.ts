import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { SavedSearch } from "../../shared/saved-search.ts";
import { useTRPC, useTRPCClient } from "../app/trpc.ts";
import { refusalOf } from "../form/refusal.ts";
import { useSay } from "../ui/say.tsx";

const none: readonly SavedSearch[] = [];

/** The searches that were given names, and what can be done with them. */
export function useSavedSearches() {
  const { t } = useTranslation("history");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queries = useQueryClient();
  const say = useSay();
  const { queryKey, ...options } = trpc.savedSearches.queryOptions();
  const searches = useQuery({ queryKey, ...options }).data ?? none;
  const show = (all: SavedSearch[]) => queries.setQueryData(queryKey, all);

  /** Throws what the core refuses. */
  const save = async (draft: { id: string | null; name: string; query: string }) => {
    show(await client.saveSearch.mutate(draft));
    say.done(t("saved.done", { name: draft.name }));
  };
  const remove = async ({ id, name, query }: SavedSearch) => {
    try {
      show(await client.deleteSearch.mutate({ id }));
      const undo = () =>
        void save({ id: null, name, query }).catch((error) => say.failed(refusalOf(error)?.message ?? t("noAnswer")));
      say.done(t("saved.deleted", { name }), { word: t("undo"), act: undo });
    } catch (error) {
      say.failed(refusalOf(error)?.message ?? t("noAnswer"));
    }
  };
  return { searches, save, remove };
}
