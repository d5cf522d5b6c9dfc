/** The text files of console and desktop as the tests look at them. */
import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";

const source = join(import.meta.dirname, "../../src");
const consoleDir = join(source, "renderer/locales");
const sharedDir = join(source, "shared/locales");
const desktopDir = join(source, "main/desktop/locales");

/** "a.b.c" -> the text. */
export type Texts = Map<string, string>;

/** Every language but English, in which the texts are written first. */
export const languages = readdirSync(consoleDir).filter((name) => name !== "en");
export const desktopLanguages = readdirSync(desktopDir)
  .map((name) => basename(name, ".json"))
  .filter((name) => name !== "en");

/** The namespaces of a language, and its desktop texts as the namespace "desktop". */
export function textsOf(language: string): Map<string, Texts> {
  const folders = [join(consoleDir, language), join(sharedDir, language)];
  // The phrases of the core are in a folder of their own, and have tests of their own (test/shared/phrases).
  const names = (folder: string) => readdirSync(folder).filter((name) => name.endsWith(".json"));
  const files = folders.flatMap((folder) => names(folder).map((name) => join(folder, name)));
  const spaces = files.map((file) => [basename(file, ".json"), flat(jsonOf(file))] as const);
  return new Map([...spaces, ["desktop", flat(jsonOf(join(desktopDir, `${language}.json`)))]]);
}

const jsonOf = (file: string): object => JSON.parse(readFileSync(file, "utf8"));

function flat(texts: object, prefix = ""): Texts {
  return new Map(
    Object.entries(texts).flatMap(([name, value]) =>
      typeof value === "string"
        ? [[`${prefix}${name}`, value] as const]
        : [...flat(value, `${prefix}${name}.`)].map(([key, text]) => [key, text] as const),
    ),
  );
}

const ending = /_(zero|one|two|few|many|other)$/;

/** "lines.waiting_one" -> "lines.waiting"; a key without a plural's ending is its own. */
export const stemOf = (key: string): string => key.replace(ending, "");

/** The plural's form that a key holds, e.g. "one"; null for a text without plurals. */
export const formOf = (key: string): string | null => ending.exec(key)?.[1] ?? null;

/** The values that a text wants, each once, in order: "{{name}}: {{state}}" -> ["name", "state"]. */
export const placeholdersOf = (text: string): string[] =>
  [...new Set([...text.matchAll(/\{\{\s*(\w+)[^}]*\}\}/g)].map(([, name = ""]) => name))].sort();

/** The source files under src/<folder>, as [path, text]. */
export function sourcesOf(folder: string): [string, string][] {
  const root = join(source, folder);
  return readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => [file, readFileSync(join(root, file), "utf8")]);
}
