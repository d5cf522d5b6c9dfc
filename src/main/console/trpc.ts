import { initTRPC, TRPCError } from "@trpc/server";
import { z } from "zod";
import type { WorkstationBackend } from "./backend/workstation.ts";
import { type ConsoleBackend, ConsoleError } from "./backend.ts";

export interface ConsoleContext {
  backend: ConsoleBackend;
  /** Only in the window on the computer itself. */
  workstation?: WorkstationBackend | undefined;
}

export const t = initTRPC.context<ConsoleContext>().create({
  // Error bodies must not carry stack traces to the console.
  isDev: false,
  errorFormatter: ({ shape, error }) => ({
    ...shape,
    message: error.cause instanceof z.ZodError ? sentenceOf(error.cause) : shape.message,
    data: {
      ...shape.data,
      field:
        error.cause instanceof ConsoleError
          ? error.cause.field
          : error.cause instanceof z.ZodError
            ? (error.cause.issues[0]?.path.join(".") ?? null)
            : null,
    },
  }),
  sse: { ping: { enabled: true, intervalMs: 5_000 }, client: { reconnectAfterInactivityMs: 15_000 } },
});

function sentenceOf(error: z.ZodError): string {
  return error.issues
    .map((issue) => (issue.path.length > 0 ? `${issue.path.join(".")}: ${issue.message}` : issue.message))
    .join("; ");
}

/** Turns the backend's refusals into answers the UI shows; anything else is our bug and stays without detail. */
export const procedure = t.procedure.use(async ({ next }) => {
  const result = await next();
  if (!result.ok && result.error.cause instanceof ConsoleError) {
    throw new TRPCError({ code: "BAD_REQUEST", message: result.error.cause.message, cause: result.error.cause });
  }
  if (!result.ok && result.error.code === "INTERNAL_SERVER_ERROR") {
    throw new TRPCError({
      code: "INTERNAL_SERVER_ERROR",
      message: "Plate Courier could not do this because of a fault of its own. The log says more.",
      cause: result.error.cause,
    });
  }
  return result;
});
