/**
 * The contract with the UI: all that the console may ask, in one tRPC router. The desktop serves it over app://, headless over
 * loopback HTTP, from the same object. It depends on ConsoleBackend and shared/ only, because the renderer imports its type.
 * Images never travel through it: the UI fetches /images/<id> (and /images/<id>/thumb, /images/plate/<readId>).
 */
import { initTRPC, TRPCError, tracked } from "@trpc/server";
import { z } from "zod";
import { DeliveryStatus } from "../../shared/delivery.ts";
import { CameraMap, Rules } from "../../shared/destination.ts";
import { InboxDraft } from "../../shared/inbox.ts";
import { ParkPowSync, PlateList } from "../../shared/plate-list.ts";
import { AppearanceSettings, ReceiverSettings, RetentionSettings, SourceToken } from "../../shared/settings.ts";
import { type ConsoleBackend, ConsoleError } from "./backend.ts";

export interface ConsoleContext {
  backend: ConsoleBackend;
}

const t = initTRPC.context<ConsoleContext>().create({
  // Error bodies must not carry stack traces to the console.
  isDev: false,
  errorFormatter: ({ shape, error }) => ({
    ...shape,
    message: error.cause instanceof z.ZodError ? sentenceOf(error.cause) : shape.message,
    data: {
      ...shape.data,
      field:
        error.cause instanceof ConsoleError
          ? error.cause.field
          : error.cause instanceof z.ZodError
            ? (error.cause.issues[0]?.path.join(".") ?? null)
            : null,
    },
  }),
  sse: { ping: { enabled: true, intervalMs: 5_000 }, client: { reconnectAfterInactivityMs: 15_000 } },
});

function sentenceOf(error: z.ZodError): string {
  return error.issues
    .map((issue) => (issue.path.length > 0 ? `${issue.path.join(".")}: ${issue.message}` : issue.message))
    .join("; ");
}

/** Turns the backend's refusals into answers the UI shows; anything else is our bug and stays without detail. */
const procedure = t.procedure.use(async ({ next }) => {
  const result = await next();
  if (!result.ok && result.error.cause instanceof ConsoleError) {
    throw new TRPCError({ code: "BAD_REQUEST", message: result.error.cause.message, cause: result.error.cause });
  }
  if (!result.ok && result.error.code === "INTERNAL_SERVER_ERROR") {
    throw new TRPCError({
      code: "INTERNAL_SERVER_ERROR",
      message: "Plate Courier could not do this because of a fault of its own. The log says more.",
      cause: result.error.cause,
    });
  }
  return result;
});

const limit = z.number().int().min(1).max(500);
const id = z.string().min(1).max(100);
const rowId = z.number().int().positive();
const selection = z.object({ ids: z.array(rowId).max(10_000).optional(), destinationId: id.optional() });
const draft = z.object({
  id: id.nullable(),
  name: z.string().trim().min(1, "give the destination a name").max(60),
  forwarder: id,
  enabled: z.boolean(),
  settings: z.record(z.string(), z.unknown()),
  cameras: CameraMap,
  rules: Rules,
});

const plate = z.string().trim().min(1, "enter a plate").max(40);
const mark = z.strictObject({ set: z.literal(true) });
const receiverDraft = ReceiverSettings.omit({ sources: true }).extend({
  tls: z
    .discriminatedUnion("kind", [
      z.strictObject({ kind: z.literal("pem"), certFile: z.string().min(1), keyFile: z.string().min(1) }),
      z.strictObject({ kind: z.literal("pfx"), file: z.string().min(1), passphrase: z.union([z.string(), mark]).nullable() }),
    ])
    .nullable(),
});
const listDraft = PlateList.omit({ id: true, sync: true }).extend({
  id: id.nullable(),
  name: z.string().trim().min(1, "give the list a name").max(60),
  sync: ParkPowSync.extend({
    tag: z.string().trim().min(1, "enter the tag as ParkPow shows it").max(200),
    token: z.union([z.string().trim().min(1, "enter ParkPow's token").max(500), mark]),
  }).nullable(),
});

