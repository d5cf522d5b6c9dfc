import type { Passage } from "../../shared/history.ts";

/** One bar: what it stands for, and how many reads. */
export interface Bar<Key> {
  key: Key;
  reads: number;
}

/** Reads by camera, most first. */
export function byCamera(passages: readonly Passage[]): Bar<string>[] {
  const counts = new Map<string, number>();
  for (const { camera } of passages) counts.set(camera, (counts.get(camera) ?? 0) + 1);
  return [...counts].map(([key, reads]) => ({ key, reads })).sort((a, b) => b.reads - a.reads || a.key.localeCompare(b.key));
}

/** Reads by hour of the day, 0 to 23, in the machine's time zone. */
export function byHour(passages: readonly Passage[]): Bar<number>[] {
  const bars = Array.from({ length: 24 }, (_, key) => ({ key, reads: 0 }));
  for (const { receivedAt } of passages) {
    const bar = bars[new Date(receivedAt).getHours()];
    if (bar) bar.reads += 1;
  }
  return bars;
}

/** Reads by day (its midnight, in the machine's time zone): the `days` that end with the newest, those without reads too. */
export function byDay(passages: readonly Passage[], days: number): Bar<number>[] {
  const midnight = (at: number) => new Date(at).setHours(0, 0, 0, 0);
  const newest = passages[0];
  if (!newest) return [];
  const last = new Date(newest.receivedAt);
  const bars = Array.from({ length: days }, (_, index) => ({
    key: new Date(last.getFullYear(), last.getMonth(), last.getDate() - (days - 1 - index)).getTime(),
    reads: 0,
  }));
  const known = new Map(bars.map((bar) => [bar.key, bar]));
  for (const { receivedAt } of passages) {
    const bar = known.get(midnight(receivedAt));
    if (bar) bar.reads += 1;
  }
  return bars;
}
