import type { Attempt, Delivery, FailureKind } from "../../../shared/delivery.ts";

/** One moment of a delivery's way. `word` is a key of the texts, `text` what the destination or the queue said. */
export interface StoryStep {
  key: string;
  at: number | null;
  word:
    | "accepted"
    | "delivered"
    | FailureKind
    | "sending"
    | "next"
    | "waits"
    | "failed"
    | "expired"
    | "skipped"
    | "cancelled"
    | "filtered";
  text: string | null;
  durationMs: number | null;
}

/** A delivery as a timeline: accepted, each attempt, and where it stands now. */
export function storyOf(delivery: Delivery, history: readonly Attempt[]): StoryStep[] {
  const steps: StoryStep[] = [
    { key: "accepted", at: delivery.createdAt, word: "accepted", text: null, durationMs: null },
    ...history
      .toSorted((a, b) => a.number - b.number)
      .map((attempt) => ({
        key: `attempt-${attempt.id}`,
        at: attempt.startedAt,
        word: attempt.outcome,
        text: attempt.message,
        // A receipt tells its own time.
        durationMs: attempt.outcome === "delivered" ? null : attempt.durationMs,
      })),
  ];
  const now = (word: StoryStep["word"], at: number | null, text: string | null) =>
    steps.push({ key: "now", at, word, text: text === history.at(-1)?.message ? null : text, durationMs: null });

  switch (delivery.status) {
    case "pending":
      if (delivery.nextAttemptAt === null) now("waits", null, null);
      else now("next", delivery.nextAttemptAt, null);
      break;
    case "sending":
      now("sending", delivery.claimedAt, null);
      break;
    case "failed":
    case "expired":
    case "skipped":
    case "cancelled":
    case "filtered":
      now(delivery.status, null, delivery.lastError);
      break;
    case "delivered":
      // History may have been shortened; the end is told all the same.
      if (history.at(-1)?.outcome !== "delivered") now("delivered", delivery.deliveredAt, delivery.receipt?.summary ?? null);
  }
  return steps;
}

/** What the operator may do with a delivery: bring it again, or give it up. */
export function choicesFor(status: Delivery["status"]): { retry: boolean; cancel: boolean } {
  return { retry: status === "failed" || status === "expired" || status === "cancelled", cancel: status === "pending" };
}
