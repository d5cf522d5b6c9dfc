/** Days and times as the recognisers write them; see parseEventTime. */
const timeText = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?\s*(Z|[+-]\d\d(?::?\d\d)?)?$/i;

/**
 * Milliseconds since the epoch of a recogniser's time, or null where it is none. Stream writes "2026-11-23T14:03:22.123456Z"
 * or, in timestamp_local, "2026-11-23 14:03:22.123456+01:00"; Python leaves the fraction out when it is zero; Snapshot
 * writes no zone at all, which by convention means UTC.
 */
export function parseEventTime(value: unknown): number | null {
  if (typeof value !== "string" || value.length > 60) return null;
  const match = timeText.exec(value.trim());
  if (!match) return null;
  const [year, month, day, hour, minute] = match.slice(1, 6).map(Number) as [number, number, number, number, number];
  const second = Number(match[6] ?? 0);
  if (month < 1 || month > 12 || day < 1 || hour > 23 || minute > 59 || second > 59 || year < 1970) return null;
  const millisecond = Number((match[7] ?? "").padEnd(3, "0").slice(0, 3));
  const local = Date.UTC(year, month - 1, day, hour, minute, second, millisecond);
  // A day like the 31st of April rolls over into the next month: it is not a day.
  if (new Date(local).getUTCDate() !== day) return null;
  const time = local - offsetOf(match[8]) * 60_000;
  return Number.isFinite(time) ? time : null;
}

/** Whether a time says its own offset from UTC. */
export function hasOffset(value: string): boolean {
  return Boolean(timeText.exec(value.trim())?.[8]);
}

/** Minutes east of UTC. */
function offsetOf(zone: string | undefined): number {
  if (!zone || /^z$/i.test(zone)) return 0;
  const digits = zone.replace(":", "");
  const minutes = Number(digits.slice(1, 3)) * 60 + Number(digits.slice(3, 5) || 0);
  return digits.startsWith("-") ? -minutes : minutes;
}
