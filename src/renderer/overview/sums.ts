import { slotMs } from "../../shared/overview.ts";

/** Counts per slot from `first` (a moment) on, summed up between each two edges. */
export function sumBetween(slots: readonly number[], first: number, edges: readonly number[]): number[] {
  return edges.slice(1).map((to, index) => {
    const from = edges[index] ?? to;
    return slots.slice((from - first) / slotMs, (to - first) / slotMs).reduce((sum, reads) => sum + reads, 0);
  });
}

/** What happened in one hour of the week. */
export interface WeekHour {
  /** Reads on average of the days of this kind, or null where the range has none yet. */
  average: number | null;
}

/** Weekday (0: Monday) and hour, by the clock on the wall; hours that are still to come do not count. */
export function weekHours(sums: readonly number[], edges: readonly number[], now: number): WeekHour[][] {
  const totals = Array.from({ length: 7 }, () => Array.from({ length: 24 }, () => ({ reads: 0, days: new Set<string>() })));
  for (const [index, reads] of sums.entries()) {
    const at = edges[index] ?? 0;
    if (at > now) break;
    const when = new Date(at);
    const cell = totals[(when.getDay() + 6) % 7]?.[when.getHours()];
    if (!cell) continue;
    cell.reads += reads;
    // By the day, because an hour that comes twice in a night is one hour of the week.
    cell.days.add(when.toDateString());
  }
  return totals.map((hours) =>
    hours.map(({ reads, days }) => ({ average: days.size === 0 ? null : Math.round((reads / days.size) * 10) / 10 })),
  );
}

/** The index of the largest; null where all are 0 or there is none. */
export function largest(values: readonly number[]): number | null {
  const most = Math.max(0, ...values);
  return most === 0 ? null : values.indexOf(most);
}
