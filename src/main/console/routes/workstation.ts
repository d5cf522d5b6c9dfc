import { TRPCError } from "@trpc/server";
import { z } from "zod";
import { phrase } from "../../../shared/phrases/phrase.ts";
import type { WorkstationBackend } from "../backend/workstation.ts";
import { procedure, t } from "../trpc.ts";

const onOff = z.object({ on: z.boolean() });

function here(workstation: WorkstationBackend | undefined): WorkstationBackend {
  if (workstation) return workstation;
  throw new TRPCError({ code: "NOT_FOUND", message: phrase("console.windowOnly") });
}

/** The computer that the window is on. `view` gives null where the console is in a browser. */
export const workstationRoutes = {
  workstation: t.router({
    view: procedure.query(({ ctx }) => ctx.workstation?.view() ?? null),
    startAtLogin: procedure.input(onOff).mutation(({ ctx, input }) => here(ctx.workstation).setStartAtLogin(input.on)),
    startAtBoot: procedure.input(onOff).mutation(({ ctx, input }) => here(ctx.workstation).setStartAtBoot(input.on)),
  }),
};

/** The same alone, for a window whose receiver is another process. */
export const workstationRouter = t.router(workstationRoutes);
