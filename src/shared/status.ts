import type { BackupProblem } from "./backups.ts";
import type { FailureKind } from "./delivery.ts";
import type { AppearanceSettings } from "./settings.ts";

/** Where the product stands, as tray, status strip and /health tell it. Times are milliseconds since the epoch. */
export interface CoreStatus {
  version: string;
  startedAt: number;
  receiver: ReceiverStatus;
  store: { ok: boolean; reason: string | null; freeBytes: number; imageBytes: number; databaseBytes: number };
  /** Since local midnight. */
  today: { events: number; reads: number; quarantined: number };
  lastReceivedAt: number | null;
  destinations: DestinationStatus[];
  inboxes: InboxStatus[];
  ledgerBalanced: boolean;
  /** The operator's pause of all deliveries; null while they go. Pauses of single destinations stand beside it. */
  deliveriesPaused: DeliveriesPause | null;
  /** What a person must look at, most urgent first. */
  attention: Attention[];
  /** Chosen in any window, taken on by all. */
  appearance: AppearanceSettings;
}

/** Nothing is sent to any destination; webhooks are received and kept. `until` null: until somebody resumes. */
export interface DeliveriesPause {
  since: number;
  until: number | null;
}

export interface ReceiverStatus {
  state: "listening" | "starting" | "stopped" | "failed";
  host: string;
  port: number;
  tls: boolean;
  /** Addresses a camera server can post to, most useful first, e.g. "http://192.168.1.20:8001/". */
  urls: string[];
  /** Why it does not listen, e.g. "Port 8001 is taken by nginx (process 812). …"; null otherwise. */
  problem: string | null;
  /** Refused for a wrong or missing token, per sender address, since the start. */
  refusals: { address: string; count: number; lastAt: number }[];
}

export const destinationStates = ["ok", "idle", "waiting", "retrying", "cameraPaused", "paused", "disabled"] as const;
/**
 * ok: delivers. idle: nothing sent yet. waiting: has deliveries under way. retrying: the destination fails for now and is
 * tried again by itself. cameraPaused: reads of a camera wait for the operator, the others are delivered. paused: waits for the operator. disabled: switched off in its settings.
 */
export type DestinationStateName = (typeof destinationStates)[number];

export interface DestinationStatus {
  id: string;
  name: string;
  forwarder: string;
  state: DestinationStateName;
  /** Pending and sending. */
  waiting: number;
  failed: number;
  deliveredToday: number;
  /** Since when it is in this state, where that is known. */
  since: number | null;
  /** The one sentence that matters, in English, e.g. "Front desk refused the token. 38 reads are waiting, none is lost. …". */
  sentence: string;
  /** Why it is in this state, as the destination or the queue said it, in English; null where there is nothing to say. */
  reason: string | null;
  pausedByOperator: boolean;
  /** What kind of trouble the queue paused it for; null where it is not paused, or by hand. */
  pausedFor: FailureKind | null;
  /** In state cameraPaused: the camera whose reads wait, the first of several. */
  camera: string | null;
  nextAttemptAt: number | null;
}

/**
 * connecting: nothing is known yet. receiving: the queue answers. waiting: AWS or the store cannot be reached for now, and it is tried again by itself.
 * stopped: waits for the operator. disabled: switched off in its settings.
 */
export type InboxStateName = "connecting" | "receiving" | "waiting" | "stopped" | "disabled";

export interface InboxStatus {
  id: string;
  name: string;
  state: InboxStateName;
  /** Since when it is in this state. */
  since: number;
  /** The one sentence that matters, in English. */
  sentence: string;
  /** Why it waits or is stopped, in English; "" otherwise. */
  reason: string;
  /** Messages that cannot be taken and stay on the queue, and why the last one does; null where there is none. */
  setAside: { count: number; reason: string } | null;
  lastReceivedAt: number | null;
  /** Webhooks taken from the queue since the start. */
  received: number;
}

/**
 * What an attention tells, so that its reader can put it in their own words (status-sentences.ts). destination, failures and inbox
 * are told by what the status says of them.
 */
export type AttentionAbout =
  | { kind: "store" | "receiver" | "ledger" }
  | { kind: "destination" | "failures" | "inbox"; id: string }
  | { kind: "list"; name: string; hours: number; problem: string; copy: boolean }
  | { kind: "listening"; name: string; forwarder: string | null; problem: string; gaveUp: boolean }
  | { kind: "end"; at: number; note: string | null }
  | { kind: "database"; kept: string; copy: boolean }
  | { kind: "settings-file"; reason: string }
  | { kind: "restored"; at: number }
  | { kind: "backup"; problem: BackupProblem; detail: string; madeAt: number | null };

export interface Attention {
  level: "error" | "warning";
  /** Stable, so that a notification is not repeated: "receiver", "store", "ledger", "destination:<id>", "listening:<id>", "inbox:<id>", "list:<id>", "backup", "start:<what>" (dismissed once read). */
  key: string;
  /** In English. */
  text: string;
  /** Absent where only the words are known. */
  about?: AttentionAbout;
}
