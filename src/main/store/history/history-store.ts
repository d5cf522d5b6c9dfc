import type { HistoryFilter } from "../../../shared/history-filter.ts";
import type { PlateRead } from "../../../shared/plate-read.ts";

/**
 * Finding reads again. A search works in steps of a few milliseconds and lets the receiver have its turn between two of them; it
 * rejects with the signal's reason soon after `signal` aborts. Reads that come while it runs are not found.
 */
export interface HistoryStore {
  /** The newest matching reads with an id below `beforeId`; fewer than `limit` when there are no more. */
  find(filter: HistoryFilter, page: { beforeId?: number | undefined; limit: number }, signal?: AbortSignal): Promise<PlateRead[]>;
  /** How many match. Where telling exactly would take long it stops counting: `exact` is false, and there are more than `reads`. */
  count(filter: HistoryFilter, signal?: AbortSignal): Promise<{ reads: number; exact: boolean }>;
  /** Every matching read, newest first; a million of them need no memory, and a slow consumer holds up nothing. */
  iterate(filter: HistoryFilter, signal?: AbortSignal): AsyncGenerator<PlateRead>;
}
