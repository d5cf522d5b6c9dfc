import { type FilterPart, type HistoryCount, type WordColumn, type WordsKey, wordsKeys } from "../../../shared/history.ts";
import type { HistoryFilter } from "../../../shared/history-filter.ts";
import { nearest } from "../../../shared/nearest.ts";
import { createNearestSearches, isThere } from "../../core/nearest-searches.ts";
import type { HistoryStore } from "../../store/history/history-store.ts";

/** The option for each part of a filter. */
const optionOf: Record<FilterPart, string> = {
  ...{
    plate: "--plate",
    withPlate: "--shown",
    time: "the time range",
    cameras: "--camera",
    score: "--min-score and --max-score",
  },
  ...{ makes: "--make", models: "--model", colors: "--color", vehicleTypes: "--type", regions: "--region" },
  ...{ direction: "--direction", lists: "--list and --unlisted", deliveries: "--destination and --delivery" },
};

const most = 8;

/** What is said of an export that found nothing: words that no read has, with the nearest that one has, and what is found instead. */
export async function nothingFound(history: HistoryStore, filter: HistoryFilter, signal: AbortSignal): Promise<string[]> {
  const lines = ["Nothing matches."];
  const words = await history.words(signal);
  for (const [key, column] of Object.entries(wordsKeys) as [WordsKey, WordColumn][])
    for (const word of filter[key] ?? []) {
      const known = words[column].map((one) => one.word).filter((one) => one !== "");
      if (word === "" || isThere(word, known)) continue;
      const meant = nearest(word, known);
      const some = known.slice(0, most).join(", ") + (known.length > most ? ", …" : "");
      lines.push(
        `${optionOf[key]} ${JSON.stringify(word)}: no read has that.${meant ? ` Did you mean ${meant}?` : ""}${some ? ` There are: ${some}.` : ""}`,
      );
    }
  const { plates, loosened, patterns, respelt, without } = await createNearestSearches(history)(filter, signal);
  if (plates.length > 0)
    lines.push(`Plates that look alike: ${plates.map(({ plate, reads }) => `${plate} (${reads})`).join(", ")}.`);
  if (respelt)
    lines.push(
      `With ${respelt.words.map(({ key, instead }) => `${optionOf[key]} ${JSON.stringify(instead)}`).join(", ")}: ${found(respelt.count)}.`,
    );
  for (const { plate, count } of patterns) lines.push(`With --plate "${plate}": ${found(count)}.`);
  for (const { how, count } of loosened) lines.push(`With --${how}: ${found(count)}.`);
  for (const { parts, count } of without)
    lines.push(`Without ${parts.map((part) => optionOf[part]).join(", ")}: ${found(count)}.`);
  return lines;
}

const found = ({ reads, exact }: HistoryCount) => `${exact ? "" : "at least "}${reads} ${reads === 1 ? "read" : "reads"}`;
