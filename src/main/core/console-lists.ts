import { listChanges } from "../../shared/list-changes.ts";
import { type Phrase, phrase } from "../../shared/phrases/phrase.ts";
import { entryProblem, type ListEntry, type ListMatch, newListId, PlateList, plateKey } from "../../shared/plate-list.ts";
import type { SecretBox, SettingsStore } from "../../shared/settings.ts";
import type { Clock } from "../clock.ts";
import { type ConsoleBackend, ConsoleError, type PlateListDraft, type PlateListView } from "../console/backend.ts";
import type { ParkPowSyncs } from "../lists/parkpow-sync.ts";
import { readPlateCsv, writePlateCsv } from "../lists/plate-csv.ts";
import type { PlateListStore } from "../store/store.ts";
import { namesList, withListIds } from "./list-references.ts";

type ListsPart = Pick<
  ConsoleBackend,
  | "lists"
  | "saveList"
  | "deleteList"
  | "listEntries"
  | "saveListEntry"
  | "deleteListEntries"
  | "importList"
  | "exportList"
  | "syncList"
  | "lookAlikes"
>;

export interface ConsoleListsDeps {
  settings: SettingsStore;
  secrets: SecretBox;
  entries: PlateListStore;
  syncs: Pick<ParkPowSyncs, "syncNow">;
  clock: Clock;
  /** Resolves when rules and syncs work with the settings as they are now. */
  applied(): Promise<void>;
}

/** Plate lists as the console shows, makes, fills and removes them. A token never leaves this side. */
export function createConsoleLists(deps: ConsoleListsDeps): ListsPart {
  const { settings, secrets, entries, clock } = deps;

  const find = (id: string): PlateList => {
    const found = settings.get().lists.find((list) => list.id === id);
    if (!found) throw new ConsoleError(phrase("console.listGone"));
    return found;
  };

  /** What a person enters into a list that is filled from ParkPow would be gone with the next sync. */
  const findByHand = (id: string): PlateList => {
    const list = find(id);
    if (list.sync) throw new ConsoleError(phrase("lists.fromParkPow", { list: list.name, tag: list.sync.tag }));
    return list;
  };

  function view({ sync, ...list }: PlateList, counts = entries.counts()): PlateListView {
    const count = counts.find(({ listId }) => listId === list.id)?.entries ?? 0;
    if (!sync) return { ...list, sync: null, entries: count };
    const { kind, url, tag } = sync;
    return { ...list, sync: { kind, url, tag, ...entries.syncState(list.id) }, entries: count };
  }

  async function syncOf(draft: PlateListDraft["sync"], known: PlateList | null): Promise<PlateList["sync"]> {
    if (!draft) return null;
    const { token, ...rest } = draft;
    if (typeof token === "string") return { ...rest, token: await secrets.encrypt(token) };
    const kept = known?.sync;
    if (!kept) throw new ConsoleError(phrase("value.parkPowToken"), "sync.token");
    if (new URL(kept.url).origin !== new URL(rest.url).origin) throw new ConsoleError(phrase("lists.tokenAgain"), "sync.token");
    return { ...rest, token: kept.token };
  }

  function store(saved: PlateList): void {
    const current = settings.get();
    const known = current.lists.some(({ id }) => id === saved.id);
    settings.set({
      ...current,
      lists: known ? current.lists.map((list) => (list.id === saved.id ? saved : list)) : [...current.lists, saved],
      // By their former names, as a hand-written file may call them, rules would lose a list that gets another name.
      destinations: current.destinations.map((destination) => withListIds(destination, current.lists)),
    });
  }

  const matches = (found: readonly { listId: string; entry: ListEntry }[]): ListMatch[] =>
    settings
      .get()
      .lists.flatMap((list) =>
        found
          .filter(({ listId }) => listId === list.id)
          .map(({ entry: { plate, name, note } }) => ({ listId: list.id, listName: list.name, plate, name, note })),
      );

  return {
    lists() {
      const counts = entries.counts();
      return settings.get().lists.map((list) => view(list, counts));
    },
    async saveList(draft) {
      const known = draft.id === null ? null : find(draft.id);
      const others = settings.get().lists.filter(({ id }) => id !== draft.id);
      // Rules may call a list by its name or its id: both must mean one list only.
      const taken = others.find(({ id, name }) => [id, name.toLowerCase()].includes(draft.name.toLowerCase()));
      if (taken) throw new ConsoleError(phrase("console.listTaken", { name: taken.name }), "name");
      const id = known?.id ?? newListId(draft.name, others);
      const saved = PlateList.parse({ ...draft, id, sync: await syncOf(draft.sync, known) });
      // A list of this id that was deleted while the program broke off may have left entries.
      if (!known) await entries.drop(id);
      store(saved);
      await deps.applied();
      return view(saved);
    },
    async deleteList(id) {
      const { name } = find(id);
      const { destinations, lists } = settings.get();
      const using = destinations.filter((destination) => namesList(destination, id, lists)).map((used) => used.name);
      if (using.length > 0)
        throw new ConsoleError(
          using.length === 1
            ? phrase("lists.used", { list: name, destination: using.join() })
            : phrase("lists.usedByMany", { list: name, destinations: using.join(", ") }),
        );
      const current = settings.get();
      settings.set({ ...current, lists: current.lists.filter((list) => list.id !== id) });
      // A sync that is under way ends first, so that it fills nothing afterwards.
      await deps.applied();
      return { entries: await entries.drop(id) };
    },
    listEntries: (query) => entries.entries({ ...query, listId: find(query.listId).id }),
    async saveListEntry({ listId, plate, name, note, former }) {
      const list = findByHand(listId);
      const problem = entryProblem({ plate, name, note });
      if (problem) throw new ConsoleError(problem, "plate");
      const moves = former === null || plateKey(former) !== plateKey(plate);
      const there = moves ? entries.matching(plate).find((found) => found.listId === listId) : undefined;
      if (there) throw new ConsoleError(onItAlready(there.entry, list.name), "plate");
      await entries.put(listId, [{ plate, name, note }], clock.now());
      if (former !== null && moves) await entries.remove(listId, [former]);
    },
    async deleteListEntries({ listId, plates }) {
      return { count: await entries.remove(findByHand(listId).id, plates) };
    },
    async importList({ listId, csv, replace, preview }) {
      findByHand(listId);
      const { entries: wanted, bad, badCount } = readPlateCsv(csv);
      if (replace && wanted.length === 0)
        throw new ConsoleError(
          bad[0]
            ? phrase("lists.nothingToTakeLine", { line: bad[0].line, reason: bad[0].reason })
            : phrase("lists.nothingToTake"),
          "csv",
        );
      if (preview) {
        const { added, updated, removed } = listChanges(entries.iterate(listId), wanted, replace);
        return { added: added.length, updated: updated.length, removed: removed.length, bad, badCount };
      }
      const changed = replace
        ? await entries.replace(listId, wanted, clock.now())
        : { ...(await entries.put(listId, wanted, clock.now())), removed: 0 };
      return { ...changed, bad, badCount };
    },
    exportList: (listId) => ({ csv: writePlateCsv(entries.iterate(find(listId).id)) }),
    async syncList(id) {
      if (!find(id).sync) throw new ConsoleError(phrase("lists.byHand"));
      await deps.syncs.syncNow(id);
      return view(find(id));
    },
    lookAlikes: (plate) => matches(entries.lookingLike(plate)),
  };
}

function onItAlready({ plate, name }: ListEntry, list: string): Phrase {
  return name === "" ? phrase("lists.plateTwice", { plate, list }) : phrase("lists.plateTwiceAs", { plate, list, name });
}
