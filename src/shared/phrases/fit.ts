import type { Template } from "./template.ts";

/** A value as it was found; `parts` where it is made of phrases itself. */
export interface FoundValue<Parts> {
  text: string;
  parts: Parts | null;
}

export interface Fitted<Parts> {
  weight: number;
  values: FoundValue<Parts>[];
}

/** Behind a full stop or the like that a space or a line's end follows. */
export const sentenceEnd = /[.!?:…][”")]?(?=[ \n])/;

/** Whether a template may stand anywhere in the text: its words are there, in their order. */
export function mayStandIn(text: string, { literals }: Template): boolean {
  return literals.length === 1 ? text.includes(literals[0] ?? "") : wordsFrom(text, literals, 0) >= 0;
}

/** Where a template that begins at `from` may end at the earliest, without its last words; -1: it does not begin there. */
export function earliestLast(text: string, { literals }: Template, from: number): number {
  return text.startsWith(literals[0] ?? "", from) ? wordsFrom(text, literals.slice(0, -1), from) : -1;
}

function wordsFrom(text: string, literals: readonly string[], from: number): number {
  let at = from;
  for (const literal of literals) {
    const found = text.indexOf(literal, at);
    if (found < 0) return -1;
    at = found + literal.length;
  }
  return at;
}

/**
 * A template over exactly the range from `from` to `to`; null where it does not fit. Values are as short as possible; where one of them
 * is made of phrases, all lengths are tried and the heaviest is taken. `nested` reads such a value, `spend` counts the work and says
 * when it is enough.
 */
export function fitTo<Parts>(
  text: string,
  { literals, values, weight: own }: Template,
  [from, to]: readonly [from: number, to: number],
  nested: (from: number, to: number) => { weight: number; parts: Parts } | null,
  spend: () => boolean,
): Fitted<Parts> | null {
  const searching = values.some((value) => value.nested);
  const lastWords = to - (literals.at(-1)?.length ?? 0);

  function valuesFrom(index: number, at: number): Fitted<Parts> | null {
    const value = values[index];
    if (value === undefined) return { weight: 0, values: [] };
    const words = literals[index + 1] ?? "";
    const isLast = index === values.length - 1;
    let best: Fitted<Parts> | null = null;
    for (
      let end = isLast ? lastWords : text.indexOf(words, at);
      end >= at && end <= lastWords;
      end = text.indexOf(words, end + 1)
    ) {
      if (!spend()) break;
      const rest = valuesFrom(index + 1, end + words.length);
      const inner = rest !== null && value.nested ? nested(at, end) : null;
      const weight = (rest?.weight ?? 0) + (inner?.weight ?? 0);
      // At its beginning a phrase names a place or a person: with a sentence in it, it is that sentence that is not known.
      const swallows = index === 0 && literals[0] === "" && inner === null && sentenceEnd.test(text.slice(at, end));
      if (rest !== null && !swallows && (best === null || weight > best.weight))
        best = { weight, values: [{ text: text.slice(at, end), parts: inner?.parts ?? null }, ...rest.values] };
      if (isLast || !searching) break;
    }
    return best;
  }

  const found = valuesFrom(0, from + (literals[0]?.length ?? 0));
  return found && { weight: own + found.weight, values: found.values };
}
