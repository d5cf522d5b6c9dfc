import { z } from "zod";
import { InboxDraft } from "../../../shared/inbox.ts";
import { procedure } from "../trpc.ts";
import { id } from "./inputs.ts";

/** Queues that webhooks are fetched from. */
export const inboxRoutes = {
  inboxes: procedure.query(({ ctx }) => ctx.backend.inboxes()),
  saveInbox: procedure.input(InboxDraft).mutation(({ ctx, input }) => ctx.backend.saveInbox(input)),
  deleteInbox: procedure.input(z.object({ id })).mutation(({ ctx, input }) => ctx.backend.deleteInbox(input.id)),
  testInbox: procedure.input(InboxDraft).mutation(({ ctx, input }) => ctx.backend.testInbox(input)),
};
