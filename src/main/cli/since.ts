import { UsageError } from "./terminal.ts";

const units: Record<string, number> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

/**
 * A moment in milliseconds since the epoch from "2026-11-23T12:00:00Z" (local where no zone is given), "2026-11-23" (the local
 * day's start, as a person means it), or an age such as "30m", "2h", "7d".
 */
export function momentOf(text: string | undefined, option: string, now: number): number | undefined {
  if (text === undefined) return undefined;
  const age = /^(\d{1,6})([smhdw])$/.exec(text);
  if (age) return now - Number(age[1]) * (units[age[2] ?? ""] ?? 0);
  const day = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  const moment = day ? localDay(Number(day[1]), Number(day[2]), Number(day[3])) : isoMoment(text);
  if (Number.isNaN(moment)) {
    throw new UsageError(
      `${option} is ${JSON.stringify(text)}: give a time such as 2026-11-23T12:00:00Z, a day such as 2026-11-23, or an age such as 30m, 2h, 7d.`,
    );
  }
  return moment;
}

/** NaN for a day that does not exist, such as February 30th, which Date would move into March. */
function localDay(year: number, month: number, day: number): number {
  const date = new Date(year, month - 1, day);
  return date.getMonth() === month - 1 && date.getDate() === day ? date.getTime() : Number.NaN;
}

const isoMoment = (text: string) =>
  /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?$/i.test(text) ? Date.parse(text) : Number.NaN;
