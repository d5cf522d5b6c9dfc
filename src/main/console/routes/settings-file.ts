import { z } from "zod";
import { phrase } from "../../../shared/phrases/phrase.ts";
import { procedure } from "../trpc.ts";

const toImport = z.object({
  name: z.string().min(1).max(300),
  text: z.string().max(14 * 1024 * 1024),
  passphrase: z.string().max(1000),
  replace: z.boolean(),
});

/** Settings as a file. All are mutations: neither passphrases nor files may stand in an address. */
export const settingsFileRoutes = {
  exportSettings: procedure
    .input(
      z.object({
        passphrase: z
          .string()
          .min(8, phrase("value.passphrase", { count: 8 }))
          .max(1000)
          .nullable(),
        plates: z.boolean(),
      }),
    )
    .mutation(({ ctx, input }) => ctx.backend.exportSettings(input)),
  previewSettings: procedure.input(toImport).mutation(({ ctx, input }) => ctx.backend.previewSettings(input)),
  importSettingsFile: procedure.input(toImport).mutation(({ ctx, input }) => ctx.backend.importSettingsFile(input)),
};
