/**
 * Reading fields of JSON from outside, one by one and tolerantly: a field that is missing or of the wrong kind becomes null,
 * and never makes its neighbours fail. Only own properties count, so that names like "__proto__" or "constructor" mean nothing.
 * Plain JavaScript without Node, as everything behind recognition.ts.
 */
import type { Box } from "../../shared/plate-read.ts";

/** Longest text that goes into a column; the stored JSON keeps what is longer. */
export const maxText = 200;

/** A field of an object, or undefined where there is no such object or field. */
export function field(value: unknown, ...path: (string | number)[]): unknown {
  let current = value;
  for (const key of path) {
    if (typeof current !== "object" || current === null || !Object.hasOwn(current, key)) return undefined;
    current = (current as Record<string | number, unknown>)[key];
  }
  return current;
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The elements of an array, or none. At most `limit`. */
export function elements(value: unknown, limit: number): unknown[] {
  return Array.isArray(value) ? value.slice(0, limit) : [];
}

/** Control characters cut SQLite texts and break lines; the bidirectional ones turn a plate around on the screen. */
const unwanted = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;
const loneSurrogate = /\p{Surrogate}/gu;

/** Text as it may go into a column: without control characters, trimmed and bounded. Null where nothing is left. */
export function cleanText(value: string, limit = maxText): string | null {
  const cleaned = value
    .slice(0, limit * 4)
    .replace(unwanted, "")
    .trim()
    .slice(0, limit)
    .replace(loneSurrogate, "\ufffd");
  return cleaned === "" ? null : cleaned;
}

/** A text field; a number counts as its digits, since recognisers send ids as either. */
export function textOf(value: unknown, limit = maxText): string | null {
  if (typeof value === "string") return cleanText(value, limit);
  if (typeof value === "number" && Number.isFinite(value)) return String(value);
  return null;
}

/** A number, also where it is sent as text ("0.93"). */
export function numberOf(value: unknown): number | null {
  if (typeof value === "string") {
    const text = value.length <= 40 ? value.trim() : "";
    return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?$/i.test(text) ? finite(Number(text)) : null;
  }
  return typeof value === "number" ? finite(value) : null;
}

function finite(value: number): number | null {
  // JSON knows -0, which databases and comparisons treat differently: adding 0 makes it 0.
  return Number.isFinite(value) ? value + 0 : null;
}

/** A score between 0 and 1; anything else is no score. */
export function scoreOf(value: unknown): number | null {
  const number = numberOf(value);
  return number !== null && number >= 0 && number <= 1 ? number : null;
}

/** Degrees, 0 <= d < 360; Stream writes "" or null where it does not know, and 360 for north. */
export function directionOf(value: unknown): number | null {
  const number = numberOf(value);
  if (number === null || number < 0 || number > 360) return null;
  return number % 360;
}

/** Speeds and the like: not negative, and small enough to be meant. */
export function amountOf(value: unknown): number | null {
  const number = numberOf(value);
  return number !== null && number >= 0 && number < 1e6 ? number : null;
}

/** A box with all four sides that encloses something; anything else is no box. */
export function boxOf(value: unknown): Box | null {
  const [xmin, ymin, xmax, ymax] = (["xmin", "ymin", "xmax", "ymax"] as const).map((side) => sideOf(field(value, side)));
  if (xmin == null || ymin == null || xmax == null || ymax == null) return null;
  return xmax > xmin && ymax > ymin ? { xmin, ymin, xmax, ymax } : null;
}

function sideOf(value: unknown): number | null {
  const number = numberOf(value);
  return number !== null && Math.abs(number) < 1e6 ? number : null;
}
