/** How long deliveries are paused: the three choices that tray and console offer. */
export const pauseLengths = ["hour", "tomorrow", "resumed"] as const;
export type PauseLength = (typeof pauseLengths)[number];

/** When a pause that begins at `now` ends, in milliseconds since the epoch; null: when somebody resumes. */
export function pauseEnd(length: PauseLength, now: number): number | null {
  if (length === "resumed") return null;
  return length === "hour" ? now + 3_600_000 : tomorrowAtSeven(now);
}

/** The next 07:00 of the machine's own zone that is on another day than `now`: when the day shift comes. */
export function tomorrowAtSeven(now: number): number {
  const date = new Date(now);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + 1, 7).getTime();
}
