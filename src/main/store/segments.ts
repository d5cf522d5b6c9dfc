import { join } from "node:path";

/**
 * Names of the files that hold images. Images are appended to larger files ("segments") instead of being a file each: with a
 * file each, every webhook pays for a name in a folder and for a flush of its own, and retention for a deletion each.
 * Measured beside a server that reads a webhook and forgets it (1.0): a file each 0.18, appended with one flush for all
 * webhooks that arrive together 0.21. An image stays one lookup away, as its row knows segment, offset and size.
 *
 * A segment's id is a number, yyyymmdd (UTC) and a counter of five digits, and its path follows from it:
 * 2026112300001 is images/2026-11-23/0001.seg.
 */
export type SegmentId = number;

/** Ids of one day lie between `dayOf` and that plus this. */
export const numbersPerDay = 100_000;

/** A new segment is begun when one is full, or on a new day, so that retention finds files that hold nothing else. */
export const segmentBytes = 64 * 1024 * 1024;

/** The first number a segment of that moment's day (UTC) may have, less one; ids of the day are above it. */
export function dayOf(now: number): SegmentId {
  const day = new Date(now);
  const date = day.getUTCFullYear() * 10_000 + (day.getUTCMonth() + 1) * 100 + day.getUTCDate();
  return date * numbersPerDay;
}

/** When the day (UTC) of a segment is over. */
export function dayEndOf(segment: SegmentId): number {
  return Date.parse(`${folderOf(segment)}T00:00:00Z`) + 24 * 60 * 60 * 1000;
}

/** Whether a segment belongs to the day that `dayOf` named. */
export function isOfDay(segment: SegmentId, day: SegmentId): boolean {
  return segment > day && segment < day + numbersPerDay;
}

/** The day folder's name, such as "2026-11-23". */
export function folderOf(segment: SegmentId): string {
  const date = String(Math.floor(segment / numbersPerDay)).padStart(8, "0");
  return `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}`;
}

export function segmentPath(imageFolder: string, segment: SegmentId): string {
  return join(imageFolder, folderOf(segment), `${String(segment % numbersPerDay).padStart(4, "0")}.seg`);
}

/** The segment that a file holds, by the names of its folder and its own; null for a file that is none of ours. */
export function segmentNamed(folder: string, file: string): SegmentId | null {
  const day = /^(\d{4})-(\d{2})-(\d{2})$/.exec(folder);
  const number = /^(\d{4,5})\.seg$/.exec(file);
  if (!day || !number) return null;
  return Number(`${day[1]}${day[2]}${day[3]}`) * numbersPerDay + Number(number[1]);
}
