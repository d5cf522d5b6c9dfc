/** Makes the one status of tray, status strip and /health out of what the parts say. Pure; sentences are for operators. */

import type { LedgerLine } from "../../shared/delivery.ts";
import type { Destination } from "../../shared/destination.ts";
import type { Attention, CoreStatus, DestinationStatus, InboxStatus, ReceiverStatus } from "../../shared/status.ts";
import type { QueueState } from "../queue/queue.ts";
import type { StoreHealth } from "../store/store.ts";
import { listeningKey } from "./listeners.ts";

export interface StatusParts {
  version: string;
  startedAt: number;
  receiver: ReceiverStatus;
  health: StoreHealth;
  today: CoreStatus["today"];
  lastReceivedAt: number | null;
  destinations: readonly Destination[];
  inboxes: InboxStatus[];
  /** What is to be told of plate lists that are filled from elsewhere. */
  lists: readonly Attention[];
  /** What the start found. */
  found: readonly Attention[];
  /** What is to be told of destinations that should be listened to. */
  listening: readonly Attention[];
  states: readonly QueueState[];
  deliveriesPaused: CoreStatus["deliveriesPaused"];
  ledger: readonly LedgerLine[];
  deliveredToday(destinationId: string): number;
}

/** Puts the parts together and says what a person must look at, most urgent first. */
export function composeStatus(parts: StatusParts): CoreStatus {
  const destinations = parts.destinations.map((destination) =>
    destinationStatus(
      destination,
      parts.states.find((state) => state.destinationId === destination.id),
      parts.ledger.find((line) => line.destinationId === destination.id),
      parts.deliveredToday(destination.id),
      parts.deliveriesPaused !== null,
    ),
  );
  const ledgerBalanced = parts.ledger.every((line) => line.balanced);
  const { ok, reason, freeBytes, imageBytes, databaseBytes } = parts.health;
  const status = {
    version: parts.version,
    startedAt: parts.startedAt,
    receiver: parts.receiver,
    store: { ok, reason, freeBytes, imageBytes, databaseBytes },
    today: parts.today,
    lastReceivedAt: parts.lastReceivedAt,
    destinations,
    inboxes: parts.inboxes,
    ledgerBalanced,
    deliveriesPaused: parts.deliveriesPaused,
  };
  return {
    ...status,
    attention: [...attentionOf(status), ...listeningTo(status, parts.listening), ...parts.lists, ...parts.found],
  };
}

/** That a destination is not heard is no news where it is told to be away or paused. */
function listeningTo({ destinations }: Pick<CoreStatus, "destinations">, listening: readonly Attention[]): Attention[] {
  const down = destinations.filter(
    ({ state, pausedByOperator }) => state === "retrying" || (state === "paused" && !pausedByOperator),
  );
  const keys = new Set(down.map(({ id }) => listeningKey(id)));
  return listening.filter(({ key }) => !keys.has(key));
}

function destinationStatus(
  destination: Destination,
  state: QueueState | undefined,
  line: LedgerLine | undefined,
  deliveredToday: number,
  held: boolean,
): DestinationStatus {
  const waiting = (line?.counts.pending ?? 0) + (line?.counts.sending ?? 0);
  const name = destination.enabled ? (state?.name ?? "idle") : "disabled";
  const known = {
    id: destination.id,
    name: destination.name,
    forwarder: destination.forwarder,
    state: name,
    waiting,
    failed: line?.counts.failed ?? 0,
    deliveredToday,
    since: state?.since ?? null,
    pausedByOperator: state?.pausedBy === "operator",
    pausedFor: state === undefined || state.pausedBy === "operator" ? null : state.pausedBy,
    camera: state?.camera ?? null,
    // While all are held, the end of a wait sends nothing.
    nextAttemptAt: held && name !== "paused" ? null : (state?.nextAttemptAt ?? null),
  };
  return { ...known, sentence: sentenceOf(known, state?.reason ?? null, held) };
}

const lost = (waiting: number) =>
  waiting === 0 ? "Nothing is waiting." : `${waiting} ${waiting === 1 ? "delivery is" : "deliveries are"} waiting, none is lost.`;

const failures = (failed: number) =>
  failed === 1
    ? "1 delivery failed and is not tried again by itself."
    : `${failed} deliveries failed and are not tried again by themselves.`;

function sentenceOf(status: Omit<DestinationStatus, "sentence">, reason: string | null, held: boolean): string {
  switch (status.state) {
    case "disabled":
      return status.waiting > 0 ? `Switched off. ${lost(status.waiting)}` : "Switched off. New reads are not sent here.";
    case "paused":
      return status.pausedByOperator
        ? `Paused by hand. ${lost(status.waiting)}`
        : `${reason ?? "Paused."} ${lost(status.waiting)} Correct the settings or press Resume.`;
    case "retrying":
      return `${reason ?? "Not reachable for now."} ${lost(status.waiting)} It is tried again ${held ? "when deliveries are resumed" : "by itself"}.`;
    case "cameraPaused":
      return `${reason ?? "Reads of a camera wait."} ${lost(status.waiting)} Other cameras go on.`;
    case "waiting":
      return `${held ? "All deliveries are paused." : "Sending."} ${lost(status.waiting)}`;
    case "idle":
      return status.failed > 0 ? `Nothing was taken yet. ${failures(status.failed)}` : "Nothing sent yet.";
    case "ok":
      return `Delivered ${status.deliveredToday} today. ${status.failed > 0 ? failures(status.failed) : "Nothing is waiting."}`;
  }
}

function attentionOf(status: Omit<CoreStatus, "attention">): Attention[] {
  const attention: Attention[] = [];
  if (!status.store.ok) attention.push({ level: "error", key: "store", text: status.store.reason ?? "Nothing can be stored." });
  if (status.receiver.state === "failed")
    attention.push({ level: "error", key: "receiver", text: status.receiver.problem ?? "The receiver does not listen." });
  if (!status.ledgerBalanced)
    attention.push({
      level: "error",
      key: "ledger",
      text: "The ledger does not balance: a delivery was miscounted. Look at Deliveries, and report this as a fault.",
    });
  for (const { id, name, state, sentence, pausedByOperator, failed } of status.destinations) {
    const key = `destination:${id}`;
    if (state === "cameraPaused" || (state === "paused" && !pausedByOperator))
      attention.push({ level: "error", key, text: `${name}: ${sentence}` });
    else if (state === "retrying") attention.push({ level: "warning", key, text: `${name}: ${sentence}` });
    else if (failed > 0 && state !== "disabled") {
      attention.push({ level: "warning", key, text: `${name}: ${failures(failed)}` });
    }
  }
  for (const { id, name, state, sentence } of status.inboxes) {
    if (state !== "stopped" && state !== "waiting") continue;
    attention.push({ level: state === "stopped" ? "error" : "warning", key: `inbox:${id}`, text: `${name}: ${sentence}` });
  }
  return attention;
}
