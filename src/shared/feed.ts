import type { Attempt, Delivery, DeliveryStatus } from "./delivery.ts";
import type { ListMatch } from "./plate-list.ts";
import type { PlateRead, StoredEvent } from "./plate-read.ts";
import type { CoreStatus } from "./status.ts";

/** One event of the live feed; the console makes a row of each read, or one row where there is none. */
export interface FeedEvent {
  event: StoredEvent;
  reads: PlateRead[];
  /** The reads of this event that are on a plate list. */
  hits: ListHit[];
  chips: DeliveryChip[];
}

/** A read that is on a plate list; the list's colour and sound are in the console's lists. */
export interface ListHit extends ListMatch {
  readId: number;
}

/** One destination's delivery, as a row shows it. */
export interface DeliveryChip {
  deliveryId: number;
  destinationId: string;
  eventId: number;
  /** null: for the whole event */
  readId: number | null;
  status: DeliveryStatus;
  attempts: number;
  /** Last error, or the reason of filtered / skipped; null otherwise. */
  message: string | null;
}

/** What the one live subscription of a page carries. Only "event" messages carry an id, for resuming. */
export type LiveMessage =
  | { type: "event"; feed: FeedEvent }
  /** An event that is known already and was read once more by the parser: it takes the place of the former one. */
  | { type: "again"; feed: FeedEvent }
  | { type: "delivery"; chip: DeliveryChip }
  | { type: "status"; status: CoreStatus };

/** One event with everything about it. */
export interface EventDetail extends FeedEvent {
  /** The body as received, as text; cut at 256 KB. */
  rawJson: string;
  deliveries: (Delivery & { history: Attempt[] })[];
}
