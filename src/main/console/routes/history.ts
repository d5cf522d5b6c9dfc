import { z } from "zod";
import { HistoryFilter } from "../../../shared/history-filter.ts";
import { phrase } from "../../../shared/phrases/phrase.ts";
import { SavedSearch } from "../../../shared/saved-search.ts";
import { procedure } from "../trpc.ts";
import { id, limit, rowId } from "./inputs.ts";

const filter = HistoryFilter.default({});

/** Finding reads again. */
export const historyRoutes = {
  searchReads: procedure
    .input(z.object({ filter, cursor: rowId.nullish(), limit: limit.default(60) }))
    .query(async ({ ctx, input, signal }) => {
      const query = { filter: input.filter, beforeId: input.cursor ?? undefined, limit: input.limit };
      const events = await ctx.backend.searchReads(query, signal);
      return { events, nextCursor: events.length < input.limit ? null : (events.at(-1)?.reads[0]?.id ?? null) };
    }),
  countReads: procedure
    .input(z.object({ filter }))
    .query(({ ctx, input, signal }) => ctx.backend.countReads(input.filter, signal)),
  readWords: procedure.query(({ ctx, signal }) => ctx.backend.readWords(signal)),
  nearestSearches: procedure
    .input(z.object({ filter }))
    .query(({ ctx, input, signal }) => ctx.backend.nearestSearches(input.filter, signal)),
  readPlace: procedure
    .input(z.object({ readId: rowId, filter }))
    .query(({ ctx, input, signal }) => ctx.backend.readPlace(input, signal)),
  plateHistory: procedure
    .input(z.object({ plate: z.string().max(100), limit: z.number().int().min(1).max(5_000) }))
    .query(({ ctx, input }) => ctx.backend.plateHistory(input)),
  savedSearches: procedure.query(({ ctx }) => ctx.backend.savedSearches()),
  saveSearch: procedure
    .input(SavedSearch.extend({ id: id.nullable(), name: z.string().trim().min(1, phrase("value.searchName")).max(60) }))
    .mutation(({ ctx, input }) => ctx.backend.saveSearch(input)),
  deleteSearch: procedure.input(z.object({ id })).mutation(({ ctx, input }) => ctx.backend.deleteSearch(input.id)),
};
