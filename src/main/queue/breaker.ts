import type { FailureKind } from "../../shared/delivery.ts";
import { plannedWaitMs, reachability } from "./retry-policy.ts";

/**
 * The breaker of one destination: keeps a dead destination from being asked once per waiting read.
 *
 * closed: everything may go, as many at once as the destination takes. Failures in a row (unreachable, busy) are counted;
 *   any answer that shows the destination alive, a refusal of one read too, starts the count again. The third opens it.
 * open: nothing goes but one probe at a time: an ordinary delivery that is due. The first probe may go after 5 s, and after
 *   each one that fails the wait grows as in the retry policy. A probe that is answered closes the breaker. So does the answer
 *   to a delivery that was still under way from before; a failure of such a one tells nothing new and is not counted.
 * trial: open, but the first probe may go at once, because something changed (the operator resumed the destination or saved
 *   new settings). If that was no cure, only one request met the destination, not `parallel` of them: vendors ban for less.
 *
 * An outcome that says nothing about the destination (our bug, nothing to send) leaves a closed breaker alone; for a probe
 * our own bug counts as failed, so that it cannot be probed in a tight loop.
 *
 * The breaker lives in memory only. After a restart the waits of the deliveries themselves still hold.
 */
export interface Breaker {
  readonly open: boolean;
  /** When the next probe may go; null when closed or while a probe is under way. */
  readonly nextProbeAt: number | null;
  /** Whether one more may go now, and whether it would be a probe. */
  admits(now: number): "any" | "probe" | "none";
  probeStarts(): void;
  /** The probe was not sent after all, or was broken off by us. */
  probeCancelled(): void;
  record(outcome: BreakerOutcome): "opened" | "closed" | "unchanged";
  trial(now: number): void;
  /** The operator wants it tried: while open, the next probe may go at once. */
  probeSoon(now: number): void;
  close(): void;
  /** The clock was set back or forward by `deltaMs`, or is known to have stood still. */
  shift(deltaMs: number): void;
}

export interface BreakerOutcome {
  outcome: "delivered" | FailureKind;
  probe: boolean;
  now: number;
  retryAfterMs?: number | undefined;
}

/** Failures in a row that open it. */
export const breakerThreshold = 3;

/** A closed breaker. `random` spreads the probes' waits. */
export function createBreaker(random: () => number): Breaker {
  let failures = 0;
  let failedProbes = 0;
  let probing = false;
  let probeAt: number | null = null;

  function close(): void {
    failures = 0;
    failedProbes = 0;
    probing = false;
    probeAt = null;
  }

  function waitForProbe(outcome: BreakerOutcome): void {
    probeAt = outcome.now + plannedWaitMs(failedProbes + 1, outcome.retryAfterMs, random);
  }

  return {
    get open() {
      return probeAt !== null;
    },
    get nextProbeAt() {
      return probing ? null : probeAt;
    },
    admits(now) {
      if (probeAt === null) return "any";
      return !probing && probeAt <= now ? "probe" : "none";
    },
    probeStarts() {
      probing = true;
    },
    probeCancelled() {
      probing = false;
    },
    record(outcome) {
      const said = reachability(outcome.outcome);
      const wasOpen = probeAt !== null;
      if (outcome.probe) probing = false;
      if (said === "reachable") {
        close();
        return wasOpen ? "closed" : "unchanged";
      }
      if (wasOpen) {
        if (outcome.probe && (said === "failing" || outcome.outcome === "internal")) {
          failedProbes += 1;
          waitForProbe(outcome);
        }
        return "unchanged";
      }
      if (said === "unknown") return "unchanged";
      failures += 1;
      if (failures < breakerThreshold) return "unchanged";
      waitForProbe(outcome);
      return "opened";
    },
    trial(now) {
      close();
      probeAt = now;
    },
    probeSoon(now) {
      if (probeAt !== null) probeAt = Math.min(probeAt, now);
    },
    close,
    shift(deltaMs) {
      if (probeAt !== null) probeAt += deltaMs;
    },
  };
}
