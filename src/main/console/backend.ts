import type { DeliveryStatus, LedgerLine } from "../../shared/delivery.ts";
import type { CameraMap, DestinationView, Rules, SecretMark } from "../../shared/destination.ts";
import type { DoctorReport } from "../../shared/doctor.ts";
import type { DeliveryChip, EventDetail, FeedEvent, LiveMessage } from "../../shared/feed.ts";
import type { InboxDraft, InboxView } from "../../shared/inbox.ts";
import type { ListEntry, ListMatch, ParkPowSync, PlateList } from "../../shared/plate-list.ts";
import type { PlateRead } from "../../shared/plate-read.ts";
import type { AppearanceSettings, ReceiverSettings, RetentionSettings } from "../../shared/settings.ts";
import type { CoreStatus } from "../../shared/status.ts";

/**
 * What the console may ask of the core. The router (router.ts) is the contract with the UI and depends on this interface only,
 * so that the renderer can import the router's type without pulling in Node. core.ts implements it.
 *
 * Every method may throw a ConsoleError: its message is for the operator and is shown as it is.
 */
export interface ConsoleBackend {
  status(): CoreStatus;
  /**
   * Everything that happens from the moment of the call on. First ask for this, then read the backlog: so nothing
   * falls between the two. Ends when `signal` aborts.
   */
  live(signal: AbortSignal): AsyncIterable<LiveMessage>;
  feed(query: {
    beforeEventId?: number | undefined;
    afterEventId?: number | undefined;
    limit: number;
    camera?: string | undefined;
  }): FeedEvent[];
  event(eventId: number): EventDetail | null;
  cameras(): { camera: string; reads: number; lastSeenAt: number }[];
  /** Posts a made-up recognition to our own receiver, through its socket, as a recogniser would. */
  sendTestPlate(): Promise<{ plate: string }>;

  /** Checks every hop of a webhook's way. Windows' firewall is asked in the background: "checking" until it answered. */
  doctor(): Promise<DoctorReport>;
  /** The same, and asks the firewall anew. */
  doctorAgain(): Promise<DoctorReport>;

  deliveries(query: {
    destinationId?: string | undefined;
    statuses: readonly DeliveryStatus[];
    beforeId?: number | undefined;
    limit: number;
  }): DeliveryRow[];
  retryDeliveries(which: DeliverySelection): Promise<{ count: number }>;
  cancelDeliveries(which: DeliverySelection): Promise<{ count: number }>;
  ledger(): LedgerLine[];
  /**
   * All deliveries, `until` in milliseconds since the epoch, null: until resumed. Survives a restart; pauses of single
   * destinations stay as they are. status().deliveriesPaused tells of it.
   */
  pauseDeliveries(until: number | null): Promise<void>;
  resumeDeliveries(): Promise<void>;

  forwarders(): ForwarderInfo[];
  destinations(): Promise<DestinationView[]>;
  destinationNumbers(id: string): DestinationNumbers;
  /** Creates (id null) or changes one. Secret settings: a new string sets, a SecretMark keeps, null removes. */
  saveDestination(draft: DestinationDraft): Promise<DestinationView>;
  /** Runs the forwarder's check on a draft or a saved destination; never throws for a failed check. */
  testDestination(draft: DestinationDraft): Promise<TestReport>;
  /** The destination's own cameras for the mapping table; null where the vendor cannot tell. */
  destinationCameras(id: string): Promise<{ id: string; name: string }[] | null>;
  /** What the vendor offers for a setting with `choices`; asked with the draft as it stands. */
  destinationChoices(draft: DestinationDraft, key: string): Promise<{ value: string; label: string }[]>;
  pauseDestination(id: string, until: number | null): Promise<void>;
  resumeDestination(id: string): Promise<void>;
  /** Its waiting deliveries are cancelled; how many is told. */
  deleteDestination(id: string): Promise<{ cancelled: number }>;

  lists(): PlateListView[];
  /** Creates (id null) or changes one. A sync token: a new string sets, a SecretMark keeps. */
  saveList(draft: PlateListDraft): Promise<PlateListView>;
  /** Refuses while rules or settings name the list, and names them. */
  deleteList(id: string): Promise<{ entries: number }>;
  listEntries(query: { listId: string; search?: string | undefined; after?: string | undefined; limit: number }): ListEntry[];
  /** `former`: the plate that this entry replaces, where it was edited. */
  saveListEntry(entry: { listId: string; plate: string; name: string; note: string; former: string | null }): Promise<void>;
  deleteListEntries(which: { listId: string; plates: readonly string[] }): Promise<{ count: number }>;
  /**
   * CSV with a heading row (plate, name, note in any order) or one plate per line. Good rows are taken, bad ones listed.
   * `preview`: the same answer, and nothing is changed.
   */
  importList(file: { listId: string; csv: string; replace: boolean; preview: boolean }): Promise<ListImport>;
  exportList(listId: string): { csv: string };
  syncList(id: string): Promise<PlateListView>;
  /** Listed plates that differ from this one only in look-alike characters (0/O/Q/D, 1/I/L, 8/B, 5/S, 2/Z, 6/G …). */
  lookAlikes(plate: string): ListMatch[];

