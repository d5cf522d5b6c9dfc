import { randomUUID } from "node:crypto";
import { phrase } from "../../shared/phrases/phrase.ts";
import type { SavedSearch } from "../../shared/saved-search.ts";
import type { SettingsStore } from "../../shared/settings.ts";
import { ConsoleError, type HistoryBackend } from "../console/backend.ts";
import type { PlateListDesk } from "../forwarders/forwarder.ts";
import type { Store } from "../store/store.ts";
import { feedEventOf } from "./console-events.ts";
import { createNearestSearches } from "./nearest-searches.ts";

interface HistoryDeps {
  store: Pick<Store, "history" | "events" | "reads">;
  settings: SettingsStore;
  lists: Pick<PlateListDesk, "of">;
}

const mostSearches = 100;

/** The history as the console asks for it, and the searches that were given names. */
export function createConsoleHistory({ store, settings, lists }: HistoryDeps): HistoryBackend {
  const { history } = store;

  const save = (searches: SavedSearch[]): SavedSearch[] => {
    settings.set({ ...settings.get(), searches });
    return settings.get().searches;
  };

  return {
    async searchReads({ filter, beforeId, limit }, signal) {
      const reads = await history.find(filter, { beforeId, limit }, signal);
      return reads.flatMap((read) => {
        const entry = store.events.get(read.eventId);
        if (!entry) return [];
        const deliveries = entry.deliveries.filter(({ readId }) => readId === null || readId === read.id);
        return [feedEventOf({ event: entry.event, reads: [read], deliveries }, lists)];
      });
    },
    countReads: (filter, signal) => history.count(filter, signal),
    readWords: (signal) => history.words(signal),
    nearestSearches: createNearestSearches(history),
    async readPlace({ readId, filter }, signal) {
      const read = store.reads.get(readId);
      if (!read) return null;
      const [older] = await history.find(filter, { beforeId: readId, limit: 1 }, signal);
      const [newer] = await history.find(filter, { afterId: readId, limit: 1 }, signal);
      return { eventId: read.eventId, newer: newer?.id ?? null, older: older?.id ?? null };
    },
    plateHistory: ({ plate, limit }) => history.passages(plate, limit),
    savedSearches: () => settings.get().searches,
    async saveSearch({ id, name, query }) {
      const { searches } = settings.get();
      const known = searches.find((search) => search.id === id);
      if (id !== null && !known) throw new ConsoleError(phrase("console.searchGone"));
      if (searches.some((search) => search !== known && search.name.toLowerCase() === name.toLowerCase()))
        throw new ConsoleError(phrase("console.searchTaken", { name }), "name");
      if (!known && searches.length >= mostSearches)
        throw new ConsoleError(phrase("console.searchesFull", { most: mostSearches }));
      const saved: SavedSearch = { id: known?.id ?? randomUUID(), name, query };
      return save(known ? searches.map((search) => (search === known ? saved : search)) : [...searches, saved]);
    },
    deleteSearch: async (id) => save(settings.get().searches.filter((search) => search.id !== id)),
  };
}
