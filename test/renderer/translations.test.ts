import { describe, expect, it } from "vitest";
import { forwarderSchema, forwarders } from "../../src/main/forwarders/index.ts";
import { type FieldModel, fieldsOf } from "../../src/renderer/form/model.ts";
import { sameEverywhere } from "./same-everywhere.ts";
import { desktopLanguages, formOf, languages, placeholdersOf, stemOf, type Texts, textsOf } from "./texts.ts";

const english = textsOf("en");

/** English keys as `language` has to have them: its own forms in the place of one and other; zero where English says it apart. */
function keysFor(texts: Texts, language: string): string[] {
  const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
  const keys = [...texts.keys()].flatMap((key) => {
    const form = formOf(key);
    if (form === null || form === "zero") return [key];
    return forms.map((one) => `${stemOf(key)}_${one}`);
  });
  return [...new Set(keys)].sort();
}

/** A number of one in an English text, as a figure, a value or a word. */
const tellsOne = /\b1\b|\bonce\b|\bone (?!by)[a-z]|\{\{(count|number)\b/i;

/** The namespace whose English is in the forwarders' schemas. */
const bySchema = "forwarders";

describe.each(languages)("the texts in %s", (language) => {
  const own = textsOf(language);
  const plain = [...english].filter(([space]) => space !== bySchema);

  it("are there for the console and for the desktop", () => {
    expect(desktopLanguages).toContain(language);
    expect([...own.keys()].sort()).toEqual([...english.keys()].sort());
  });

  it.each(plain)("have the keys of English and the forms of their own plurals: %s", (space, texts) => {
    expect([...(own.get(space)?.keys() ?? [])].sort()).toEqual(keysFor(texts, language));
  });

  it.each(plain)("want the values that English wants: %s", (space, texts) => {
    const odd = [...(own.get(space) ?? [])].flatMap(([key, text]) => {
      const wanted = placeholdersOf(texts.get(key) ?? texts.get(`${stemOf(key)}_other`) ?? "");
      const all = new Set(
        [...texts].filter(([other]) => stemOf(other) === stemOf(key)).flatMap(([, one]) => placeholdersOf(one)),
      );
      const found = placeholdersOf(text);
      const form = formOf(key);
      // One thing may be told without its number, or with it where English has none.
      const fits = form === "one" || form === "zero" ? found.every((name) => all.has(name)) : found.join() === wanted.join();
      return fits ? [] : [{ key, wanted, found }];
    });
    expect(odd).toEqual([]);
  });

  it("do not say one where the language counts none as one", () => {
    if (new Intl.PluralRules(language).select(0) !== "one") return;
    const odd = plain.flatMap(([space, texts]) =>
      [...texts]
        .filter(([key, text]) => formOf(key) === "one" && tellsOne.test(text))
        .filter(([key]) => !texts.has(`${stemOf(key)}_zero`))
        .filter(([key]) => !/\{\{(count|number)\b/.test(own.get(space)?.get(key) ?? ""))
        .map(([key]) => `${space}:${key}`),
    );
    expect(odd).toEqual([]);
  });

  it("are not left in English", () => {
    const same = plain.flatMap(([space, texts]) =>
      [...(own.get(space) ?? [])]
        .filter(([key, text]) => texts.get(key) === text && !sameEverywhere(text, language))
        .map(([key, text]) => `${space}:${key}: ${text}`),
    );
    expect(same).toEqual([]);
  });

  const texts = own.get(bySchema) ?? new Map<string, string>();

  it("name and explain every forwarder and each of its settings, and nothing that is not there", () => {
    const asked = new Set<string>();
    const untold: string[] = [];
    const ask = (keys: string[], told: string) => {
      const key = keys.find((one) => texts.has(one));
      if (key === undefined) untold.push(`${keys[0]}: ${told}`);
      else {
        asked.add(key);
        const text = texts.get(key) ?? "";
        if (text === told && !key.endsWith(".name") && !sameEverywhere(text, language)) untold.push(`${key} is English: ${told}`);
        if (placeholdersOf(text).join() !== placeholdersOf(told).join()) untold.push(`${key} has other placeholders: ${text}`);
      }
    };
    for (const forwarder of forwarders) {
      ask([`${forwarder.type}.name`], forwarder.name);
      ask([`${forwarder.type}.summary`], forwarder.summary);
      for (const field of fieldsOf(forwarderSchema(forwarder) as Parameters<typeof fieldsOf>[0]))
        for (const [rest, told] of wordsOf(field))
          ask([`${forwarder.type}.fields.${field.key}.${rest}`, `shared.fields.${field.key}.${rest}`], told);
    }
    expect(untold).toEqual([]);
    const left = [...texts.keys()].filter((key) => !asked.has(key) && !key.startsWith("shared.units."));
    expect(left).toEqual([]);
  });

  it("name every unit that stands in a setting's title", () => {
    const units = forwarders.flatMap((forwarder) =>
      fieldsOf(forwarderSchema(forwarder) as Parameters<typeof fieldsOf>[0]).flatMap(({ unit }) => (unit === null ? [] : [unit])),
    );
    expect([...new Set(units)].filter((unit) => !texts.has(`shared.units.${unit}`))).toEqual([]);
  });
});

/** What a setting says of itself in English. */
function wordsOf({ title, help, choices }: FieldModel): [string, string][] {
  return [
    ["title", title],
    ...(help === null ? [] : [["help", help] as [string, string]]),
    ...choices.map(({ value, title: own }): [string, string] => [`choices.${value}`, own ?? value]),
  ];
}