  settings(): SettingsView;
  saveReceiver(next: ReceiverDraft): Promise<SettingsView>;
  saveRetention(next: RetentionSettings): Promise<SettingsView>;
  saveAppearance(next: AppearanceSettings): Promise<SettingsView>;
  /** Adds a source, or gives a known one a new name or token. The token is returned once, and never again. */
  saveSource(draft: {
    id: string | null;
    name: string;
    enabled: boolean;
    token: "keep" | "none" | "generate" | { set: string };
  }): Promise<{
    id: string;
    token: string | null;
  }>;
  deleteSource(id: string): Promise<void>;

  inboxes(): Promise<InboxView[]>;
  /** Creates (id null) or changes one. */
  saveInbox(draft: InboxDraft): Promise<InboxView>;
  deleteInbox(id: string): Promise<void>;
  /** Asks the queue and the bucket; never throws for a failed test. One that works wakes a stopped inbox of the same id. */
  testInbox(draft: InboxDraft): Promise<TestReport>;
}

/** Ids, or all of a destination (or of all destinations when absent) that are in these states. */
export interface DeliverySelection {
  ids?: readonly number[] | undefined;
  destinationId?: string | undefined;
}

export interface DeliveryRow extends DeliveryChip {
  plates: (string | null)[];
  camera: string;
  receivedAt: number;
  nextAttemptAt: number | null;
  deliveredAt: number | null;
  sceneImageId: number | null;
  read: PlateRead | null;
}

/** A forwarder as the list of destinations and the schema form need it. */
export interface ForwarderInfo {
  type: string;
  name: string;
  summary: string;
  vendorUrl: string | null;
  unit: "read" | "event";
  /** z.toJSONSchema of the settings (io: "input"), with title, description, default and `secret: true`. */
  schema: JsonSchema;
  listsCameras: boolean;
}

/** The part of JSON Schema that a settings schema turns into. */
export interface JsonSchema {
  type?: string;
  title?: string;
  description?: string;
  default?: unknown;
  secret?: boolean;
  format?: string;
  enum?: unknown[];
  const?: unknown;
  anyOf?: JsonSchema[];
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  pattern?: string;
  required?: string[];
  properties?: Record<string, JsonSchema>;
  items?: JsonSchema;
  additionalProperties?: JsonSchema | boolean;
  [key: string]: unknown;
}

export interface DestinationDraft {
  id: string | null;
  name: string;
  forwarder: string;
  enabled: boolean;
  settings: Record<string, unknown>;
  cameras: CameraMap;
  rules: Partial<Rules>;
}

export interface TestReport {
  ok: boolean;
  message: string;
  durationMs: number;
  /** The peer's certificate where trust in it is the problem: the console offers to pin `sha256`. */
  certificate: { subject: string; issuer: string; validFrom: string; validTo: string; sha256: string } | null;
}

export interface DestinationNumbers {
  deliveredToday: number;
  waiting: number;
  failed: number;
  medianDelayMs: number | null;
  /** Deliveries a minute over the last minutes; 0 when none. */
  ratePerMinute: number;
}

export interface SettingsView {
  receiver: Omit<ReceiverSettings, "sources" | "tls"> & {
    sources: { id: string; name: string; enabled: boolean; hasToken: boolean }[];
    tls: PemTls | (Omit<PfxTls, "passphrase"> & { passphrase: SecretMark | null }) | null;
  };
  retention: RetentionSettings;
  appearance: AppearanceSettings;
  dataDir: string;
}

/** Sources are changed one by one through saveSource. A passphrase: a new text sets, a SecretMark keeps, null removes. */
export type ReceiverDraft = Omit<ReceiverSettings, "sources" | "tls"> & {
  tls: PemTls | (Omit<PfxTls, "passphrase"> & { passphrase: string | SecretMark | null }) | null;
};

type ReceiverTls = NonNullable<ReceiverSettings["tls"]>;
type PemTls = Extract<ReceiverTls, { kind: "pem" }>;
type PfxTls = Extract<ReceiverTls, { kind: "pfx" }>;

export interface PlateListView extends Omit<PlateList, "sync"> {
  sync: (Omit<ParkPowSync, "token"> & ListSyncView) | null;
  entries: number;
}

/** How the last syncs went. */
export interface ListSyncView {
  syncedAt: number | null;
  failingSince: number | null;
  problem: string | null;
}

export interface PlateListDraft extends Omit<PlateList, "id" | "sync"> {
  id: string | null;
  sync: (Omit<ParkPowSync, "token"> & { token: string | SecretMark }) | null;
}

export interface ListImport {
  added: number;
  updated: number;
  /** Entries taken away, under `replace`. */
  removed: number;
  /** At most 200; `badCount` says how many there are. */
  bad: { line: number; text: string; reason: string }[];
  badCount: number;
}

/** A refusal in the operator's words; `field` is the dotted path of the input it is about. */
export class ConsoleError extends Error {
  override readonly name = "ConsoleError";
  readonly field: string | null;
  constructor(message: string, field: string | null = null) {
    super(message);
    this.field = field;
  }
}
