import { describe, expect, it } from "vitest";
import { english } from "../../../src/shared/phrases/english/index.ts";
import { filled } from "../../../src/shared/phrases/phrase.ts";
import { portuguese } from "../../../src/shared/phrases/portuguese.ts";
import { readPhrases } from "../../../src/shared/phrases/read.ts";
import { spanish } from "../../../src/shared/phrases/spanish.ts";
import { type Catalog, type Template, templatesOf } from "../../../src/shared/phrases/template.ts";
import { sameEverywhere } from "../../renderer/same-everywhere.ts";

const templates = templatesOf(english);
const slotsOf = ({ values }: Template) => values.map(({ name }) => name).sort();

describe.each<[string, Catalog]>([
  ["es", spanish],
  ["pt-BR", portuguese],
])("the phrases in %s", (language, catalog) => {
  const own = templatesOf(catalog);

  it("are those of English, and want its values", () => {
    expect(own.map((one) => [one.key, slotsOf(one)]).sort()).toEqual(templates.map((one) => [one.key, slotsOf(one)]).sort());
  });

  it("are not left in English", () => {
    const same = own.flatMap(({ key }) => {
      const [part = "", name = ""] = key.split(".");
      const text = catalog[part]?.[name] ?? "";
      return text === (english as Catalog)[part]?.[name] && !sameEverywhere(text, language) ? [`${key}: ${text}`] : [];
    });
    expect(same).toEqual([]);
  });
});

describe("the phrases in English", () => {
  it("name each value once and have words between two of them", () => {
    const odd = templates.filter(
      (one) => new Set(slotsOf(one)).size < one.values.length || one.literals.slice(1, -1).some((words) => words === ""),
    );
    expect(odd.map(({ key }) => key)).toEqual([]);
  });

  it("have words enough of their own to be told from values", () => {
    const thin = templates.filter(({ literals }) => (literals.join("").match(/\p{L}/gu) ?? []).length < 4);
    expect(thin.map(({ key }) => key)).toEqual([]);
  });

  it("are found again, each as itself, with its values", () => {
    const confused = templates.flatMap((template) => {
      const values = Object.fromEntries(template.values.map(({ name }, at) => [name, `v${at}`]));
      const parts = readPhrases(filled(textOf(template), values), templates);
      const part = parts?.length === 1 ? parts[0] : undefined;
      if (!part?.template) return [`${template.key}: not read`];
      const same =
        part.template.key === template.key && part.values.map(({ text }) => text).join() === Object.values(values).join();
      return same ? [] : [`${template.key}: taken for ${part.template.key}`];
    });
    expect(confused).toEqual([]);
  });
});

function textOf({ key }: Template): string {
  const [part = "", name = ""] = key.split(".");
  return (english as Catalog)[part]?.[name] ?? "";
}
