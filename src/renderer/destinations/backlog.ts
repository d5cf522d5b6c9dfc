/**
 * How long a queue will take at the present rate; null where it is short enough not to ask, or where nothing moves (then a
 * number would be a guess).
 */
export function backlogMs(waiting: number, ratePerMinute: number): number | null {
  if (waiting < 10 || ratePerMinute <= 0) return null;
  return Math.ceil((waiting / ratePerMinute) * 60_000);
}
