/** What becomes of a webhook beyond the receiver: routed and stored, counted, shown to who looks on, and handed to the queue. */
import type { SettingsStore } from "../../shared/settings.ts";
import type { PlateListDesk } from "../forwarders/forwarder.ts";
import type { Dispatcher } from "../queue/queue.ts";
import { routeEvent } from "../queue/route.ts";
import type { AcceptedEvent, FeedEntry, IncomingEvent, Store } from "../store/store.ts";
import { feedEventOf } from "./console-events.ts";
import type { DestinationSet } from "./destination-set.ts";
import type { LiveHub } from "./live-hub.ts";
import type { TodayCounts } from "./today.ts";

interface AcceptingParts {
  store: Pick<Store, "events">;
  settings: Pick<SettingsStore, "get">;
  destinations: Pick<DestinationSet, "all">;
  lists: PlateListDesk;
  dispatcher: Pick<Dispatcher, "accepted">;
  hub: LiveHub;
  today: TodayCounts;
  /** The status is another one now. */
  changed(): void;
}

/** For webhooks that come over the socket, out of an inbox, or once more through the parser. */
export function createAccepting({ store, settings, destinations, lists, dispatcher, hub, today, changed }: AcceptingParts) {
  return {
    /** Resolves when the event and its deliveries are on disk; rejects with StoreUnavailableError when they cannot be. */
    async accept(event: IncomingEvent): Promise<AcceptedEvent> {
      const routables = destinations.all().map((destination) => destination.routable);
      // By the time of receipt: what waited in an inbox's queue must not open a gate hours later.
      const named = settings.get().lists;
      const accepted = await store.events.accept(event, (incoming, lookup) =>
        routeEvent(incoming, routables, event.receivedAt, { lookup, lists: named }),
      );
      today.countAccepted(event, accepted);
      if (!accepted.duplicate) {
        const entry = hub.heard ? store.events.get(accepted.eventId) : null;
        if (entry) hub.push({ type: "event", feed: feedEventOf(entry, lists) });
        dispatcher.accepted(accepted.deliveries);
      }
      changed();
      return accepted;
    },

    /** An event was read once more by the parser. */
    reread(before: FeedEntry, after: FeedEntry): void {
      today.countReread(before, after);
      if (hub.heard) hub.push({ type: "again", feed: feedEventOf(after, lists) });
      changed();
    },
  };
}
