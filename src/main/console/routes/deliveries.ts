import { z } from "zod";
import { DeliveryStatus } from "../../../shared/delivery.ts";
import { procedure } from "../trpc.ts";
import { id, limit, rowId } from "./inputs.ts";

const selection = z.object({ ids: z.array(rowId).max(10_000).optional(), destinationId: id.optional() });

/** Deliveries, one by one, all of a destination, or all. */
export const deliveryRoutes = {
  deliveries: procedure
    .input(
      z.object({
        destinationId: id.optional(),
        statuses: z.array(DeliveryStatus),
        cursor: rowId.nullish(),
        limit: limit.default(100),
      }),
    )
    .query(({ ctx, input }) => {
      const rows = ctx.backend.deliveries({ ...input, beforeId: input.cursor ?? undefined });
      return { rows, nextCursor: rows.length < input.limit ? null : (rows.at(-1)?.deliveryId ?? null) };
    }),
  retryDeliveries: procedure
    .input(selection.extend({ statuses: z.array(z.enum(["failed", "expired", "cancelled"])).optional() }))
    .mutation(({ ctx, input }) => ctx.backend.retryDeliveries(input)),
  cancelDeliveries: procedure.input(selection).mutation(({ ctx, input }) => ctx.backend.cancelDeliveries(input)),
  ledger: procedure.query(({ ctx }) => ctx.backend.ledger()),
  pauseDeliveries: procedure
    .input(z.object({ until: z.number().nullable() }))
    .mutation(({ ctx, input }) => ctx.backend.pauseDeliveries(input.until)),
  resumeDeliveries: procedure.mutation(({ ctx }) => ctx.backend.resumeDeliveries()),
};
