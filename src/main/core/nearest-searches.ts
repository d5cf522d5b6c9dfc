import { leaveOut, partsOf, type WordsKey, wordsKeys } from "../../shared/history.ts";
import type { HistoryFilter } from "../../shared/history-filter.ts";
import { nearest } from "../../shared/nearest.ts";
import { plateKey } from "../../shared/plate-list.ts";
import type { HistoryBackend, NearestSearches, Respelt } from "../console/backend.ts";
import type { HistoryStore } from "../store/history/history-store.ts";

const platesOffered = 6;
const patternsOffered = 3;

/** What is found instead of nothing: for the console, and for an export that is empty. */
export function createNearestSearches(
  history: Pick<HistoryStore, "count" | "lookAlikes" | "words">,
): HistoryBackend["nearestSearches"] {
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
    const plates = exact && whole ? await history.lookAlikes(plate, platesOffered, signal) : [];
    const patterns: NearestSearches["patterns"] = [];
    if (exact && loosened.length === 0 && plates.length === 0)
      for (const pattern of oneWrong(plate, whole)) {
        if (patterns.length === patternsOffered) break;
        for (const { count } of await some("plate", { ...filter, plate: pattern })) patterns.push({ plate: pattern, count });
      }
    return { plates, loosened, patterns, respelt: await respelt(filter, signal), without };
  };

  async function respelt(filter: HistoryFilter, signal?: AbortSignal): Promise<NearestSearches["respelt"]> {
    const keys = (Object.keys(wordsKeys) as WordsKey[]).filter((key) => (filter[key] ?? []).some((word) => word !== ""));
    if (keys.length === 0) return null;
    const there = await history.words(signal);
    const words: Respelt[] = [];
    const changed: HistoryFilter = { ...filter };
    for (const key of keys) {
      const known = there[wordsKeys[key]].map(({ word }) => word).filter((word) => word !== "");
      changed[key] = filter[key]?.map((word) => {
        if (word === "" || isThere(word, known)) return word;
        const instead = nearest(word, known);
        if (instead !== null) words.push({ key, word, instead });
        return instead ?? word;
      });
    }
    if (words.length === 0) return null;
    const count = await history.count(changed, signal);
    return count.reads > 0 ? { words, count } : null;
  }
}

/** Whether a word of a filter is among those of the reads; a region's first part stands for all of its regions. */
export function isThere(word: string, known: readonly string[]): boolean {
  const wanted = word.toLowerCase();
  return known.some((one) => one.toLowerCase() === wanted || one.toLowerCase().startsWith(`${wanted}-`));
}

/** The plate with each of its characters open in turn; short ones would find anything. */
function oneWrong(plate: string, whole: boolean): string[] {
  const characters = Array.from(plateKey(plate));
  if (characters.length < 4 || characters.length > 12) return [];
  return characters.map((_, place) => {
    const open = characters.map((character, at) => (at === place ? "?" : character)).join("");
    return whole ? open : `*${open}*`;
  });
}
