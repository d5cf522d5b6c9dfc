import { z } from "zod";
import { phrase } from "../../../shared/phrases/phrase.ts";
import { ParkPowSync, PlateList } from "../../../shared/plate-list.ts";
import { procedure } from "../trpc.ts";
import { id, limit } from "./inputs.ts";

const plate = z.string().trim().min(1, phrase("value.plate")).max(40);
const mark = z.strictObject({ set: z.literal(true) });
const listDraft = PlateList.omit({ id: true, sync: true }).extend({
  id: id.nullable(),
  name: z.string().trim().min(1, phrase("value.listName")).max(60),
  sync: ParkPowSync.extend({
    tag: z.string().trim().min(1, phrase("value.parkPowTag")).max(200),
    token: z.union([z.string().trim().min(1, phrase("value.parkPowToken")).max(500), mark]),
  }).nullable(),
});

/** Plate lists and their entries. */
export const listRoutes = {
  lists: procedure.query(({ ctx }) => ctx.backend.lists()),
  saveList: procedure.input(listDraft).mutation(({ ctx, input }) => ctx.backend.saveList(input)),
  deleteList: procedure.input(z.object({ id })).mutation(({ ctx, input }) => ctx.backend.deleteList(input.id)),
  listEntries: procedure
    .input(
      z.object({
        listId: id,
        search: z.string().trim().max(100).optional(),
        cursor: z.string().nullish(),
        limit: limit.default(100),
      }),
    )
    .query(({ ctx, input: { cursor, ...query } }) => {
      const entries = ctx.backend.listEntries({ ...query, after: cursor ?? undefined });
      return { entries, nextCursor: entries.length < query.limit ? null : (entries.at(-1)?.plate ?? null) };
    }),
  saveListEntry: procedure
    .input(
      z.object({
        listId: id,
        plate,
        name: z.string().trim().max(200),
        note: z.string().trim().max(2000),
        former: z.string().max(100).nullable(),
      }),
    )
    .mutation(({ ctx, input }) => ctx.backend.saveListEntry(input)),
  deleteListEntries: procedure
    .input(z.object({ listId: id, plates: z.array(z.string().max(100)).max(10_000) }))
    .mutation(({ ctx, input }) => ctx.backend.deleteListEntries(input)),
  importList: procedure
    .input(z.object({ listId: id, csv: z.string().max(16 * 1024 * 1024), replace: z.boolean(), preview: z.boolean() }))
    .mutation(({ ctx, input }) => ctx.backend.importList(input)),
  exportList: procedure.input(z.object({ listId: id })).query(({ ctx, input }) => ctx.backend.exportList(input.listId)),
  syncList: procedure.input(z.object({ id })).mutation(({ ctx, input }) => ctx.backend.syncList(input.id)),
  lookAlikes: procedure
    .input(z.object({ plate: z.string().max(100) }))
    .query(({ ctx, input }) => ctx.backend.lookAlikes(input.plate)),
};
