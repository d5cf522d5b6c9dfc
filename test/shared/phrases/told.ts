import { expect } from "vitest";
import { phrasebooks } from "../../../src/shared/phrases/phrasebooks.ts";

/**
 * What the core recorded, in Spanish; fails where a part of it is no phrase, which an operator would read in English. That the phrases
 * themselves are not left in English is proven of the catalog (catalog.test.ts).
 */
export function inSpanish(recorded: string | null | undefined): string {
  const text = recorded ?? "";
  for (const language of ["es", "pt-BR"] as const) {
    const book = phrasebooks[language];
    expect({ text, known: book.knows(text) }).toEqual({ text, known: true });
    expect(book.retell(text)).not.toBe(text);
  }
  return phrasebooks.es.retell(text);
}
