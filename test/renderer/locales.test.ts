import { describe, expect, it } from "vitest";
import { sourcesOf, stemOf, textsOf } from "./texts.ts";

const english = textsOf("en");
const known = new Map(
  [...english].map(([space, texts]) => [space, new Set([...texts.keys()].flatMap((key) => [key, stemOf(key)]))]),
);
const isKnown = (space: string, key: string) => known.get(space)?.has(key) === true;

/** The texts a source file asks for by a plain name, as "namespace:key"; names that are put together are not seen. */
function askedBy(source: string): string[] {
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
    const asked = sourcesOf("renderer").flatMap(([file, source]) => askedBy(source).map((text) => ({ file, text })));
    expect(asked.length).toBeGreaterThan(600);
    const missing = asked.filter(({ text }) => !isKnown(...(text.split(":") as [string, string])));
    expect(missing).toEqual([]);
  });

  it("hold every text that tray, menus and dialogs ask for by name", () => {
    const asked = sourcesOf("main/desktop").flatMap(([file, source]) =>
      [...source.matchAll(/\btexts\("([^"]+)"/g)].map(([, text = ""]) => ({ file, text })),
    );
    expect(asked.length).toBeGreaterThan(30);
    const missing = asked.filter(({ text }) => {
      const [key = "", space = "desktop"] = text.split(":").reverse();
      return !isKnown(space, key);
    });
    expect(missing).toEqual([]);
  });
});
