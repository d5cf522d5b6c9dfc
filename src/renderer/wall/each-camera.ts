import type { FeedEvent } from "../../shared/feed.ts";
import { recentCount } from "./stage.ts";

/** What is kept of each camera: what stands, and the ones before. */
export const keptEach = recentCount + 1;
/** More pictures than these nobody tells apart across a room: then all cameras share one. */
const tilesMost = 9;

/** Whether each of the chosen cameras has a picture of its own. */
export function inTiles(cameras: readonly string[]): boolean {
  return cameras.length > 1 && cameras.length <= tilesMost;
}

/** How many pictures stand side by side, on a screen that is wider than high or not. */
export function columnsOf(count: number, upright: boolean): number {
  return upright ? (count <= 3 ? 1 : 2) : Math.ceil(Math.sqrt(count));
}

/**
 * The newest events of each chosen camera, newest first, out of what was known of them and what is known now: a quiet camera keeps
 * its last vehicle, however much others bring. Of two with one id the later knowledge counts. The very list that was known, where
 * nothing changed.
 */
export function newestOfEach(
  known: readonly FeedEvent[],
  now: readonly FeedEvent[],
  cameras: readonly string[],
): readonly FeedEvent[] {
  const byId = new Map(known.map((feed) => [feed.event.id, feed]));
  for (const feed of now) byId.set(feed.event.id, feed);
  const left = new Map(cameras.map((camera) => [camera, keptEach]));
  const kept = [...byId.values()]
    .toSorted((a, b) => b.event.id - a.event.id)
    .filter(({ event, reads }) => {
      const room = left.get(event.camera) ?? 0;
      // What has no vehicle in it is not shown on the wall, and must not take a vehicle's place.
      if (room === 0 || reads.length === 0) return false;
      left.set(event.camera, room - 1);
      return true;
    });
  return kept.length === known.length && kept.every((feed, at) => feed === known[at]) ? known : kept;
}
