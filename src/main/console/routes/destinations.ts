import { z } from "zod";
import { CameraMap, Rules } from "../../../shared/destination.ts";
import { phrase } from "../../../shared/phrases/phrase.ts";
import { procedure } from "../trpc.ts";
import { id } from "./inputs.ts";

const draft = z.object({
  id: id.nullable(),
  name: z.string().trim().min(1, phrase("value.destinationName")).max(60),
  forwarder: id,
  enabled: z.boolean(),
  settings: z.record(z.string(), z.unknown()),
  cameras: CameraMap,
  rules: Rules,
});

/** Destinations and the forwarders they are made of. */
export const destinationRoutes = {
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
};
