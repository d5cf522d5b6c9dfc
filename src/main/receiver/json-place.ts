/** Where a value stands in a JSON text that parses. Walks over the text once, without building anything. */

const space = /[\t\n\r ]*/y;
const plain = /[^,\]}\s]*/y;

/** Index of the value at `path`, or of the innermost one on the way there that exists. */
export function placeOfValue(text: string, path: readonly (string | number)[]): number {
  let at = skip(space, text, 0);
  for (const key of path) {
    const next = typeof key === "number" ? elementAt(text, at, key) : memberAt(text, at, key);
    if (next === null) break;
    at = next;
  }
  return at;
}

/** Of a key that comes twice the last one counts, as for JSON.parse. */
function memberAt(text: string, open: number, key: string): number | null {
  if (text[open] !== "{") return null;
  let found: number | null = null;
  for (let at = skip(space, text, open + 1); text[at] === '"'; ) {
    const end = stringEnd(text, at);
    const value = skip(space, text, skip(space, text, end) + 1);
    if (JSON.parse(text.slice(at, end)) === key) found = value;
    at = skip(space, text, valueEnd(text, value));
    if (text[at] !== ",") break;
    at = skip(space, text, at + 1);
  }
  return found;
}

function elementAt(text: string, open: number, index: number): number | null {
  if (text[open] !== "[") return null;
  let at = skip(space, text, open + 1);
  for (let number = 0; at < text.length && text[at] !== "]"; number += 1) {
    if (number === index) return at;
    at = skip(space, text, valueEnd(text, at));
    if (text[at] !== ",") return null;
    at = skip(space, text, at + 1);
  }
  return null;
}

function valueEnd(text: string, start: number): number {
  const first = text[start];
  if (first === '"') return stringEnd(text, start);
  if (first !== "{" && first !== "[") return skip(plain, text, start);
  let depth = 0;
  for (let at = start; at < text.length; at += 1) {
    const character = text[at];
    if (character === '"') at = stringEnd(text, at) - 1;
    else if (character === "{" || character === "[") depth += 1;
    else if (character === "}" || character === "]") {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return text.length;
}

/** Behind the closing quote. */
function stringEnd(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === "\\") at += 1;
    else if (text[at] === '"') return at + 1;
  }
  return text.length;
}

function skip(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from;
  return pattern.test(text) ? pattern.lastIndex : from;
}
