import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const renderer = join(import.meta.dirname, "../../src/renderer");

/** Every key of a text file, "a.b.c", without the plural's ending. */
function keysOf(texts: object, prefix = ""): string[] {
  return Object.entries(texts).flatMap(([name, value]) =>
    typeof value === "object" && value !== null
      ? keysOf(value, `${prefix}${name}.`)
      : [`${prefix}${name}`, `${prefix}${name.replace(/_(zero|one|other)$/, "")}`],
  );
}

const known = new Map(
  readdirSync(join(renderer, "locales/en")).map((file) => [
    file.replace(".json", ""),
    new Set(keysOf(JSON.parse(readFileSync(join(renderer, "locales/en", file), "utf8")))),
  ]),
);

/** The texts a source file asks for by a plain name, as "namespace:key"; names that are put together are not seen. */
function textsOf(source: string): string[] {
  const calls = new Map<string, string>();
  for (const [, name = "t", namespace = ""] of source.matchAll(/\{ t(?:: (\w+))?(?:, \w+)* \} = useTranslation\(\[?"(\w+)"/g))
    calls.set(name, namespace);
  for (const [, namespace = ""] of source.matchAll(/\bt: TFunction<"(\w+)">/g)) calls.set("t", namespace);
  return [...calls].flatMap(([name, namespace]) =>
    [...source.matchAll(new RegExp(`\\b${name}\\(\\s*"([^"]+)"`, "g"))].map(([, key = ""]) =>
      key.includes(":") ? key : `${namespace}:${key}`,
    ),
  );
}

describe("the English texts", () => {
  it("hold every text that the console asks for by name", () => {
    const files = ["app", "ui", "feed", "deliveries", "lists", "inspector"]
      .flatMap((folder) =>
        readdirSync(join(renderer, folder), { recursive: true, encoding: "utf8" }).map((file) => join(folder, file)),
      )
      .filter((file) => /\.tsx?$/.test(file));
    const asked = files.flatMap((file) => textsOf(readFileSync(join(renderer, file), "utf8")).map((text) => `${file} ${text}`));
    expect(asked.length).toBeGreaterThan(100);
    const missing = asked.filter((line) => {
      const [namespace = "", key = ""] = (line.split(" ").at(-1) ?? "").split(":");
      return known.get(namespace)?.has(key) !== true;
    });
    expect(missing).toEqual([]);
  });
});
