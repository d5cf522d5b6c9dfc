/**
 * Finds the phrases that an English text is made of: one after the other, joined by a space, a list's mark or a line's end, values
 * between the words of each. Several readings may fit, since a value may hold anything; the one in which most letters are the catalog's own is taken.
 *
 * What comes in may be hostile (a vendor's answer is a value). No range of the text is read twice, the work for one text is counted and
 * limited, and longer texts are not read at all: what is not read is shown as it is.
 */
import { earliestLast, type FoundValue, fitTo, mayStandIn, sentenceEnd } from "./fit.ts";
import type { Template } from "./template.ts";

/** A phrase with its values, or text that is not of the catalog. `after`: what joins it to the next part. */
export type Part = { after: string } & (
  | { template: Template; values: readonly FoundValue<Part[]>[] }
  | { template: null; text: string }
);

/** A message has some hundred letters; an answer in it is cut to 300. */
const longestText = 4000;
/** A common text takes some hundred steps. */
const mostSteps = 10_000;
const marks = ["; ", ", ", " ", "\n"];

/** The last part comes first: readings of the same rest share it. */
interface Chain {
  weight: number;
  part: Part;
  next: Chain | null;
}

/** Null where no phrase is found. */
export function readPhrases(text: string, templates: readonly Template[]): Part[] | null {
  if (text.length > longestText) return null;
  const fitting = templates.filter((template) => mayStandIn(text, template));
  if (fitting.length === 0) return null;
  const reader = createReader(text, fitting);
  const found = reader.sequence(0, text.length) ?? reader.withGaps(0);
  return found.weight === 0 ? null : partsOf(found);
}

/** Whether all of it are phrases, and so are the values that are to be made of phrases. */
export function isWhole(parts: readonly Part[] | null): boolean {
  return (parts ?? [{ template: null }]).every(
    (part) =>
      part.template !== null &&
      part.values.every((value, at) => part.template.values[at]?.nested !== true || isWhole(value.parts)),
  );
}

function createReader(text: string, templates: readonly Template[]) {
  const sequences = new Map<number, Chain | null>();
  const gapped = new Map<number, Chain>();
  let steps = 0;
  const spend = () => ++steps <= mostSteps;

  /** The best reading of a range that is phrases from end to end. */
  function sequence(from: number, to: number): Chain | null {
    const id = from * (longestText + 1) + to;
    const known = sequences.get(id);
    if (known !== undefined) return known;
    const found = fromPhrase(from, to, (next) => sequence(next, to));
    sequences.set(id, found);
    return found;
  }

  /** The best reading to the text's end in which sentences may stand that are not of the catalog. */
  function withGaps(from: number): Chain {
    const known = gapped.get(from);
    if (known !== undefined) return known;
    const end = endOfSentence(text, from);
    const next = end < text.length ? withGaps(end + 1) : null;
    const gap: Chain = {
      weight: next?.weight ?? 0,
      part: { template: null, text: text.slice(from, end), after: text.slice(end, end + 1) },
      next,
    };
    const told = fromPhrase(from, text.length, withGaps);
    const found = told !== null && told.weight > gap.weight ? told : gap;
    gapped.set(from, found);
    return found;
  }

  /** The best reading that begins with a phrase at `from`; `goOn` reads what stands behind the phrase. */
  function fromPhrase(from: number, to: number, goOn: (next: number) => Chain | null): Chain | null {
    let best: Chain | null = null;
    for (const template of templates)
      for (const [end, after] of endsOf(template, from, to)) {
        const next = after === "" ? null : goOn(end + after.length);
        if (after !== "" && next === null) continue;
        const found = fitTo(text, template, [from, end], nested, spend);
        const weight = (found?.weight ?? 0) + (next?.weight ?? 0);
        if (found !== null && (best === null || weight > best.weight))
          best = { weight, part: { template, values: found.values, after }, next };
      }
    return best;
  }

  function nested(from: number, to: number) {
    const found = from < to ? sequence(from, to) : null;
    return found && { weight: found.weight, parts: partsOf(found) };
  }

  /** Where a phrase that begins at `from` may end: at the range's end (""), or before a mark that joins it to the next. */
  function* endsOf(template: Template, from: number, to: number): Generator<[end: number, after: string]> {
    const earliest = spend() ? earliestLast(text, template, from) : -1;
    const words = template.literals.at(-1) ?? "";
    const fixed = template.values.length === 0;
    if (earliest < 0 || (fixed && !text.startsWith(words, from))) return;
    for (let at = text.indexOf(words, earliest); at >= 0 && at + words.length <= to; at = text.indexOf(words, at + 1)) {
      if (!spend()) return;
      const end = at + words.length;
      const after = end === to ? "" : marks.find((mark) => text.startsWith(mark, end));
      if (after !== undefined) yield [end, after];
      // An empty text is found at the end for ever.
      if (fixed || end >= to) return;
    }
  }

  return { sequence, withGaps };
}

function partsOf(chain: Chain): Part[] {
  const parts: Part[] = [];
  for (let at: Chain | null = chain; at !== null; at = at.next) parts.push(at.part);
  return parts;
}

/** Where the sentence ends that begins at `from`. */
function endOfSentence(text: string, from: number): number {
  const end = new RegExp(sentenceEnd, "g");
  end.lastIndex = from;
  const found = end.exec(text);
  return found === null ? text.length : found.index + found[0].length;
}
