import { DeliveryError, type PlateListDesk } from "../../src/main/forwarders/forwarder.ts";
import { recordedPhrase } from "../../src/shared/phrases/phrase.ts";
import { type ListMatch, plateKey } from "../../src/shared/plate-list.ts";

/** An operator who keeps no plate lists. */
export const noLists: PlateListDesk = {
  of: () => [],
  has: () => false,
  remember: (list) => Promise.reject(new DeliveryError("misconfigured", recordedPhrase(`There is no plate list ${list}.`))),
};

/** Plate lists in memory, by name; what forwarders remember is added. */
export function listsOf(lists: Record<string, { plate: string; name: string }[]>): PlateListDesk {
  const entriesOf = (list: string) => lists[Object.keys(lists).find((name) => name.toLowerCase() === list.toLowerCase()) ?? ""];
  return {
    of: (plate) =>
      Object.entries(lists).flatMap(([list, entries]) =>
        entries
          .filter((entry) => plate !== null && plateKey(entry.plate) === plateKey(plate))
          .map(({ plate, name }): ListMatch => ({ listId: list.toLowerCase(), listName: list, plate, name, note: "" })),
      ),
    has: (list) => entriesOf(list) !== undefined,
    async remember(list, entry) {
      const entries = entriesOf(list);
      if (!entries) throw new DeliveryError("misconfigured", recordedPhrase(`There is no plate list ${list}.`));
      entries.push(entry);
    },
  };
}
