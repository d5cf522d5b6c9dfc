import { z } from "zod";
import { phrase } from "../../../shared/phrases/phrase.ts";
import { replayKinds } from "../../../shared/replay.ts";
import { procedure } from "../trpc.ts";
import { id, rowId } from "./inputs.ts";

const orders = z
  .object({
    destinationId: id,
    since: z.number().int().nonnegative(),
    until: z.number().int().nonnegative(),
    cameras: z.array(z.string().max(200)).max(500),
    kinds: z.array(z.enum(replayKinds)).min(1, phrase("value.replayKinds")),
    rules: z.enum(["apply", "ignore"]),
  })
  .refine(({ since, until }) => since < until, { path: ["until"], message: phrase("value.endAfterBeginning") });

/** A range of time once more to one destination. */
export const replayRoutes = {
  replays: procedure.query(({ ctx }) => ctx.backend.replays()),
  replayPreview: procedure.input(orders).subscription(async function* ({ ctx, input, signal }) {
    yield* ctx.backend.previewReplay(input, signal ?? new AbortController().signal);
  }),
  startReplay: procedure.input(orders).mutation(({ ctx, input }) => ctx.backend.startReplay(input)),
  cancelReplay: procedure.input(z.object({ id: rowId })).mutation(({ ctx, input }) => ctx.backend.cancelReplay(input.id)),
};
