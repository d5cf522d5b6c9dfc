/** The ranges of the overview, all up to the end of today, in the machine's own time zone. */
export const ranges = ["today", "week", "month"] as const;
export type Range = (typeof ranges)[number];

const hourMs = 3_600_000;
const daysOf: Record<Range, number> = { today: 1, week: 7, month: 30 };

/** Local midnight of the day of `now`, and `days` later; a day has 23, 24 or 25 hours. */
export function midnight(now: number, days = 0): number {
  const day = new Date(now);
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + days).getTime();
}

/** The edges of a range's hours. */
export function hourEdges(range: Range, now: number): number[] {
  return edges(midnight(now, 1 - daysOf[range]), midnight(now, 1), 1);
}

/** The edges between which destinations are summed up: hours of today, quarters of the days of a week, days of a month. */
export function historyEdges(range: Range, now: number): number[] {
  if (range === "month") return dayEdges(range, now);
  return edges(midnight(now, 1 - daysOf[range]), midnight(now, 1), range === "today" ? 1 : 6);
}

/** The edges of a range's days. */
export function dayEdges(range: Range, now: number): number[] {
  return Array.from({ length: daysOf[range] + 1 }, (_, index) => midnight(now, 1 - daysOf[range] + index));
}

/**
 * Full hours by the clock on the wall, every `hours`. Where the clock is set, a step is longer or shorter: an hour that comes twice
 * begins two steps of an hour, but not two of six.
 */
function edges(from: number, to: number, hours: number): number[] {
  const found = [from];
  for (let at = nextHour(from); at < to; at = nextHour(at)) {
    const hour = new Date(at).getHours();
    const before = new Date(found.at(-1) ?? from).getHours();
    if (hour % hours === 0 && (hours === 1 || hour !== before)) found.push(at);
  }
  return [...found, to];
}

function nextHour(at: number): number {
  const next = new Date(at + hourMs);
  next.setMinutes(0, 0, 0);
  return next.getTime() > at ? next.getTime() : at + hourMs;
}
