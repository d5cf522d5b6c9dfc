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
