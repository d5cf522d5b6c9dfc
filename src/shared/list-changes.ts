import type { ListEntry } from "./plate-list.ts";
import { plateKey } from "./plate-words.ts";

/** An entry as it is to be; when it was added is the store's business. */
export type WantedEntry = Omit<ListEntry, "addedAt">;

/** What must happen to a list. */
export interface ListChanges {
  added: WantedEntry[];
  /** Entries of a listed plate whose spelling, name or note differs. */
  updated: WantedEntry[];
  /** Plate keys; empty unless the wanted entries replace all others. */
  removed: string[];
}

/** By plate key; of a plate that is wanted twice the last one counts, and one without a letter or digit is none. */
export function byPlate(wanted: readonly WantedEntry[]): Map<string, WantedEntry> {
  const entries = new Map(wanted.map((entry) => [plateKey(entry.plate), entry]));
  entries.delete("");
  return entries;
}

/** Whether an entry says the same; the key of the plate is known to be. */
export function sameEntry(a: WantedEntry, b: WantedEntry): boolean {
  return a.plate === b.plate && a.name === b.name && a.note === b.note;
}

/** What makes a list hold `wanted` beside its entries, or, with `replace`, instead of them. */
export function listChanges(existing: Iterable<ListEntry>, wanted: readonly WantedEntry[], replace: boolean): ListChanges {
  const left = byPlate(wanted);
  const updated: WantedEntry[] = [];
  const removed: string[] = [];
  for (const entry of existing) {
    const key = plateKey(entry.plate);
    const next = left.get(key);
    if (!next) {
      if (replace) removed.push(key);
      continue;
    }
    left.delete(key);
    if (!sameEntry(entry, next)) updated.push(next);
  }
  return { added: [...left.values()], updated, removed };
}
