import type { ListEntry } from "../../shared/plate-list.ts";

/** The entries of the plate lists. The lists themselves (name, colour, sync) are in the settings, by id. */
export interface PlateListStore {
  /** Every entry of this plate, in any list. */
  matching(plate: string | null): { listId: string; entry: ListEntry }[];
  /** Entries of other plates that look like this one (shared/look-alikes.ts), at most 50. */
  lookingLike(plate: string): { listId: string; entry: ListEntry }[];
  counts(): { listId: string; entries: number }[];
  /** In order of plate; `search` finds a part of plate, name or note, without case. `after`: the plate of the last row of the page before. */
  entries(query: { listId: string; search?: string | undefined; after?: string | undefined; limit: number }): ListEntry[];
  /** Every entry in order of plate, in pages. */
  iterate(listId: string): Iterable<ListEntry>;
  /** Adds, or replaces the entry of the same plate; one that says the same is not counted. Durable when it resolves. */
  put(listId: string, entries: readonly Omit<ListEntry, "addedAt">[], now: number): Promise<{ added: number; updated: number }>;
  remove(listId: string, plates: readonly string[]): Promise<number>;
  /**
   * The list holds exactly these afterwards. What comes is written before what goes, a thousand at a time: a crash in the middle of a
   * larger change leaves entries too many, never too few. Durable when it resolves.
   */
  replace(
    listId: string,
    entries: readonly Omit<ListEntry, "addedAt">[],
    now: number,
  ): Promise<{ added: number; updated: number; removed: number }>;
  /** Removes everything of a list that the operator deleted. */
  drop(listId: string): Promise<number>;
  syncState(listId: string): ListSyncState;
  putSyncState(listId: string, state: ListSyncState): Promise<void>;
}

/** How the last syncs of a list went; all null before the first. */
export interface ListSyncState {
  syncedAt: number | null;
  failingSince: number | null;
  /** In the operator's words. */
  problem: string | null;
}
