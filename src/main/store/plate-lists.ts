import { byPlate, type ListChanges, listChanges, sameEntry, type WantedEntry } from "../../shared/list-changes.ts";
import { lookAlikeSets } from "../../shared/look-alikes.ts";
import { type ListEntry, plateKey } from "../../shared/plate-list.ts";
import type { Committer } from "./committer.ts";
import type { Database } from "./database.ts";
import type { PlateListStore } from "./store.ts";

interface EntryRow {
  list_id: string;
  plate: string;
  name: string;
  note: string;
  added_at: number;
}

interface SyncRow {
  synced_at: number | null;
  failing_since: number | null;
  problem: string | null;
}

const pageRows = 500;
/** Entries that are written in one transaction: an import of any size lets webhooks pass between two of these. */
const writtenAtOnce = 1000;
/** A plate of more letters is none, and its pattern would only cost time. */
const longestPlate = 40;

const columns = "list_id, plate, name, note, added_at";

export function createPlateListStore(database: Database, committer: Committer): PlateListStore {
  const byKey = database.statement<EntryRow>(`SELECT ${columns} FROM list_entries WHERE plate_key = ? ORDER BY list_id`);
  // Walks over the narrow index of all plates: one question of an operator, some milliseconds for ten thousand of them.
  const byPattern = database.statement<EntryRow>(`SELECT ${columns} FROM list_entries WHERE plate_key IN
    (SELECT plate_key FROM list_entries INDEXED BY list_entries_by_plate WHERE plate_key GLOB ?1 AND plate_key <> ?2)
    ORDER BY plate_key, list_id LIMIT 50`);
  const one = database.statement<EntryRow>(`SELECT ${columns} FROM list_entries WHERE list_id = ? AND plate_key = ?`);
  const page = database.statement<EntryRow>(
    `SELECT ${columns} FROM list_entries WHERE list_id = ? AND plate_key > ? ORDER BY plate_key LIMIT ?`,
  );
  // No key lies in "", so a search of spaces and dashes alone asks for the words only.
  const search = database.statement<EntryRow>(`SELECT ${columns} FROM list_entries WHERE list_id = ?1 AND plate_key > ?2
    AND (instr(searched, ?3) > 0 OR (?4 <> '' AND instr(plate_key, ?4) > 0)) ORDER BY plate_key LIMIT ?5`);
  const counts = database.statement<{ listId: string; entries: number }>(
    "SELECT list_id AS listId, count(*) AS entries FROM list_entries GROUP BY list_id",
  );
  const upsert = database.statement(`INSERT INTO list_entries (list_id, plate_key, plate, name, note, added_at, searched)
    VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (list_id, plate_key) DO UPDATE
    SET plate = excluded.plate, name = excluded.name, note = excluded.note, searched = excluded.searched`);
  const removeOne = database.statement("DELETE FROM list_entries WHERE list_id = ? AND plate_key = ?");
  const removeAll = database.statement("DELETE FROM list_entries WHERE list_id = ?");
  const sync = database.statement<SyncRow>("SELECT synced_at, failing_since, problem FROM list_syncs WHERE list_id = ?");
  const putSync = database.statement(
    "INSERT OR REPLACE INTO list_syncs (list_id, synced_at, failing_since, problem) VALUES (?, ?, ?, ?)",
  );
  const removeSync = database.statement("DELETE FROM list_syncs WHERE list_id = ?");

  function write(listId: string, entry: WantedEntry, now: number): void {
    const { plate, name, note } = entry;
    upsert.run(listId, plateKey(plate), plate, name, note, now, `${plate}\n${name}\n${note}`.toLowerCase());
  }

  function* iterate(listId: string): Generator<ListEntry> {
    for (let last = ""; ; ) {
      const rows = page.all(listId, last, pageRows).map(toEntry);
      yield* rows;
      const end = rows.at(-1);
      if (!end || rows.length < pageRows) return;
      last = plateKey(end.plate);
    }
  }

  /** Read a page at a time, with a turn of the event loop in between: webhooks must not wait for a large list. */
  async function changesOf(listId: string, entries: readonly WantedEntry[]): Promise<ListChanges> {
    const existing: ListEntry[] = [];
    for (const entry of iterate(listId)) {
      existing.push(entry);
      if (existing.length % pageRows === 0) await new Promise<void>((resolve) => setImmediate(resolve));
    }
    return listChanges(existing, entries, true);
  }

  return {
    matching: (plate) => (plate === null ? [] : byKey.all(plateKey(plate)).map(toFound)),
    lookingLike(plate) {
      const key = plateKey(plate);
      if (key === "" || key.length > longestPlate) return [];
      return byPattern.all(lookAlikeSets(key).map(globSet).join(""), key).map(toFound);
    },
    counts: () => counts.all(),
    entries({ listId, search: wanted = "", after = "", limit }) {
      const words = wanted.trim().toLowerCase();
      const key = plateKey(after);
      const rows = words === "" ? page.all(listId, key, limit) : search.all(listId, key, words, plateKey(wanted), limit);
      return rows.map(toEntry);
    },
    iterate,
    async put(listId, entries, now) {
      const wanted = [...byPlate(entries).values()];
      let added = 0;
      let updated = 0;
      for (let start = 0; start < wanted.length; start += writtenAtOnce) {
        const part = wanted.slice(start, start + writtenAtOnce);
        const counted = await committer.write(() => {
          const known = part.map((entry) => ({ entry, row: one.get(listId, plateKey(entry.plate)) }));
          const changed = known.filter(({ entry, row }) => row === undefined || !sameEntry(toEntry(row), entry));
          for (const { entry } of changed) write(listId, entry, now);
          const fresh = changed.filter(({ row }) => row === undefined).length;
          return { fresh, changed: changed.length };
        });
        added += counted.fresh;
        updated += counted.changed - counted.fresh;
      }
      return { added, updated };
    },
    remove: (listId, plates) =>
      committer.write(() => plates.reduce((sum, plate) => sum + removeOne.run(listId, plateKey(plate)).changes, 0)),
    async replace(listId, entries, now) {
      const { added, updated, removed } = await changesOf(listId, entries);
      const steps = [
        ...[...added, ...updated].map((entry) => () => write(listId, entry, now)),
        ...removed.map((key) => () => void removeOne.run(listId, key)),
      ];
      for (let start = 0; start < steps.length; start += writtenAtOnce) {
        const part = steps.slice(start, start + writtenAtOnce);
        await committer.write(() => {
          for (const step of part) step();
        });
      }
      return { added: added.length, updated: updated.length, removed: removed.length };
    },
    drop: (listId) =>
      committer.write(() => {
        removeSync.run(listId);
        return removeAll.run(listId).changes;
      }),
    syncState(listId) {
      const row = sync.get(listId);
      return { syncedAt: row?.synced_at ?? null, failingSince: row?.failing_since ?? null, problem: row?.problem ?? null };
    },
    putSyncState: (listId, { syncedAt, failingSince, problem }) =>
      committer.write(() => void putSync.run(listId, syncedAt, failingSince, problem)),
  };
}

function toEntry({ plate, name, note, added_at }: EntryRow): ListEntry {
  return { plate, name, note, addedAt: added_at };
}

function toFound(row: EntryRow): { listId: string; entry: ListEntry } {
  return { listId: row.list_id, entry: toEntry(row) };
}

/** Within a GLOB set only "]" has a meaning of its own, at its end, and a "^" at its beginning. */
function globSet(characters: string): string {
  if (characters.length > 1) return `[${characters}]`;
  return /[*?[]/.test(characters) ? `[${characters}]` : characters;
}
