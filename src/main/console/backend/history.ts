import type { FeedEvent } from "../../../shared/feed.ts";
import type { FilterPart, HistoryCount, Passages, PlateCount, WordColumn, WordCount, WordsKey } from "../../../shared/history.ts";
import type { HistoryFilter } from "../../../shared/history-filter.ts";
import type { SavedSearch } from "../../../shared/saved-search.ts";

/** Finding reads again. What can take a while breaks off when `signal` aborts: the page asks for something else by then. */
export interface HistoryBackend {
  /** Matching reads, newest first, each as an event that holds no other read. */
  searchReads(
    query: { filter: HistoryFilter; beforeId?: number | undefined; limit: number },
    signal?: AbortSignal,
  ): Promise<FeedEvent[]>;
  countReads(filter: HistoryFilter, signal?: AbortSignal): Promise<HistoryCount>;
  /** What can be chosen from: every camera, make, model … there is, the most frequent first. */
  readWords(signal?: AbortSignal): Promise<Record<WordColumn, WordCount[]>>;
  /** What would be found instead, for a filter that finds nothing. */
  nearestSearches(filter: HistoryFilter, signal?: AbortSignal): Promise<NearestSearches>;
  /** Where a read is: its event, and the reads before and after it among those that match. Null where there is no such read. */
  readPlace(query: { readId: number; filter: HistoryFilter }, signal?: AbortSignal): Promise<ReadPlace | null>;
  plateHistory(query: { plate: string; limit: number }): Passages;
  savedSearches(): SavedSearch[];
  /** Adds (id null), renames or changes one; the name is its own. Answers with all of them. */
  saveSearch(draft: { id: string | null; name: string; query: string }): Promise<SavedSearch[]>;
  deleteSearch(id: string): Promise<SavedSearch[]>;
}

export interface NearestSearches {
  /** Plates there are that look like the one asked for. */
  plates: PlateCount[];
  /** What is found when characters that look alike stand for each other, or when the plate may be a part. */
  loosened: { how: "alike" | "part"; count: HistoryCount }[];
  /** Of a plate of which one character is wrong: with `?` in its place. */
  patterns: { plate: string; count: HistoryCount }[];
  /** With words that no read has (a camera, a make …) replaced by the nearest that one has. */
  respelt: { words: Respelt[]; count: HistoryCount } | null;
  /** What is found without one part of the filter; where no single one is enough, with the plate alone. */
  without: { parts: FilterPart[]; count: HistoryCount }[];
}

/** A word of a filter, and the one that was probably meant. */
export interface Respelt {
  key: WordsKey;
  word: string;
  instead: string;
}

export interface ReadPlace {
  eventId: number;
  /** Read ids. */
  newer: number | null;
  older: number | null;
}
