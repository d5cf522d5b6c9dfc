/** Times and numbers in the operator's language and zone. All times are milliseconds since the epoch. */
export interface Formats {
  /** "12:04:09"; with the day in front ("23 Nov, 12:04:09") when it is not the day of `now`. */
  time(at: number, now: number): string;
  /** "12:04", or with the day in front. */
  minute(at: number, now: number): string;
  /** "Monday, 23 November 2026 at 12:04:09 CET": everything, for where a time could be misread. */
  full(at: number): string;
  /** "23 Nov 2026" */
  shortDay(at: number): string;
  /** "23 November 2026" */
  day(at: number): string;
  /** "Mon 23 Nov, 08:00–09:00"; of a day or longer "Mon 23 Nov". */
  span(from: number, to: number): string;
  /** "Mon" for 0 … "Sun" for 6. */
  weekday(day: number): string;
  number(value: number): string;
  /** 0..1 -> "93 %" in the language's own way; null -> "". */
  percent(value: number | null): string;
  /** 0..1 -> "99.8%": with a decimal where it is nearly, but not quite, all. */
  share(value: number): string;
  /** "23/11" in the language's own order */
  dayOfMonth(at: number): string;
  /** "35 ms", "1.2 s", "3 min", "2 h" */
  duration(ms: number): string;
  /** "0.4": with this many digits after the point. */
  decimal(value: number, digits: number): string;
  /** "1,234 bytes" */
  exactBytes(value: number): string;
  /** "1.4 GB" */
  bytes(value: number): string;
  /** "Gate, Yard and Exit" */
  list(words: readonly string[]): string;
}

const clock = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;

/** Makes the formats of one language; `timeZone` is for tests, the page uses the machine's own. */
export function createFormats(language: string, timeZone?: string): Formats {
  const zone = timeZone === undefined ? {} : { timeZone };
  const day = new Intl.DateTimeFormat(language, { year: "numeric", month: "numeric", day: "numeric", ...zone });
  const shortDay = new Intl.DateTimeFormat(language, { day: "numeric", month: "short", ...zone });
  const second = new Intl.DateTimeFormat(language, { ...clock, second: "2-digit", ...zone });
  const minute = new Intl.DateTimeFormat(language, { ...clock, ...zone });
  const full = new Intl.DateTimeFormat(language, {
    weekday: "long",
    day: "numeric",
    month: "long",
    year: "numeric",
    ...clock,
    second: "2-digit",
    timeZoneName: "short",
    ...zone,
  });
  const mediumDay = new Intl.DateTimeFormat(language, { day: "numeric", month: "short", year: "numeric", ...zone });
  const longDay = new Intl.DateTimeFormat(language, { dateStyle: "long", ...zone });
  const weekDay = new Intl.DateTimeFormat(language, { weekday: "short", day: "numeric", month: "short", ...zone });
  const weekdayName = new Intl.DateTimeFormat(language, { weekday: "short", timeZone: "UTC" });
  const number = new Intl.NumberFormat(language);
  const percent = new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 0 });
  const share = new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 1 });
  const dayOfMonth = new Intl.DateTimeFormat(language, { day: "numeric", month: "numeric", ...zone });
  const list = new Intl.ListFormat(language, { type: "conjunction" });
  const unit = (value: number, name: string, digits: number) =>
    new Intl.NumberFormat(language, { style: "unit", unit: name, unitDisplay: "short", maximumFractionDigits: digits }).format(
      value,
    );
  const withDay = (at: number, now: number, text: string) =>
    day.format(at) === day.format(now) ? text : `${shortDay.format(at)}, ${text}`;

  return {
    time: (at, now) => withDay(at, now, second.format(at)),
    minute: (at, now) => withDay(at, now, minute.format(at)),
    full: (at) => full.format(at),
    shortDay: (at) => mediumDay.format(at),
    day: (at) => longDay.format(at),
    span: (from, to) =>
      // Days of 23 hours are days, too.
      to - from > 20 * 3_600_000 ? weekDay.format(from) : `${weekDay.format(from)}, ${minute.format(from)}–${minute.format(to)}`,
    // The 5th of January 1970 was a Monday.
    weekday: (day) => weekdayName.format((4 + day) * 86_400_000),
    number: (value) => number.format(value),
    decimal: (value, digits) =>
      new Intl.NumberFormat(language, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value),
    exactBytes: (value) => new Intl.NumberFormat(language, { style: "unit", unit: "byte", unitDisplay: "long" }).format(value),
    percent: (value) => (value === null ? "" : percent.format(value)),
    // Rounded down: what failed once is never "all".
    share: (value) => share.format(Math.floor(value * 1000) / 1000),
    dayOfMonth: (at) => dayOfMonth.format(at),
    duration(ms) {
      if (ms < 1_000) return unit(Math.round(ms), "millisecond", 0);
      if (ms < 60_000) return unit(ms / 1_000, "second", ms < 10_000 ? 1 : 0);
      if (ms < 5_400_000) return unit(ms / 60_000, "minute", 0);
      if (ms < 172_800_000) return unit(ms / 3_600_000, "hour", ms < 36_000_000 ? 1 : 0);
      return unit(ms / 86_400_000, "day", 0);
    },
    bytes(value) {
      const steps = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"];
      let at = 0;
      let rest = value;
      while (rest >= 1000 && at < steps.length - 1) {
        rest /= 1000;
        at += 1;
      }
      return unit(rest, steps[at] ?? "byte", rest < 10 && at > 0 ? 1 : 0);
    },
    list: (words) => list.format(words),
  };
}
