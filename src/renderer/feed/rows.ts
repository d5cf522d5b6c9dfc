import type { DeliveryChip, FeedEvent, ListHit } from "../../shared/feed.ts";
import type { PlateRead, StoredEvent, StoredImage } from "../../shared/plate-read.ts";

/** One row of the feed: a read, or an event that has none. */
export interface FeedRow {
  key: string;
  event: StoredEvent;
  read: PlateRead | null;
  chips: DeliveryChip[];
  /** The plate lists its plate is on. */
  hits: readonly ListHit[];
  scene: StoredImage | null;
  hasCrop: boolean;
}

/** The picture the boxes refer to; null where none came. */
export function sceneOf(event: StoredEvent): StoredImage | null {
  return event.images.find((image) => image.role === "scene") ?? null;
}

/** Whether /images/plate/<readId> can show something: the recogniser's own crop, or one cut from the scene. */
export function hasPlateCrop(event: StoredEvent, read: PlateRead): boolean {
  const sent = event.images.some((image) => image.role === "plate" && image.unreadable === null);
  const scene = sceneOf(event);
  return sent || (read.plateBox !== null && scene !== null && scene.unreadable === null);
}

/** A read's own deliveries, and those of its whole event. */
export function chipsOf(feed: FeedEvent, readId: number | null): DeliveryChip[] {
  if (readId === null) return feed.chips;
  return feed.chips.filter((chip) => chip.readId === null || chip.readId === readId);
}

export function rowKey(eventId: number, readId: number | null): string {
  return readId === null ? `${eventId}` : `${eventId}-${readId}`;
}

/** Rows of an event are made once, so that a row whose event did not change is not drawn again. */
const known = new WeakMap<FeedEvent, FeedRow[]>();

function rowsOfEvent(feed: FeedEvent): FeedRow[] {
  const made = known.get(feed);
  if (made !== undefined) return made;
  const scene = sceneOf(feed.event);
  const rows =
    feed.reads.length === 0
      ? [{ key: rowKey(feed.event.id, null), event: feed.event, read: null, chips: feed.chips, hits: [], scene, hasCrop: false }]
      : feed.reads.map((read) => ({
          key: rowKey(feed.event.id, read.id),
          event: feed.event,
          read,
          chips: chipsOf(feed, read.id),
          hits: feed.hits.filter((hit) => hit.readId === read.id),
          scene,
          hasCrop: hasPlateCrop(feed.event, read),
        }));
  known.set(feed, rows);
  return rows;
}

/** The rows of a list of events, in its order. */
export function rowsOf(events: readonly FeedEvent[]): FeedRow[] {
  return events.flatMap(rowsOfEvent);
}

/** When the car was there: the recogniser's time where it tells one, else when the webhook came. */
export function momentOf(row: Pick<FeedRow, "event" | "read">): number {
  return row.read?.capturedAt ?? row.event.capturedAt ?? row.event.receivedAt;
}

/** Who it came from, in the most telling way known; null where nothing is. */
export function senderOf(event: StoredEvent): string | null {
  const named = [event.camera, event.headers.cameraName, event.headers.cameraId, event.source, event.remoteAddress];
  return named.find((name) => name !== null && name !== "") ?? null;
}
