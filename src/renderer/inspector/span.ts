/** The span of time whose quarantined webhooks are shown, as its two inputs hold it (datetime-local, "" for open). */
export interface SpanInput {
  since: string;
  until: string;
}

export const presets = ["all", "hour", "today", "week"] as const;
export type Preset = (typeof presets)[number];

const hourMs = 3_600_000;

/** A preset as inputs, in the machine's own time zone. */
export function presetSpan(preset: Preset, now: number): SpanInput {
  const midnight = new Date(now).setHours(0, 0, 0, 0);
  const since = { all: null, hour: now - hourMs, today: midnight, week: now - 7 * 24 * hourMs }[preset];
  return { since: since === null ? "" : inputOf(since), until: "" };
}

/** Milliseconds since the epoch; a span that is upside down is turned. */
export function spanOf({ since, until }: SpanInput): { since?: number; until?: number } {
  const [from, to] = [momentOf(since), momentOf(until)];
  const turned = from !== null && to !== null && from > to;
  const [first, last] = turned ? [to, from] : [from, to];
  return { ...(first === null ? {} : { since: first }), ...(last === null ? {} : { until: last }) };
}

function momentOf(text: string): number | null {
  const moment = text === "" ? Number.NaN : new Date(text).getTime();
  return Number.isNaN(moment) ? null : moment;
}

function inputOf(at: number): string {
  const date = new Date(at);
  return new Date(at - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
