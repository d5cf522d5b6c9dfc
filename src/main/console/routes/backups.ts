import { BackupSettings } from "../../../shared/settings.ts";
import { procedure } from "../trpc.ts";

/** Copies of the database, made while it is in use. */
export const backupRoutes = {
  backups: procedure.query(({ ctx }) => ctx.backend.backups()),
  saveBackups: procedure.input(BackupSettings).mutation(({ ctx, input }) => ctx.backend.saveBackups(input)),
  backUpNow: procedure.mutation(({ ctx }) => ctx.backend.backUpNow()),
};
