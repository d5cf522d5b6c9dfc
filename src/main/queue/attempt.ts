import type { Delivery, FailureKind, Receipt } from "../../shared/delivery.ts";
import { type Phrase, phrase } from "../../shared/phrases/phrase.ts";
import type { Clock } from "../clock.ts";
import { DeliveryError } from "../forwarders/forwarder.ts";
import { type Log, stackOf } from "../log.ts";
import type { QueueDestination } from "./queue.ts";

/** How one try ended. `interrupted`: we are shutting down, so it says nothing about the delivery. */
export type Outcome =
  | { is: "delivered"; receipt: Receipt }
  | { is: "failed"; kind: FailureKind; message: Phrase; retryAfterMs: number | undefined; cameraOnly: boolean }
  | { is: "interrupted" };

/** `stillRunning`: the delivery ignored its signal and was abandoned; resolves with how it ended after all, if it ever does. */
export interface AttemptEnd {
  outcome: Outcome;
  stillRunning: Promise<Outcome> | null;
}

export interface AttemptContext {
  clock: Clock;
  log: Log;
  /** Shutdown. */
  stopping: AbortSignal;
}

/** How long a delivery may go on after its signal has fired. Short, because a shutdown waits for it. Milliseconds. */
export const graceMs = 2000;

/**
 * Tries one claimed delivery once. The signal given to deliver() fires after the destination's timeout, when the
 * delivery has become too old to be of use, and on shutdown. Code that ignores it is waited for a little longer and then
 * abandoned: it can hold up its own camera, but neither other cameras nor the shutdown. An answer that arrives within that
 * time still counts.
 */
export async function attempt(delivery: Delivery, destination: QueueDestination, context: AttemptContext): Promise<AttemptEnd> {
  const { clock, stopping } = context;
  const control = new AbortController();
  const usefulMs = delivery.expiresAt === null ? Number.POSITIVE_INFINITY : Math.max(0, delivery.expiresAt - clock.now());
  const timeoutMs = Math.min(destination.timeoutMs, usefulMs);
  const undo: (() => void)[] = [];

  const answer = Promise.resolve()
    .then(() => destination.deliver(delivery, control.signal))
    .then(
      (receipt): Outcome => ({ is: "delivered", receipt }),
      (error: unknown): Outcome => failure(error, control.signal.aborted, stopping.aborted, destination, timeoutMs, context.log),
    );
  const abandoned = new Promise<null>((resolve) => {
    const breakOff = () => {
      if (control.signal.aborted) return;
      control.abort();
      undo.push(clock.after(graceMs, () => resolve(null)));
    };
    undo.push(clock.after(timeoutMs, breakOff));
    if (stopping.aborted) breakOff();
    stopping.addEventListener("abort", breakOff, { once: true });
    undo.push(() => stopping.removeEventListener("abort", breakOff));
  });

  const outcome = await Promise.race([answer, abandoned]);
  for (const each of undo) each();
  if (outcome !== null) return { outcome, stillRunning: null };
  context.log.error("A delivery does not end although it was told to; its camera waits for it.", {
    destination: destination.id,
    delivery: delivery.id,
  });
  return {
    outcome: stopping.aborted ? { is: "interrupted" } : timedOut(destination, timeoutMs),
    stillRunning: answer,
  };
}

function failure(
  error: unknown,
  brokenOff: boolean,
  stopping: boolean,
  destination: QueueDestination,
  timeoutMs: number,
  log: Log,
): Outcome {
  if (stopping) return { is: "interrupted" };
  if (error instanceof DeliveryError) {
    const { kind, message, retryAfterMs, cameraOnly } = error;
    return { is: "failed", kind, message, retryAfterMs, cameraOnly };
  }
  if (brokenOff) return timedOut(destination, timeoutMs);
  log.error("Delivering met an unexpected problem.", { destination: destination.id, stack: stackOf(error) });
  return { is: "failed", kind: "internal", message: unexpected, retryAfterMs: undefined, cameraOnly: false };
}

const unexpected = phrase("queue.ownProblem");

function timedOut(destination: QueueDestination, timeoutMs: number): Outcome {
  const seconds = Math.max(1, Math.round(timeoutMs / 1000));
  const message = phrase("queue.noAnswer", { name: destination.name, seconds });
  return { is: "failed", kind: "unreachable", message, retryAfterMs: undefined, cameraOnly: false };
}
