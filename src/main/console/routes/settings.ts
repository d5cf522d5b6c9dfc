import { z } from "zod";
import { phrase } from "../../../shared/phrases/phrase.ts";
import {
  AppearanceSettings,
  NotificationSettings,
  ReceiverSettings,
  RetentionSettings,
  SourceToken,
} from "../../../shared/settings.ts";
import { procedure } from "../trpc.ts";
import { id } from "./inputs.ts";

const mark = z.strictObject({ set: z.literal(true) });
const receiverDraft = ReceiverSettings.omit({ sources: true }).extend({
  tls: z
    .discriminatedUnion("kind", [
      z.strictObject({ kind: z.literal("pem"), certFile: z.string().min(1), keyFile: z.string().min(1) }),
      z.strictObject({ kind: z.literal("pfx"), file: z.string().min(1), passphrase: z.union([z.string(), mark]).nullable() }),
    ])
    .nullable(),
});

/** Settings of the receiver, its sources, retention and appearance. */
export const settingsRoutes = {
  settings: procedure.query(({ ctx }) => ctx.backend.settings()),
  saveReceiver: procedure.input(receiverDraft).mutation(({ ctx, input }) => ctx.backend.saveReceiver(input)),
  saveRetention: procedure.input(RetentionSettings).mutation(({ ctx, input }) => ctx.backend.saveRetention(input)),
  saveAppearance: procedure.input(AppearanceSettings).mutation(({ ctx, input }) => ctx.backend.saveAppearance(input)),
  saveNotifications: procedure.input(NotificationSettings).mutation(({ ctx, input }) => ctx.backend.saveNotifications(input)),
  saveSource: procedure
    .input(
      z.object({
        id: id.nullable(),
        name: z.string().trim().min(1, phrase("value.sourceName")).max(60),
        enabled: z.boolean(),
        token: z.union([z.enum(["keep", "none", "generate"]), z.object({ set: SourceToken })]),
      }),
    )
    .mutation(({ ctx, input }) => ctx.backend.saveSource(input)),
  deleteSource: procedure.input(z.object({ id })).mutation(({ ctx, input }) => ctx.backend.deleteSource(input.id)),
};
