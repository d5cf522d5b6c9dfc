import type { SecretMark } from "../../../shared/destination.ts";
import type { Phrase } from "../../../shared/phrases/phrase.ts";
import type { ListEntry, ListMatch, ParkPowSync, PlateList } from "../../../shared/plate-list.ts";

/** Plate lists and their entries. */
export interface ListsBackend {
  lists(): PlateListView[];
  /** Creates (id null) or changes one. A sync token: a new string sets, a SecretMark keeps. */
  saveList(draft: PlateListDraft): Promise<PlateListView>;
  /** Refuses while rules or settings name the list, and names them. */
  deleteList(id: string): Promise<{ entries: number }>;
  listEntries(query: { listId: string; search?: string | undefined; after?: string | undefined; limit: number }): ListEntry[];
  /** `former`: the plate that this entry replaces, where it was edited. */
  saveListEntry(entry: { listId: string; plate: string; name: string; note: string; former: string | null }): Promise<void>;
  deleteListEntries(which: { listId: string; plates: readonly string[] }): Promise<{ count: number }>;
  /**
   * CSV with a heading row (plate, name, note in any order) or one plate per line. Good rows are taken, bad ones listed.
   * `preview`: the same answer, and nothing is changed.
   */
  importList(file: { listId: string; csv: string; replace: boolean; preview: boolean }): Promise<ListImport>;
  exportList(listId: string): { csv: string };
  syncList(id: string): Promise<PlateListView>;
  /** Listed plates that differ from this one only in look-alike characters (0/O/Q/D, 1/I/L, 8/B, 5/S, 2/Z, 6/G …). */
  lookAlikes(plate: string): ListMatch[];
}

export interface PlateListView extends Omit<PlateList, "sync"> {
  sync: (Omit<ParkPowSync, "token"> & ListSyncView) | null;
  entries: number;
}

/** How the last syncs went. */
export interface ListSyncView {
  syncedAt: number | null;
  failingSince: number | null;
  problem: string | null;
}

export interface PlateListDraft extends Omit<PlateList, "id" | "sync"> {
  id: string | null;
  sync: (Omit<ParkPowSync, "token"> & { token: string | SecretMark }) | null;
}

export interface ListImport {
  added: number;
  updated: number;
  /** Entries taken away, under `replace`. */
  removed: number;
  /** At most 200; `badCount` says how many there are. */
  bad: { line: number; text: string; reason: Phrase }[];
  badCount: number;
}
