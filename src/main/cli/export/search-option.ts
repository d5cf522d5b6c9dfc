import { queryNames, queryOf, searchOf } from "../../../shared/history-query.ts";
import { nearest } from "../../../shared/nearest.ts";
import type { SavedSearch } from "../../../shared/saved-search.ts";
import { UsageError } from "../terminal.ts";
import { noSuch } from "./no-such.ts";

/**
 * What --search means: the name of a saved search, or what stands in the address of the console's History, whole or from the question
 * mark on. Throws a UsageError for a name that is not known, and for a part of an address that says nothing.
 */
export function searchSaid(text: string, searches: readonly SavedSearch[]): string {
  const saved = searches.find(({ name }) => name.toLowerCase() === text.trim().toLowerCase());
  if (saved) return saved.query;
  const query = /(?:^|\?)([^?#=]+=[^#]*)(?:#.*)?$/.exec(text)?.[1];
  if (query === undefined) {
    const names = searches.map(({ name }) => name);
    throw new UsageError(
      `--search is ${JSON.stringify(text)}: ${noSuch("saved search", text, names)} It may also be the address of the console's History.`,
    );
  }
  refuseUnknown(query);
  return query;
}

/** The console passes over what it does not understand; here that would export what nobody asked for. */
function refuseUnknown(query: string): void {
  const understood = new URLSearchParams(searchOf(queryOf(query).query));
  for (const [name, value] of new URLSearchParams(query)) {
    if (!queryNames.includes(name)) {
      const meant = nearest(name, queryNames);
      throw new UsageError(
        `--search holds ${JSON.stringify(name)}, which is no part of a search.${meant ? ` Did you mean ${meant}?` : ""}`,
      );
    }
    if (value !== "" && !understood.has(name))
      throw new UsageError(
        `--search holds ${name}=${value}, which cannot be understood. Copy the address from the console once more.`,
      );
  }
}
