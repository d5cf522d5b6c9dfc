import { z } from "zod";
import { procedure } from "../trpc.ts";

/** What a damaged database held, and how it comes back. */
export const recoveryRoutes = {
  recovery: procedure.query(({ ctx }) => ctx.backend.recovery()),
  bringBack: procedure
    .input(z.object({ name: z.string().min(1).max(300) }))
    .mutation(({ ctx, input }) => ctx.backend.bringBack(input.name)),
  discardDamaged: procedure.mutation(({ ctx }) => ctx.backend.discardDamaged()),
};
