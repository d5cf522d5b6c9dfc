import type { DeliveryChip, FeedEvent } from "../../../src/shared/feed.ts";
import type { PlateRead, StoredEvent } from "../../../src/shared/plate-read.ts";

/** A read as the store would give it; every field can be set. */
export function madeUpRead(change: Partial<PlateRead> = {}): PlateRead {
  return {
    id: 1,
    eventId: 1,
    index: 0,
    receivedAt: 1_000,
    capturedAt: 900,
    capturedAtLocal: null,
    camera: "gate",
    source: null,
    plate: "abc123",
    score: 0.9,
    dscore: null,
    region: null,
    regionScore: null,
    vehicleType: null,
    vehicleScore: null,
    make: null,
    model: null,
    makeModelScore: null,
    color: null,
    colorScore: null,
    orientation: null,
    direction: null,
    speed: null,
    plateBox: null,
    vehicleBox: null,
    candidates: [],
    ...change,
  };
}

/** A stored event without images; every field can be set. */
export function madeUpEvent(change: Partial<StoredEvent> = {}): StoredEvent {
  return {
    id: 1,
    kind: "recognition",
    hookEvent: "recognition",
    receivedAt: 1_000,
    capturedAt: null,
    camera: "gate",
    source: null,
    remoteAddress: null,
    headers: { cameraId: null, cameraName: null, macAddress: null, serialNumber: null },
    reason: null,
    images: [],
    ...change,
  };
}

/** An event with one read of its own number. */
export function madeUpFeed(id: number, change: Partial<FeedEvent> = {}, camera = "gate"): FeedEvent {
  return {
    event: madeUpEvent({ id, camera }),
    reads: [madeUpRead({ id: id * 10, eventId: id, camera })],
    hits: [],
    chips: [],
    ...change,
  };
}

/** A chip of an event's one read. */
export function madeUpChip(eventId: number, change: Partial<DeliveryChip> = {}): DeliveryChip {
  return {
    deliveryId: eventId * 100,
    destinationId: "hook",
    eventId,
    readId: eventId * 10,
    status: "pending",
    attempts: 0,
    message: null,
    ...change,
  };
}

/** Events with these numbers, as given. */
export function madeUpFeeds(...ids: number[]): FeedEvent[] {
  return ids.map((id) => madeUpFeed(id));
}

/** The numbers of a list of events. */
export function idsOf(feeds: readonly FeedEvent[]): number[] {
  return feeds.map((feed) => feed.event.id);
}
