import type { Delivery, FailureKind } from "../../shared/delivery.ts";
import type { Contact } from "../../shared/doctor.ts";
import type { Phrase } from "../../shared/phrases/phrase.ts";
import type {
  EventKind,
  ImageFacts,
  ImageRole,
  PlateRead,
  ReadDraft,
  SenderHeaders,
  StoredEvent,
  StoredImage,
} from "../../shared/plate-read.ts";
import type { ArrivalStore } from "./arrivals.ts";
import type { StoreBackups } from "./backups/backups.ts";
import type { CountStore } from "./counts.ts";
import type { DeliveryStore } from "./delivery-store.ts";
import type { HistoryStore } from "./history/history-store.ts";
import type { PlateListStore } from "./plate-list-store.ts";
import type { StoreRecovery } from "./recovery.ts";
import type { ReplayStore } from "./replays/replay-store.ts";
import type { RereadingStore } from "./rereading.ts";

export type * from "./delivery-store.ts";
export type * from "./plate-list-store.ts";

/** A webhook that was received whole and is to be kept. Images are in memory: the receiver has bounded their size. */
export interface IncomingEvent {
  kind: EventKind;
  hookEvent: string | null;
  receivedAt: number;
  capturedAt: number | null;
  capturedAtLocal: string | null;
  camera: string;
  source: string | null;
  remoteAddress: string | null;
  headers: SenderHeaders;
  /** The JSON part exactly as received; for a quarantined event whatever came as its body. */
  body: Buffer;
  /** Media type of the request, without secrets, for the inspector. */
  contentType: string;
  /** Why it is quarantined; null otherwise. */
  reason: Phrase | null;
  reads: ReadDraft[];
  images: IncomingImage[];
}

export interface IncomingImage extends ImageFacts {
  role: ImageRole;
  part: string;
  filename: string;
  bytes: Buffer;
  /** Of the bytes, where that was made before; else the store makes it. */
  sha256?: Uint8Array;
}

/** What the router says about one read (readIndex) or the whole event (readIndex null) and one destination. */
export interface Routing {
  destinationId: string;
  forwarder: string;
  readIndex: number | null;
  status: "pending" | "filtered" | "skipped";
  /** Why it is filtered or skipped; null when pending. */
  reason: Phrase | null;
  expiresAt: number | null;
  /** Plates that are sighted with this delivery, where the destination's rules ask for the first sighting only. */
  sightings?: readonly string[] | undefined;
}

/** Decides, synchronously and without changing anything, who gets what; given to the receiver so that it need not know the queue. */
export type Route = (event: IncomingEvent, lookup: RouteLookup) => Routing[];

/** What routing may ask of the store, inside the very transaction that adds the event: so it sees what came just before. */
export interface RouteLookup {
  /** Ids of the lists that hold this plate. */
  listsOf(plate: string | null): readonly string[];
  /**
   * When this plate (compared without spaces, dashes and case) was last sighted for the destination (Routing.sightings) with a
   * delivery that arrived or is going to: the latest receivedAt from `since` to `until`. What was filtered, skipped, cancelled
   * or given up does not count: the plate has not been told there.
   */
  lastSighting(destinationId: string, plate: string, since: number, until: number): number | null;
}

export interface AcceptedEvent {
  eventId: number;
  /** true: the same content came within the last 24 h and is stored already; nothing was added. */
  duplicate: boolean;
  /** Of its reads, in their order. */
  readIds: number[];
  deliveries: Pick<Delivery, "id" | "destinationId" | "camera" | "lane" | "status">[];
  /** When its images were on the disk, as steadyMs() tells it. */
  flushedAt: number;
}

export { StoreUnavailableError } from "./unavailable.ts";

export interface FeedCursor {
  /** Events with an id below this. */
  beforeEventId?: number | undefined;
  /** Events with an id above this (oldest first is still newest first in the answer). */
  afterEventId?: number | undefined;
}

/** One event with all that the feed shows of it. Reads in the event's order. */
export interface FeedEntry {
  event: StoredEvent;
  reads: PlateRead[];
  deliveries: Delivery[];
}

export interface ReadFilter {
  since?: number | undefined;
  until?: number | undefined;
  /** Any of these, in any case. */
  cameras?: readonly string[] | undefined;
  /** Compared without spaces, dashes and case; `*` and `?` are wildcards. */
  plate?: string | undefined;
}

