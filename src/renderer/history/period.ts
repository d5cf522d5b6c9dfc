/** Spans of time that mean something else tomorrow: a kept search with one of them stays fresh. */
export const periods = ["today", "yesterday", "day", "week", "month"] as const;
export type Period = (typeof periods)[number];

export interface Span {
  since?: number | undefined;
  until?: number | undefined;
}

const hour = 3_600_000;

/** The span of a period at this moment, in the machine's time zone; days begin at midnight, also those of 23 or 25 hours. */
export function spanOf(period: Period, now: number): Span {
  const midnight = (daysAgo: number) => {
    const day = new Date(now);
    return new Date(day.getFullYear(), day.getMonth(), day.getDate() - daysAgo).getTime();
  };
  switch (period) {
    case "today":
      return { since: midnight(0) };
    case "yesterday":
      return { since: midnight(1), until: midnight(0) };
    case "day":
      return { since: now - 24 * hour };
    case "week":
      return { since: midnight(6) };
    case "month":
      return { since: midnight(29) };
  }
}

/** A moment as `<input type="datetime-local">` has it, in the machine's time zone: "2026-11-23T14:05". */
export function localText(at: number): string {
  const moment = new Date(at);
  const two = (value: number) => String(value).padStart(2, "0");
  const day = `${String(moment.getFullYear()).padStart(4, "0")}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`;
  return `${day}T${two(moment.getHours())}:${two(moment.getMinutes())}`;
}

/** The moment that such a text names; null where it names none. */
export function momentOfText(text: string): number | null {
  if (!/^\d{4,6}-\d\d-\d\dT\d\d:\d\d/.test(text)) return null;
  const at = new Date(text).getTime();
  return Number.isNaN(at) ? null : at;
}
