/**
 * How long deliveries took, sorted into buckets that grow by an eighth: so that median and p95 of a month are told from a few dozen
 * numbers, to within 6 %. A bucket is a number of sixths of an octave of milliseconds.
 */
const perOctave = 6;

/** For what took no time that would mean anything: a failed attempt, or a delivery that was replayed by hand. */
export const noBucket = -1;

/** The bucket of a duration in milliseconds. */
export function bucketOf(ms: number): number {
  return ms <= 1 ? 0 : Math.round(Math.log2(ms) * perOctave);
}

/** The milliseconds in the middle of a bucket. */
export function durationOf(bucket: number): number {
  return Math.round(2 ** (bucket / perOctave));
}

/** The duration that `share` (0..1) of all stay within; null of nothing. `counts`: bucket -> how many. */
export function quantile(counts: ReadonlyMap<number, number>, share: number): number | null {
  const buckets = [...counts.keys()].filter((bucket) => bucket !== noBucket).sort((one, other) => one - other);
  const total = buckets.reduce((sum, bucket) => sum + (counts.get(bucket) ?? 0), 0);
  let reached = 0;
  for (const bucket of buckets) {
    reached += counts.get(bucket) ?? 0;
    if (reached >= share * total) return durationOf(bucket);
  }
  return null;
}
