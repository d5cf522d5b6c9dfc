import type { EventDetail, FeedEvent, LiveMessage } from "../../../shared/feed.ts";
import type { CoreStatus } from "../../../shared/status.ts";

/** What happens, and how the product stands. */
export interface EventsBackend {
  status(): CoreStatus;
  /** The operator has read what the start found; `key` as status().attention names it ("start:…"). */
  dismissNote(key: string): void;
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
}
