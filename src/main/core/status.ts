/** Makes the one status of tray, status strip and /health out of what the parts say. Pure. */

import type { LedgerLine } from "../../shared/delivery.ts";
import type { Destination } from "../../shared/destination.ts";
import type {
  Attention,
  AttentionAbout,
  CoreStatus,
  DestinationStatus,
  InboxStatus,
  ReceiverStatus,
} from "../../shared/status.ts";
import { attentionSentence, destinationSentence } from "../../shared/status-sentences.ts";
import { english } from "../english.ts";
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
  /** What is to be told of the copies of the database. */
  backups: readonly Attention[];
  /** What the start found. */
  found: readonly Attention[];
  /** What is to be told of destinations that should be listened to. */
  listening: readonly Attention[];
  states: readonly QueueState[];
  deliveriesPaused: CoreStatus["deliveriesPaused"];
  ledger: readonly LedgerLine[];
  deliveredToday(destinationId: string): number;
  appearance: CoreStatus["appearance"];
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
    appearance: parts.appearance,
  };
  return {
    ...status,
    attention: [
      ...attentionOf(status),
      ...listeningTo(status, parts.listening),
      ...parts.lists,
      ...parts.backups,
      ...parts.found,
    ],
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
    reason: state?.reason ?? null,
    pausedByOperator: state?.pausedBy === "operator",
    pausedFor: state === undefined || state.pausedBy === "operator" ? null : state.pausedBy,
    camera: state?.camera ?? null,
    // While all are held, the end of a wait sends nothing.
    nextAttemptAt: held && name !== "paused" ? null : (state?.nextAttemptAt ?? null),
  };
  return { ...known, sentence: destinationSentence(known, held, english) };
}

function attentionOf(status: Omit<CoreStatus, "attention">): Attention[] {
  const attention: Attention[] = [];
  const tell = (level: Attention["level"], key: string, about: AttentionAbout) =>
    attention.push({ level, key, about, text: attentionSentence({ level, key, about, text: "" }, status, english) });
  if (!status.store.ok) tell("error", "store", { kind: "store" });
  if (status.receiver.state === "failed") tell("error", "receiver", { kind: "receiver" });
  if (!status.ledgerBalanced) tell("error", "ledger", { kind: "ledger" });
  for (const { id, state, pausedByOperator, failed } of status.destinations) {
    const key = `destination:${id}`;
    if (state === "cameraPaused" || (state === "paused" && !pausedByOperator)) tell("error", key, { kind: "destination", id });
    else if (state === "retrying") tell("warning", key, { kind: "destination", id });
    else if (failed > 0 && state !== "disabled") tell("warning", key, { kind: "failures", id });
  }
  for (const { id, state } of status.inboxes) {
    if (state !== "stopped" && state !== "waiting") continue;
    tell(state === "stopped" ? "error" : "warning", `inbox:${id}`, { kind: "inbox", id });
  }
  return attention;
}
