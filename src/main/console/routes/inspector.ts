import { z } from "zod";
import { procedure } from "../trpc.ts";
import { id, limit, rowId } from "./inputs.ts";

const span = z.object({ since: z.number().int().optional(), until: z.number().int().optional() });
const destinationIds = z.array(id).max(200);

/** One webhook, looked into; and those that were not understood, sent to the parser again. */
export const inspectorRoutes = {
  inspect: procedure.input(z.object({ eventId: rowId })).query(({ ctx, input }) => ctx.backend.inspect(input.eventId)),
  bodySlice: procedure
    .input(z.object({ eventId: rowId, cursor: z.number().int().min(0).nullish(), length: z.number().int().min(1).max(65_536) }))
    .query(({ ctx, input: { eventId, cursor, length } }) => ctx.backend.bodySlice({ eventId, offset: cursor ?? 0, length })),
  quarantined: procedure
    .input(span.extend({ cursor: rowId.nullish(), limit: limit.default(50) }))
    .query(async ({ ctx, input: { cursor, ...query } }) => {
      const rows = await ctx.backend.quarantined({ ...query, beforeId: cursor ?? undefined });
      return { rows, nextCursor: rows.length < query.limit ? null : (rows.at(-1)?.event.id ?? null) };
    }),
  countQuarantined: procedure.input(span).query(({ ctx, input }) => ctx.backend.countQuarantined(input)),
  rereadEvent: procedure
    .input(z.object({ eventId: rowId, destinationIds }))
    .mutation(({ ctx, input }) => ctx.backend.rereadEvent(input)),
  rereadQuarantined: procedure
    .input(span.extend({ afterId: z.number().int().min(0), destinationIds, preview: z.boolean() }))
    .mutation(({ ctx, input }) => ctx.backend.rereadQuarantined(input)),
};
