import { english } from "./english/index.ts";
import { filled } from "./phrase.ts";
import { isWhole, type Part, readPhrases } from "./read.ts";
import { type Catalog, templatesOf } from "./template.ts";

/** Tells recorded English text in one language. */
export interface Phrasebook {
  /** In the catalog's language. What is no phrase (an older version's sentence, a vendor's words) stays as it is. */
  retell(text: string): string;
  /** Whether the text is phrases from end to end. */
  knows(text: string): boolean;
}

const templates = templatesOf(english);

/** Texts whose reading is kept: what the console shows is told anew whenever it is drawn. */
const mostRemembered = 2000;

/** Phrases that the catalog lacks are told in English. */
export function createPhrasebook(catalog: Catalog): Phrasebook {
  const remembered = new Map<string, string>();

  const tell = (parts: readonly Part[]): string =>
    parts.map((part) => (part.template === null ? part.text : told(part)) + part.after).join("");
  function told({ template, values }: Extract<Part, { values: unknown }>): string {
    const [part = "", name = ""] = template.key.split(".");
    const text = catalog[part]?.[name] ?? (english as Catalog)[part]?.[name] ?? "";
    return filled(text, Object.fromEntries(template.values.map(({ name: slot }, at) => [slot, saidOf(values[at])])));
  }
  const saidOf = (value: { text: string; parts: Part[] | null } | undefined) =>
    value?.parts ? tell(value.parts) : (value?.text ?? "");

  return {
    retell(text) {
      const known = remembered.get(text);
      if (known !== undefined) return known;
      const parts = readPhrases(text, templates);
      const retold = parts === null ? text : tell(parts);
      if (remembered.size >= mostRemembered) remembered.clear();
      remembered.set(text, retold);
      return retold;
    },
    knows: (text) => isWhole(readPhrases(text, templates)),
  };
}
