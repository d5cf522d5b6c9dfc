import { procedure } from "../trpc.ts";

/** Every hop of a webhook's way. */
export const doctorRoutes = {
  doctor: procedure.query(({ ctx }) => ctx.backend.doctor()),
  doctorAgain: procedure.mutation(({ ctx }) => ctx.backend.doctorAgain()),
};
