import { leaveOut, partsOf } from "../../shared/history.ts";
import type { HistoryFilter } from "../../shared/history-filter.ts";
import type { HistoryBackend, NearestSearches } from "../console/backend.ts";
import type { HistoryStore } from "../store/history/history-store.ts";

const platesOffered = 6;

/** What is found instead of nothing: for the console, and for an export that is empty. */
export function createNearestSearches(history: Pick<HistoryStore, "count" | "lookAlikes">): HistoryBackend["nearestSearches"] {
  return async (filter, signal) => {
    const some = async <How>(how: How, changed: HistoryFilter) => {
      const count = await history.count(changed, signal);
      return count.reads > 0 ? [{ how, count }] : [];
    };
    const { plate, whole = false, alike = false } = filter;
    const exact = plate !== undefined && !/[*?]/.test(plate);
    const given = partsOf(filter);
    const loosened = [
      ...(plate !== undefined && !alike ? await some("alike" as const, { ...filter, alike: true }) : []),
      ...(exact && whole ? await some("part" as const, { ...filter, whole: false }) : []),
    ];
    const without: NearestSearches["without"] = [];
    if (given.length > 1)
      for (const part of given)
        for (const { count } of await some(part, leaveOut(filter, [part]))) without.push({ parts: [part], count });
    const others = given.filter((part) => part !== "plate");
    if (without.length === 0 && given.includes("plate") && others.length > 1)
      for (const { count } of await some("plate", leaveOut(filter, others))) without.push({ parts: others, count });
    return { plates: exact && whole ? await history.lookAlikes(plate, platesOffered, signal) : [], loosened, without };
  };
}
