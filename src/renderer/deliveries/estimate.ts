/** How long a queue still takes at the rate of the last minutes, in milliseconds; null where nothing moves. */
export function timeToEmpty(waiting: number, ratePerMinute: number): number | null {
  if (waiting <= 0 || ratePerMinute <= 0) return null;
  return (waiting / ratePerMinute) * 60_000;
}
