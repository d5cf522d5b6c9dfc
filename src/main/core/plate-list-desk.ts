/** The plate lists as forwarders may use them: entries from the store, names from the settings. */
import { phrase } from "../../shared/phrases/phrase.ts";
import { findList, type PlateList } from "../../shared/plate-list.ts";
import type { Clock } from "../clock.ts";
import { DeliveryError, type PlateListDesk } from "../forwarders/forwarder.ts";
import type { PlateListStore } from "../store/store.ts";

export interface DeskDeps {
  entries: Pick<PlateListStore, "matching" | "put">;
  /** As the settings are now. */
  lists(): readonly PlateList[];
  clock: Clock;
}

export function createPlateListDesk({ entries, lists, clock }: DeskDeps): PlateListDesk {
  return {
    of(plate) {
      const found = entries.matching(plate);
      return lists().flatMap((list) =>
        found
          .filter(({ listId }) => listId === list.id)
          .map(({ entry: { plate: listed, name, note } }) => ({
            listId: list.id,
            listName: list.name,
            plate: listed,
            name,
            note,
          })),
      );
    },
    has: (wanted) => findList(lists(), wanted) !== undefined,
    async remember(wanted, { plate, name }) {
      const list = findList(lists(), wanted);
      if (!list) throw new DeliveryError("misconfigured", phrase("delivery.noPlateList", { list: wanted }));
      // The next sync would take it out again.
      if (list.sync) throw new DeliveryError("misconfigured", phrase("delivery.listOfParkPow", { list: list.name }));
      const note = entries.matching(plate).find(({ listId }) => listId === list.id)?.entry.note ?? "";
      await entries.put(list.id, [{ plate, name, note }], clock.now());
    },
  };
}

/** For a test outside the running program: it knows which lists there are, and no entries. */
export function namesOnly(lists: readonly PlateList[]): PlateListDesk {
  return {
    of: () => [],
    has: (wanted) => findList(lists, wanted) !== undefined,
    remember: () => Promise.reject(new DeliveryError("misconfigured", phrase("delivery.noListInTest"))),
  };
}
