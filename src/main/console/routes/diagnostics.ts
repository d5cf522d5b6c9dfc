import { LogSettings } from "../../../shared/settings.ts";
import { procedure } from "../trpc.ts";

/** What support is sent, and how much the log says. */
export const diagnosticsRoutes = {
  diagnostics: procedure.query(({ ctx }) => ctx.backend.diagnostics()),
  logSettings: procedure.query(({ ctx }) => ctx.backend.logSettings()),
  saveLogSettings: procedure.input(LogSettings).mutation(({ ctx, input }) => ctx.backend.saveLogSettings(input)),
};
