import type { Delivery } from "../../shared/delivery.ts";
import { phrase } from "../../shared/phrases/phrase.ts";
import type { Clock } from "../clock.ts";
import { type Log, stackOf } from "../log.ts";
import type { AttemptResult, Store } from "../store/store.ts";
import { attempt, type Outcome } from "./attempt.ts";
import { isExpired } from "./camera-lane.ts";
import { gaveUp, insist } from "./insist.ts";
import type { QueueDestination } from "./queue.ts";
import { internalAttempts, judge } from "./retry-policy.ts";

/**
 * The life of one delivery, from its claim to the end of that claim.
 *
 *   pending --claim--> sending --deliver()--> delivered
 *      ^                  |------------------> failed | skipped | expired       (the error table, retry-policy.ts)
 *      |--- finish -------|   a failure that may pass: pending again, with the moment of the next attempt
 *      |--- release ------|   never sent, or broken off by a shutdown: as if the claim had not been
 *
 * The claim is on disk before the first byte is sent, so that a crash counts as an attempt. The outcome is known before it
 * is on disk: while the store cannot write, the record is repeated and the delivery is not, and its camera stays blocked. Only
 * a crash or shutdown in that gap leads to sending a second time, under the same delivery id.
 *
 * pending --> expired and pending --> cancelled happen in the store, to deliveries nobody has claimed.
 */
export interface Carrying {
  delivery: Delivery;
  destination: QueueDestination;
  deliveries: Store["deliveries"];
  clock: Clock;
  log: Log;
  random: () => number;
  stopping: AbortSignal;
  /** Asked after the claim: whether it may still be sent (no pause, no open breaker since). */
  mayGo(): boolean;
  /** The row changed. */
  changed(deliveryId: number): void;
  /** Told as soon as the outcome is known, before it is on disk, so that the destination's other cameras react at once. */
  learned(outcome: Outcome): void;
}

/** `stillRunning`: the attempt was abandoned; its camera stays blocked until this resolves. Never rejects. */
export interface Carried {
  attempted: boolean;
  stillRunning: Promise<void> | null;
}

/** Claims, sends and records one delivery. Never throws for what a destination or the store does. */
export async function carry(carrying: Carrying): Promise<Carried> {
  const { delivery, deliveries, clock, log, random, stopping, changed } = carrying;
  const insistence = { clock, log, stopping };
  const unsent: Carried = { attempted: false, stillRunning: null };

  const claim = () => deliveries.claim(delivery.id, clock.now());
  const won = await insist(claim, { ...insistence, what: "claiming a delivery" });
  if (won !== true) return unsent;
  const read = async () => deliveries.get(delivery.id);
  const claimed = await insist(read, { ...insistence, what: "reading a claimed delivery" });
  if (claimed === null || claimed === gaveUp) return unsent;
  if (stopping.aborted || isExpired(claimed, clock.now()) || !carrying.mayGo()) {
    await release();
    return unsent;
  }
  changed(claimed.id);

  const startedAt = clock.now();
  const end = crashesEachTime(claimed) ?? (await attempt(claimed, carrying.destination, carrying));
  const { outcome } = end;
  if (outcome.is === "interrupted") {
    await release();
    return { attempted: false, stillRunning: late(claimed.id, end.stillRunning) };
  }
  await record(claimed, outcome);
  return { attempted: true, stillRunning: late(claimed.id, end.stillRunning) };

  async function record(current: Delivery, ended: Ended): Promise<void> {
    carrying.learned(ended);
    const now = clock.now();
    const times = { startedAt, durationMs: Math.max(0, now - startedAt), now };
    const result = resultOf(ended, current, now, random);
    await insist(() => deliveries.finish(current.id, result, times), {
      ...insistence,
      what: "recording the outcome of a delivery",
      settled: () => deliveries.get(current.id)?.status !== current.status,
    });
    changed(current.id);
  }

  /** An abandoned delivery that arrived after all must not be sent once more; that it failed is known already. */
  function late(id: number, answer: Promise<Outcome> | null): Promise<void> | null {
    if (answer === null) return null;
    return answer
      .then(async (ended) => {
        const current = deliveries.get(id);
        if (ended.is === "delivered" && current?.status === "pending") await record(current, ended);
      })
      .catch((error) => log.error("A late answer could not be recorded.", { delivery: id, stack: stackOf(error) }));
  }

  async function release(): Promise<void> {
    const giveBack = () => deliveries.release(delivery.id, { uncount: true });
    await insist(giveBack, {
      ...insistence,
      what: "giving back a delivery",
      settled: () => deliveries.get(delivery.id)?.status !== "sending",
    });
    changed(delivery.id);
  }
}

type Ended = Exclude<Outcome, { is: "interrupted" }>;

/** What is written about an attempt. */
function resultOf(outcome: Ended, delivery: Delivery, now: number, random: () => number): AttemptResult {
  if (outcome.is === "delivered") return { outcome: "delivered", receipt: outcome.receipt };
  const { kind, message, retryAfterMs } = outcome;
  const verdict = judge({ kind, attempts: delivery.attempts, retryAfterMs }, random);
  const becomes = () => {
    if (verdict.next === "end") return { status: verdict.status } as const;
    if (isExpired(delivery, now)) return { status: "expired" } as const;
    return { status: "pending", nextAttemptAt: verdict.next === "retry" ? now + verdict.waitMs : now } as const;
  };
  return { outcome: kind, message, next: becomes() };
}

/** A read that takes the whole process down must not do so for ever: claimed again and again, and no end ever recorded. */
function crashesEachTime(delivery: Delivery): { outcome: Outcome; stillRunning: null } | null {
  if (delivery.attempts <= internalAttempts || delivery.lastErrorKind !== null) return null;
  const message = phrase("queue.endedEachTime", { count: internalAttempts });
  return { outcome: { is: "failed", kind: "internal", message, retryAfterMs: undefined, cameraOnly: false }, stillRunning: null };
}
