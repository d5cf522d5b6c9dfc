import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Language } from "../../src/shared/languages.ts";

const locales = join(import.meta.dirname, "../../src/renderer/locales");

/** Looks up the console's own words: "lists:entry.add" -> "Agregar matrícula". */
export function wordsIn(language: Language): (key: string) => string {
  return (key) => {
    const [file = "", path = ""] = key.split(":");
    const texts: unknown = JSON.parse(readFileSync(join(locales, language, `${file}.json`), "utf8"));
    const text = path.split(".").reduce((at: unknown, part) => (at as Record<string, unknown> | undefined)?.[part], texts);
    if (typeof text !== "string") throw new Error(`${language} has no text ${key}.`);
    return text;
  };
}
