import { nearest } from "../../../shared/nearest.ts";

/** That there is none of this name, which one was probably meant, and which there are. */
export function noSuch(what: string, word: string, names: readonly string[]): string {
  const meant = nearest(word, names);
  const rest = names.length === 0 ? "none is set up" : `there are ${names.join(", ")}`;
  return `there is no ${what} of that name; ${rest}.${meant ? ` Did you mean ${meant}?` : ""}`;
}
