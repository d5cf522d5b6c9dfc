import type { FailureKind } from "../../shared/delivery.ts";

/**
 * What follows a failed attempt. Pure: the one table that decides between trying again, giving up and asking the operator.
 *
 * | kind                        | the delivery                                                   | the destination         |
 * | --------------------------- | -------------------------------------------------------------- | ----------------------- |
 * | unreachable, busy           | 5 s, 15 s, 1 min, 5 min, then every 15 min, until retention ends | counts for the breaker |
 * | rejected                    | failed at once                                                 | is reachable            |
 * | unauthorized, misconfigured | stays pending                                                  | pauses                  |
 * | misconfigured, camera only  | stays pending                                                  | pauses for this camera  |
 * | nothing-to-send             | skipped                                                        | was not asked           |
 * | internal (our bug)          | backs off as above, failed after 10 attempts                   | was not asked           |
 *
 * Every wait is spread by ±20 %, so that what failed together does not come back together. A Retry-After is honoured exactly,
 * but never shortens the planned wait and never lasts longer than an hour.
 */

const second = 1000;
const minute = 60 * second;

/** The wait after the first, second, … attempt; the last one repeats. Milliseconds. */
const waits = [5 * second, 15 * second, minute, 5 * minute] as const;
const lastWait = 15 * minute;
const spread = 0.2;

/** A destination may ask for this much and no more: an absurd Retry-After must not look like a lost delivery. */
export const longestRetryAfterMs = 60 * minute;

/** No honest plan lies further ahead than this; one that does was made before the clock was set back. */
export const longestWaitMs = longestRetryAfterMs * (1 + spread);

/** A delivery that our own bug breaks is given up after this many attempts; crashes count. */
export const internalAttempts = 10;

/** A failed attempt as the policy sees it. */
export interface Failure {
  kind: FailureKind;
  /** Attempts made so far, this one included: from 1. */
  attempts: number;
  /** As the destination asked, in milliseconds. */
  retryAfterMs?: number | undefined;
}

/** What becomes of the delivery. `pause`: it stays pending, and its destination waits for the operator. */
export type Verdict = { next: "retry"; waitMs: number } | { next: "end"; status: "failed" | "skipped" } | { next: "pause" };

/** The error table. `random` gives numbers from 0 up to 1, as Math.random does. */
export function judge(failure: Failure, random: () => number): Verdict {
  switch (failure.kind) {
    case "unreachable":
    case "busy":
      return { next: "retry", waitMs: plannedWaitMs(failure.attempts, failure.retryAfterMs, random) };
    case "internal":
      if (failure.attempts >= internalAttempts) return { next: "end", status: "failed" };
      return { next: "retry", waitMs: plannedWaitMs(failure.attempts, undefined, random) };
    case "rejected":
      return { next: "end", status: "failed" };
    case "nothing-to-send":
      return { next: "end", status: "skipped" };
    case "unauthorized":
    case "misconfigured":
      return { next: "pause" };
  }
}

/** The wait in milliseconds after the `failures`th failure in a row. A table and not a power of two: nothing can overflow. */
export function plannedWaitMs(failures: number, retryAfterMs: number | undefined, random: () => number): number {
  const base = waits[Math.max(1, failures) - 1] ?? lastWait;
  const planned = Math.round(base * (1 - spread + 2 * spread * random()));
  if (retryAfterMs === undefined || !(retryAfterMs > planned)) return planned;
  return Math.min(retryAfterMs, longestRetryAfterMs);
}

/** Whether the moment has come. A plan that no policy can have made (the clock was set back) counts as come. */
export function isDue(plannedAt: number | null, now: number): boolean {
  return plannedAt === null || plannedAt <= now || plannedAt - now > longestWaitMs;
}

/** What an outcome says about the destination itself, for its breaker. */
export function reachability(outcome: "delivered" | FailureKind): "reachable" | "failing" | "unknown" {
  switch (outcome) {
    case "delivered":
    case "rejected":
      return "reachable";
    case "unreachable":
    case "busy":
      return "failing";
    case "unauthorized":
    case "misconfigured":
    case "nothing-to-send":
    case "internal":
      return "unknown";
  }
}
