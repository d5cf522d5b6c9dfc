import { z } from "zod";
import { exportFormats } from "../../../shared/export.ts";
import { HistoryFilter } from "../../../shared/history-filter.ts";
import { procedure } from "../trpc.ts";
import { id, rowId } from "./inputs.ts";

/** Reads as a file, and one read as evidence. */
export const exportRoutes = {
  startExport: procedure
    .input(z.object({ filter: HistoryFilter, format: z.enum(exportFormats), excel: z.boolean() }))
    .mutation(({ ctx, input }) => ctx.backend.startExport(input)),
  exportProgress: procedure.input(z.object({ id })).query(({ ctx, input }) => ctx.backend.exportProgress(input.id)),
  cancelExport: procedure.input(z.object({ id })).mutation(({ ctx, input }) => ctx.backend.cancelExport(input.id)),
  evidence: procedure.input(z.object({ readId: rowId })).query(({ ctx, input }) => ctx.backend.evidence(input.readId)),
};
