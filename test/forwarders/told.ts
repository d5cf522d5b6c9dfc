import { expect } from "vitest";
import { phrasebooks } from "../../src/shared/phrases/phrasebooks.ts";

/** That a text is told in the operator's language from end to end, but for values. */
export function expectTold(text: string): void {
  expect({ text, told: phrasebooks.es.knows(text) }).toEqual({ text, told: true });
}
