import { initTRPC, TRPCError } from "@trpc/server";
import { z } from "zod";
import { type Phrase, phrase, sentences } from "../../shared/phrases/phrase.ts";
import { remedyOf } from "../../shared/remedies.ts";
import type { WorkstationBackend } from "./backend/workstation.ts";
import { type ConsoleBackend, ConsoleError } from "./backend.ts";

export interface ConsoleContext {
  backend: ConsoleBackend;
  /** Only in the window on the computer itself. */
  workstation?: WorkstationBackend | undefined;
}

/** Of what is wrong with an input so many are told. */
const most = 5;

export const t = initTRPC.context<ConsoleContext>().create({
  // Error bodies must not carry stack traces to the console.
  isDev: false,
  errorFormatter: ({ shape, error: { cause } }) => {
    if (cause instanceof ConsoleError) return { ...shape, data: { ...shape.data, field: cause.field, remedy: null } };
    if (!(cause instanceof z.ZodError)) return { ...shape, data: { ...shape.data, field: null, remedy: null } };
    const [first] = cause.issues;
    return {
      ...shape,
      message: sentences(...cause.issues.slice(0, most).map(sentenceOf)),
      // What is said beside the input itself, where its path is noise.
      data: { ...shape.data, field: first?.path.join(".") ?? null, remedy: first ? remedyOf(first) : null },
    };
  },
  sse: { ping: { enabled: true, intervalMs: 5_000 }, client: { reconnectAfterInactivityMs: 15_000 } },
});

function sentenceOf(issue: z.core.$ZodIssue): Phrase {
  const remedy = remedyOf(issue);
  return issue.path.length === 0 ? remedy : sentences(phrase("value.notTaken", { path: issue.path.join(".") }), remedy);
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
      message: phrase("console.fault"),
      cause: result.error.cause,
    });
  }
  return result;
});
