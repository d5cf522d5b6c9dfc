import type { Delivery, FailureKind, Receipt } from "../../shared/delivery.ts";
import type { Phrase } from "../../shared/phrases/phrase.ts";
import type { DeliveriesPause, DestinationStateName } from "../../shared/status.ts";
import type { AcceptedEvent, RetrySelection } from "../store/store.ts";

/** What the queue must know of a destination; core/destinations.ts makes it from settings and forwarders. */
export interface QueueDestination {
  id: string;
  name: string;
  /**
   * Differs when anything that matters for delivering differs (settings, secrets, camera mapping, switched on or off). A
   * new one ends a pause that the queue made and tries at once: the operator has just acted.
   */
  revision: string;
  enabled: boolean;
  parallel: number;
  timeoutMs: number;
  /** Delivers one claimed delivery, or throws (DeliveryError, or anything: then it is our bug). */
  deliver(delivery: Delivery, signal: AbortSignal): Promise<Receipt>;
}

/** How a destination stands, for status strip and tray. */
export interface QueueState {
  destinationId: string;
  name: DestinationStateName;
  since: number | null;
  pausedBy: "operator" | FailureKind | null;
  /** In state cameraPaused: the first camera whose reads wait. */
  camera: string | null;
  /** The last problem in the operator's words; null when all is well. */
  reason: string | null;
  nextAttemptAt: number | null;
}

/** Brings deliveries to destinations: claims, delivers, retries, pauses. Knows no single forwarder. */
export interface Dispatcher {
  start(): Promise<void>;
  /** Aborts what is under way (no attempt is recorded for it) and resolves when nothing runs any more. */
  stop(): Promise<void>;
  /** New rows are in the store: called after each accept. */
  accepted(deliveries: AcceptedEvent["deliveries"]): void;
  /** The destinations changed. Deliveries under way finish with the old settings. */
  configure(destinations: readonly QueueDestination[]): void;
  pause(destinationId: string, until: number | null): Promise<void>;
  /** Everything, until `until` or resumeAll(); also destinations that are added meanwhile. Pauses of single ones stay as they are. */
  pauseAll(until: number | null): Promise<void>;
  resumeAll(): Promise<void>;
  /** Null while deliveries go. */
  pausedAll(): DeliveriesPause | null;
  /** Ends any pause, closes the breaker and makes what waits due now. */
  resume(destinationId: string): Promise<void>;
  /**
   * By hand, into the slow lane behind live reads. `ids`: whatever has not been delivered; else what is in one of `statuses`, by
   * default what failed. Returns how many.
   */
  retry(which: RetrySelection): Promise<number>;
  /** What waits and is not under way. Returns the ids of the cancelled ones: they can be retried. */
  cancel(which: { ids?: readonly number[]; destinationId?: string }, reason: Phrase): Promise<number[]>;
  states(): QueueState[];
  /** After each change of a delivery, and of a destination's state; returns its own undo. */
  onDelivery(listener: (delivery: Delivery) => void): () => void;
  onState(listener: (state: QueueState) => void): () => void;
  /** After each change of the pause of everything; returns its own undo. */
  onPauseOfAll(listener: (pause: DeliveriesPause | null) => void): () => void;
}
