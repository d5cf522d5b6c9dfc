/**
 * Says where and why a text is no JSON. JSON.parse tells the position only sometimes and in words that change with the engine,
 * so the first fault is found here once more, by a small machine that remembers only which brackets are open: it does not
 * recurse, and the depth of hostile input costs an array element per level.
 */
import { type Phrase, phrase } from "../../shared/phrases/phrase.ts";

/** "ended": the text stops in the middle. Characters are counted from 1. */
export interface JsonFault {
  at: number;
  ended: boolean;
}

const space = /[\t\n\r ]*/y;
const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const word = /true|false|null/y;
const escaped = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

/** The first fault of a text that JSON.parse refused; null where it finds none. */
export function findJsonFault(text: string): JsonFault | null {
  let at = 0;
  const open: ("{" | "[")[] = [];

  const skip = (pattern: RegExp): boolean => {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found) at = pattern.lastIndex;
    return found !== null;
  };
  const fault = (): JsonFault => ({ at: at + 1, ended: at >= text.length || breaksOff(text, at) });
  const string = (): boolean => {
    if (text[at] !== '"') return false;
    at += 1;
    for (;;) {
      while (isPlain(text.charCodeAt(at))) at += 1;
      if (text[at] === '"') {
        at += 1;
        return true;
      }
      if (!skip(escaped)) return false;
    }
  };
  /** A key and its colon. */
  const key = (): boolean => {
    if (!string()) return false;
    skip(space);
    if (text[at] !== ":") return false;
    at += 1;
    return true;
  };

  for (;;) {
    skip(space);
    const first = text[at];
    if (first === "{" || first === "[") {
      at += 1;
      skip(space);
      if (text[at] === (first === "{" ? "}" : "]")) at += 1;
      else {
        open.push(first);
        if (first === "{" && !key()) return fault();
        continue;
      }
    } else if (!string() && (first === '"' || (!skip(number) && !skip(word)))) return fault();

    // A value is done: close what ends here, until a comma asks for the next one.
    for (;;) {
      skip(space);
      const inside = open.at(-1);
      if (inside === undefined) return at < text.length ? fault() : null;
      if (text[at] === (inside === "{" ? "}" : "]")) {
        at += 1;
        open.pop();
        continue;
      }
      if (text[at] !== ",") return fault();
      at += 1;
      skip(space);
      if (inside === "{" && !key()) return fault();
      break;
    }
  }
}

/** A character of a string that needs no look: no quote, backslash or control character (nor NaN, the end of the text). */
function isPlain(code: number): boolean {
  return code >= 0x20 && code !== 0x22 && code !== 0x5c;
}

/** Whether what is left could be the beginning of a word, number or escape that was cut off: "tru", "-", "1.", "\u00". */
function breaksOff(text: string, at: number): boolean {
  const rest = text.slice(at, at + 7);
  if (at + rest.length < text.length) return false;
  if (["true", "false", "null"].some((whole) => whole.startsWith(rest)) || rest === "-") return true;
  if (/^(?:\.|e[+-]?)$/i.test(rest)) return /\d/.test(text.charAt(at - 1));
  return /^\\(?:u[0-9a-f]{0,3})?$/i.test(rest);
}

/** The fault as a sentence for the operator, e.g. "the JSON ends in the middle at character 812". */
export function describeJsonFault(text: string): Phrase {
  if (text.trim() === "") return phrase("webhook.jsonEmpty");
  const fault = findJsonFault(text);
  if (fault === null) return phrase("webhook.jsonUnreadable");
  if (fault.ended) return phrase("webhook.jsonEnds", { at: text.length });
  const found = /^[\w.+-]{1,12}|^./su.exec(text.slice(fault.at - 1, fault.at + 13))?.[0] ?? "";
  const { at } = fault;
  return /[\p{C}\s]/u.test(found) ? phrase("webhook.jsonBrokenUnseen", { at }) : phrase("webhook.jsonBroken", { at, found });
}