export interface EventStore {
  /** Resolves when event, images, reads and deliveries are on disk. Throws StoreUnavailableError. */
  accept(event: IncomingEvent, route: Route): Promise<AcceptedEvent>;
  feed(cursor: FeedCursor & { limit: number; camera?: string | undefined }): FeedEntry[];
  get(eventId: number): FeedEntry | null;
  /** The body exactly as received. Null where retention removed it. */
  body(eventId: number): { bytes: Buffer; contentType: string } | null;
  newestId(): number;
  /** Events and reads received since that moment, and the last receivedAt. */
  countsSince(since: number): { events: number; reads: number; quarantined: number };
  lastReceivedAt(): number | null;
  cameras(): { camera: string; reads: number; lastSeenAt: number }[];
  /** Every matching event in order of id; reads the database in pages, so that a million rows do not fill memory. */
  iterate(filter: ReadFilter): Iterable<StoredEvent>;
}

export interface ReadStore {
  get(readId: number): PlateRead | null;
  iterate(filter: ReadFilter): Iterable<PlateRead>;
}

export interface ImageStore {
  /** Those of an event, in the order in which they came. */
  of(eventId: number): StoredImage[];
  get(imageId: number): StoredImage | null;
  /** The bytes exactly as received, or null where retention removed them. */
  bytes(imageId: number): Promise<Buffer | null>;
  /** Remembers that decoding failed although the header looked fine. */
  markUnreadable(imageId: number, reason: Phrase): Promise<void>;
}

/** Why a destination stands still, or since when it is failing; survives a restart. */
export interface DestinationState {
  destinationId: string;
  /** null: not paused. "operator": by hand; a FailureKind: by the queue. */
  pausedBy: "operator" | FailureKind | null;
  /** In the operator's words; null for a pause by hand. */
  reason: string | null;
  since: number | null;
  /** A pause by hand may end by itself. */
  until: number | null;
  /** First failure since the last success, for "failing since 02:14". */
  failingSince: number | null;
  lastSuccessAt: number | null;
  /** What the destination's settings were (QueueDestination.revision) when the queue paused it; null for other pauses. */
  pausedRevision: string | null;
}

export interface DestinationStateStore {
  get(destinationId: string): DestinationState;
  put(state: DestinationState): Promise<void>;
}

/** Who posts, for the doctor; each looks at the `newest` events only. */
export interface TrafficStore {
  /** Per source and address, the last to post first. */
  contacts(newest: number): Contact[];
  lastQuarantined(newest: number): { eventId: number; at: number; reason: string } | null;
  /** The smallest receive time minus capture time among a camera's last events; null where none says when it was captured. */
  behindMs(camera: string): number | null;
}

export interface RetentionPolicy {
  days: number;
  maxEvents: number;
  minFreeBytes: number;
  maxImageBytes: number;
}

export interface RetentionReport {
  events: number;
  imageBytes: number;
  /** Which limit removed them; null when nothing was removed. */
  because: "days" | "maxEvents" | "minFreeBytes" | "maxImageBytes" | null;
}

export interface StoreHealth {
  ok: boolean;
  /** In the operator's words; null when ok. */
  reason: Phrase | null;
  databaseBytes: number;
  imageBytes: number;
  freeBytes: number;
}

/** All that is durable. The only code that knows SQL and image paths. */
export interface Store {
  readonly events: EventStore;
  readonly reads: ReadStore;
  readonly history: HistoryStore;
  readonly images: ImageStore;
  readonly deliveries: DeliveryStore;
  readonly lists: PlateListStore;
  readonly destinationStates: DestinationStateStore;
  readonly traffic: TrafficStore;
  readonly arrivals: ArrivalStore;
  readonly counts: CountStore;
  readonly rereading: RereadingStore;
  readonly replays: ReplayStore;
  /** The damaged database that this one took the place of when it was opened; null: none. */
  readonly setAside: string | null;
  /** When the copy was made that a person put in the database's place before it was opened; null: none. */
  readonly restoredFrom: number | null;
  readonly recovery: StoreRecovery;
  readonly backups: StoreBackups;
  health(): StoreHealth;
  /** Calls back when health().ok changes; returns its own undo. */
  onHealthChange(listener: (health: StoreHealth) => void): () => void;
  /** Deletes the oldest in small steps, until the policy holds. Events with waiting deliveries are kept unless `days` says otherwise. */
  retain(policy: RetentionPolicy, signal: AbortSignal): Promise<RetentionReport>;
  /** Waits for what is being written, then closes. */
  close(): Promise<void>;
}
