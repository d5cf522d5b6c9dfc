import { slots } from "./phrase.ts";

/** An English text of the catalog, taken apart at its values: `literals` has one more entry than `values`. */
export interface Template {
  key: string;
  literals: readonly string[];
  /** `nested`: is made of phrases itself. */
  values: readonly { name: string; nested: boolean }[];
  /** Letters that are its own: the more of them fit, the surer it is. */
  weight: number;
}

/** A catalog: part -> name -> text. */
export type Catalog = Readonly<Record<string, Readonly<Record<string, string>>>>;

export function templatesOf(catalog: Catalog): Template[] {
  return Object.entries(catalog).flatMap(([part, texts]) =>
    Object.entries(texts).map(([name, text]) => templateOf(`${part}.${name}`, text)),
  );
}

function templateOf(key: string, text: string): Template {
  const found = [...text.matchAll(slots)];
  const ends = [0, ...found.map((slot) => slot.index + slot[0].length)];
  const literals = ends.map((end, at) => text.slice(end, found[at]?.index));
  return {
    key,
    literals,
    values: found.map(([, name = "", nested]) => ({ name, nested: nested !== undefined })),
    weight: literals.join("").length,
  };
}
