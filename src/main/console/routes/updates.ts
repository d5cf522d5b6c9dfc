import { UpdateSettings } from "../../../shared/settings.ts";
import { procedure, t } from "../trpc.ts";

/** How a newer version comes onto this machine. */
export const updateRoutes = {
  updates: procedure.query(({ ctx }) => ctx.backend.updates()),
  saveUpdates: procedure.input(UpdateSettings).mutation(({ ctx, input }) => ctx.backend.saveUpdates(input)),
  checkForUpdates: procedure.mutation(({ ctx }) => ctx.backend.checkForUpdates()),
  takeUpdate: procedure.mutation(({ ctx }) => ctx.backend.takeUpdate()),
};

/** The same alone, for a window whose receiver is another process that cannot update itself. */
export const updateRouter = t.router(updateRoutes);
