import type { HistoryCount, Passages, PlateCount, WordColumn, WordCount } from "../../../shared/history.ts";
import type { HistoryFilter } from "../../../shared/history-filter.ts";
import type { PlateRead } from "../../../shared/plate-read.ts";

/**
 * Finding reads again. A search works in steps of a few milliseconds and lets the receiver have its turn between two of them; it
 * rejects with the signal's reason soon after `signal` aborts, or when the store closes. Reads that come while it runs are not found.
 */
export interface HistoryStore {
  /** Fewer than `limit` when there are no more. */
  find(filter: HistoryFilter, page: HistoryPage, signal?: AbortSignal): Promise<PlateRead[]>;
  /** How many match. Where telling exactly would take long it stops counting: `exact` is false, and there are at least so many. */
  count(filter: HistoryFilter, signal?: AbortSignal): Promise<HistoryCount>;
  /** Every matching read, by default the newest first; a million of them need no memory, and a slow consumer holds up nothing. */
  iterate(filter: HistoryFilter, signal?: AbortSignal, order?: "newest" | "oldest"): AsyncGenerator<PlateRead>;
  /** Every word there is in these columns with its number of reads, the most frequent first; "" where none is told. */
  words(signal?: AbortSignal): Promise<Record<WordColumn, WordCount[]>>;
  /** When and where a plate was read, the newest `limit` times first, and how often in all. */
  passages(plate: string, limit: number): Passages;
  /** Plates with at least a read that differ from this one only in characters that look alike, the most read first. */
  lookAlikes(plate: string, limit: number, signal?: AbortSignal): Promise<PlateCount[]>;
}

/** The newest matching reads with an id below `beforeId`, or the oldest ones with an id above `afterId`: the nearest first in both. */
export type HistoryPage = { limit: number } & ({ beforeId?: number | undefined } | { afterId: number });
