import { plateKey } from "./plate-words.ts";

/**
 * Characters that recognisers, and people who type a plate, take for each other. The Cyrillic and Greek capitals look exactly
 * like the Latin ones, and a list that was typed on another keyboard would never match. Only ever offered to a person: two
 * cars may well differ in nothing but an O and a 0.
 */
const alike = [
  "0OQDОΟ",
  "1ILІΙ",
  "8BВΒ",
  "5SЅ",
  "2ZΖ",
  "6G",
  "UV",
  "AАΑ",
  "EЕΕ",
  "HНΗ",
  "KКΚ",
  "MМΜ",
  "NΝ",
  "PРΡ",
  "CС",
  "TТΤ",
  "XХΧ",
  "YУΥ",
  "JЈ",
] as const;

const setOf = new Map<string, string>(alike.flatMap((set) => Array.from(set, (character) => [character, set] as const)));

/** For each character of a plate key all that look like it, itself among them. */
export function lookAlikeSets(key: string): string[] {
  return Array.from(key, (character) => setOf.get(character) ?? character);
}

/** Whether two plates differ, and only in characters that look alike. */
export function looksLike(a: string, b: string): boolean {
  const [left, right] = [plateKey(a), plateKey(b)];
  return left !== right && lookAlikeSets(left).join("|") === lookAlikeSets(right).join("|");
}
