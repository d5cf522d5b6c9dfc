import type { FeedRow } from "../feed/rows.ts";

/** What stands on the wall, since when (milliseconds since the epoch). */
export interface Staged {
  key: string;
  since: number;
}

/** At 20 vehicles a second nobody could read one: each stands at least this long. */
export const plainMs = 1_000;
/** A listed plate stands until somebody has looked up. */
export const hitMs = 10_000;
/** Where more listed plates wait, each has this long. */
export const hitTurnMs = 4_000;
/** What a reconnect brings after a while must not take turns as if it drove past now. */
const freshMs = 60_000;

export const recentCount = 8;

const isHit = (row: FeedRow, now: number) => row.hits.length > 0 && now - row.event.receivedAt < freshMs;

/**
 * What stands on the wall next. `rows` are reads, newest first. Usually that is the newest; but a listed plate comes before all
 * others and stays longer, and where several wait they take turns, the first that came first. What is passed over meanwhile is
 * among the recent ones. `againMs`: when to ask again even if nothing new comes.
 */
export function nextStage(
  rows: readonly FeedRow[],
  staged: Staged | null,
  now: number,
): { staged: Staged | null; againMs: number | null } {
  const at = staged === null ? -1 : rows.findIndex(({ key }) => key === staged.key);
  const stands = at === -1 ? undefined : rows[at];
  const newer = at === -1 ? rows.slice(0, recentCount + 1) : rows.slice(0, at);
  const [newest] = newer;
  if (newest === undefined) return { staged: stands === undefined ? null : staged, againMs: null };
  const hit = newer.findLast((row) => isHit(row, now));
  const next: Staged = { key: (hit ?? newest).key, since: now };
  if (stands === undefined || staged === null) return { staged: next, againMs: newer.length > 1 ? plainMs : null };
  const wait = stayMs(isHit(stands, staged.since), hit !== undefined) - (now - staged.since);
  if (wait > 0) return { staged, againMs: wait };
  return { staged: next, againMs: newer.length > 1 ? plainMs : null };
}

function stayMs(standsHit: boolean, hitWaits: boolean): number {
  if (hitWaits) return standsHit ? hitTurnMs : 0;
  return standsHit ? hitMs : plainMs;
}

/** The last ones beside what stands, newest first. */
export function recentOf(rows: readonly FeedRow[], staged: Staged | null): FeedRow[] {
  return rows
    .slice(0, recentCount + 1)
    .filter(({ key }) => key !== staged?.key)
    .slice(0, recentCount);
}
