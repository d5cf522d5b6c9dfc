import type { Delivery } from "../../shared/delivery.ts";
import type { DeliveryChip, FeedEvent } from "../../shared/feed.ts";
import { phrase } from "../../shared/phrases/phrase.ts";
import type { ConsoleBackend } from "../console/backend.ts";
import type { PlateListDesk } from "../forwarders/forwarder.ts";
import type { Dispatcher } from "../queue/queue.ts";
import type { FeedEntry, Store } from "../store/store.ts";
import type { LiveHub } from "./live-hub.ts";

/** A body beyond this is cut in the console; export and the store keep it whole. */
const shownJsonBytes = 256 * 1024;

/** Ids of cancelled deliveries that are handed out so that they can be undone; as many as one retry takes. */
const undoneAtMost = 10_000;

type EventsPart = Pick<
  ConsoleBackend,
  "live" | "feed" | "event" | "cameras" | "deliveries" | "retryDeliveries" | "cancelDeliveries" | "ledger"
>;

interface EventsDeps {
  store: Store;
  dispatcher: Dispatcher;
  hub: LiveHub;
  lists: Pick<PlateListDesk, "of">;
  destinationIds(): string[];
}

/** Events, reads and deliveries as the console asks for them. */
export function createConsoleEvents({ store, dispatcher, hub, lists, destinationIds }: EventsDeps): EventsPart {
  return {
    live: (signal) => hub.listen(signal),
    feed: (query) => store.events.feed(query).map((entry) => feedEventOf(entry, lists)),
    event(eventId) {
      const entry = store.events.get(eventId);
      if (!entry) return null;
      const body = store.events.body(eventId);
      return {
        ...feedEventOf(entry, lists),
        rawJson: body?.bytes.subarray(0, shownJsonBytes).toString("utf8") ?? "",
        deliveries: entry.deliveries.map((delivery) => ({ ...delivery, history: store.deliveries.attempts(delivery.id) })),
      };
    },
    cameras: () => store.events.cameras(),
    deliveries: (query) =>
      store.deliveries.list(query).map((row) => ({
        ...chipOf(row.delivery),
        plates: row.plates,
        camera: row.delivery.camera,
        receivedAt: row.receivedAt,
        nextAttemptAt: row.delivery.nextAttemptAt,
        deliveredAt: row.delivery.deliveredAt,
        sceneImageId: row.sceneImageId,
        read: row.delivery.readId === null ? null : store.reads.get(row.delivery.readId),
      })),
    retryDeliveries: async (which) => ({ count: await dispatcher.retry(which) }),
    async cancelDeliveries(which) {
      const ids = await dispatcher.cancel(which, phrase("console.cancelled"));
      return { count: ids.length, ids: ids.length > undoneAtMost ? [] : ids };
    },
    ledger: () => store.deliveries.ledger(destinationIds()),
  };
}

/** An event with its reads and the state of its deliveries, for the feed. */
export function feedEventOf({ event, reads, deliveries }: FeedEntry, lists: Pick<PlateListDesk, "of">): FeedEvent {
  const hits = reads.flatMap((read) => lists.of(read.plate).map((match) => ({ readId: read.id, ...match })));
  return { event, reads, hits, chips: deliveries.map(chipOf) };
}

/** What a row shows of a delivery. A delivered one's last error is history, and not shown on the row. */
export function chipOf(delivery: Delivery): DeliveryChip {
  const { id, destinationId, eventId, readId, status, attempts, lastError } = delivery;
  return { deliveryId: id, destinationId, eventId, readId, status, attempts, message: status === "delivered" ? null : lastError };
}
