/** How often within `withinMs` something that crashed is started again by itself. */
export const crashLimit = { times: 4, withinMs: 10 * 60_000 };

/**
 * How long to wait, in milliseconds, before starting again after the crash at `now`: short at first, doubling. null: it crashed
 * too often, and starting it again is for a person to decide. `earlier`: when it crashed before.
 */
export function restartWait(earlier: readonly number[], now: number, { times, withinMs } = crashLimit): number | null {
  // One that seems to lie ahead was noted before the clock was set back: it counts, or a loop would never end.
  const lately = earlier.filter((at) => at > now - withinMs).length;
  return lately >= times ? null : 500 * 2 ** lately;
}
