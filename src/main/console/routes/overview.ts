import { z } from "zod";
import { slotMs } from "../../../shared/overview.ts";
import { phrase } from "../../../shared/phrases/phrase.ts";
import { procedure } from "../trpc.ts";

const longestMs = 32 * 24 * 60 * 60_000;

const edges = z
  .array(
    z
      .number()
      .int()
      .nonnegative()
      .refine((at) => at % slotMs === 0, phrase("value.quarters")),
  )
  .min(2)
  .max(64)
  .refine((all) => all.every((at, index) => index === 0 || at > (all[index - 1] ?? 0)), phrase("value.ascending"))
  .refine((all) => (all.at(-1) ?? 0) - (all[0] ?? 0) <= longestMs, phrase("value.longestRange", { days: 32 }));

/** What happened over time. */
export const overviewRoutes = {
  overview: procedure
    .input(z.object({ edges, camera: z.string().max(200).nullable() }))
    .query(({ ctx, input }) => ctx.backend.overview(input)),
};