export const consoleRouter = t.router({
  status: procedure.query(({ ctx }) => ctx.backend.status()),

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

  doctor: procedure.query(({ ctx }) => ctx.backend.doctor()),
  doctorAgain: procedure.mutation(({ ctx }) => ctx.backend.doctorAgain()),

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
  retryDeliveries: procedure.input(selection).mutation(({ ctx, input }) => ctx.backend.retryDeliveries(input)),
  cancelDeliveries: procedure.input(selection).mutation(({ ctx, input }) => ctx.backend.cancelDeliveries(input)),
  ledger: procedure.query(({ ctx }) => ctx.backend.ledger()),
  pauseDeliveries: procedure
    .input(z.object({ until: z.number().nullable() }))
    .mutation(({ ctx, input }) => ctx.backend.pauseDeliveries(input.until)),
  resumeDeliveries: procedure.mutation(({ ctx }) => ctx.backend.resumeDeliveries()),

  forwarders: procedure.query(({ ctx }) => ctx.backend.forwarders()),
  destinations: procedure.query(({ ctx }) => ctx.backend.destinations()),
  destinationNumbers: procedure.input(z.object({ id })).query(({ ctx, input }) => ctx.backend.destinationNumbers(input.id)),
  destinationCameras: procedure.input(z.object({ id })).query(({ ctx, input }) => ctx.backend.destinationCameras(input.id)),
  saveDestination: procedure.input(draft).mutation(({ ctx, input }) => ctx.backend.saveDestination(input)),
  testDestination: procedure.input(draft).mutation(({ ctx, input }) => ctx.backend.testDestination(input)),
  // Not a query: the draft's secrets would stand in an address.
  destinationChoices: procedure
    .input(z.object({ draft, key: id }))
    .mutation(({ ctx, input }) => ctx.backend.destinationChoices(input.draft, input.key)),
  pauseDestination: procedure
    .input(z.object({ id, until: z.number().nullable().default(null) }))
    .mutation(({ ctx, input }) => ctx.backend.pauseDestination(input.id, input.until)),
  resumeDestination: procedure.input(z.object({ id })).mutation(({ ctx, input }) => ctx.backend.resumeDestination(input.id)),
  deleteDestination: procedure.input(z.object({ id })).mutation(({ ctx, input }) => ctx.backend.deleteDestination(input.id)),

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

  settings: procedure.query(({ ctx }) => ctx.backend.settings()),
  saveReceiver: procedure.input(receiverDraft).mutation(({ ctx, input }) => ctx.backend.saveReceiver(input)),
  saveRetention: procedure.input(RetentionSettings).mutation(({ ctx, input }) => ctx.backend.saveRetention(input)),
  saveAppearance: procedure.input(AppearanceSettings).mutation(({ ctx, input }) => ctx.backend.saveAppearance(input)),
  saveSource: procedure
    .input(
      z.object({
        id: id.nullable(),
        name: z.string().trim().min(1, "give the source a name").max(60),
        enabled: z.boolean(),
        token: z.union([z.enum(["keep", "none", "generate"]), z.object({ set: SourceToken })]),
      }),
    )
    .mutation(({ ctx, input }) => ctx.backend.saveSource(input)),
  deleteSource: procedure.input(z.object({ id })).mutation(({ ctx, input }) => ctx.backend.deleteSource(input.id)),

  inboxes: procedure.query(({ ctx }) => ctx.backend.inboxes()),
  saveInbox: procedure.input(InboxDraft).mutation(({ ctx, input }) => ctx.backend.saveInbox(input)),
  deleteInbox: procedure.input(z.object({ id })).mutation(({ ctx, input }) => ctx.backend.deleteInbox(input.id)),
  testInbox: procedure.input(InboxDraft).mutation(({ ctx, input }) => ctx.backend.testInbox(input)),
});

/** The renderer imports this type, and nothing else of the main process. */
export type ConsoleRouter = typeof consoleRouter;
