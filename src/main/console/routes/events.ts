import { tracked } from "@trpc/server";
import { z } from "zod";
import { procedure } from "../trpc.ts";
import { limit, rowId } from "./inputs.ts";

/** What happens, as the feed shows it, and how the product stands. */
export const eventRoutes = {
  status: procedure.query(({ ctx }) => ctx.backend.status()),
  dismissNote: procedure
    .input(z.object({ key: z.string().max(100) }))
    .mutation(({ ctx, input }) => ctx.backend.dismissNote(input.key)),

  /**
   * The page's one subscription. Events carry their id, so that a reconnect (lastEventId) sends what came meanwhile and
   * misses nothing. The live source is asked before the backlog is read, and what both give is sent once.
   */
  live: procedure.input(z.object({ lastEventId: z.string().nullish() }).optional()).subscription(async function* ({
    ctx,
    input,
    signal,
  }) {
    const stop = signal ?? new AbortController().signal;
    const fresh = ctx.backend.live(stop)[Symbol.asyncIterator]();
    let sent = Number(input?.lastEventId ?? Number.NaN);
    yield { type: "status", status: ctx.backend.status() } as const;
    while (!Number.isNaN(sent)) {
      const backlog = ctx.backend.feed({ afterEventId: sent, limit: 200 });
      for (const feed of backlog.toReversed()) {
        sent = feed.event.id;
        yield tracked(String(sent), { type: "event", feed } as const);
      }
      if (backlog.length < 200) break;
    }
    for (let step = await fresh.next(); !step.done; step = await fresh.next()) {
      const message = step.value;
      if (message.type !== "event") yield message;
      else if (!(message.feed.event.id <= sent)) {
        sent = message.feed.event.id;
        yield tracked(String(sent), message);
      }
    }
  }),

  feed: procedure
    .input(z.object({ cursor: rowId.nullish(), limit: limit.default(100), camera: z.string().optional() }))
    .query(({ ctx, input }) => {
      const events = ctx.backend.feed({ beforeEventId: input.cursor ?? undefined, limit: input.limit, camera: input.camera });
      return { events, nextCursor: events.length < input.limit ? null : (events.at(-1)?.event.id ?? null) };
    }),
  event: procedure.input(z.object({ eventId: rowId })).query(({ ctx, input }) => ctx.backend.event(input.eventId)),
  cameras: procedure.query(({ ctx }) => ctx.backend.cameras()),
  sendTestPlate: procedure.mutation(({ ctx }) => ctx.backend.sendTestPlate()),
};
