/**
 * Turns what zod finds wrong into sentences for whoever wrote the file: the dotted path, the value that stands there (secrets
 * masked), and what would be right; an unknown key is answered with the known one that was probably meant.
 */
import { z } from "zod";
import { nearest } from "../../shared/nearest.ts";
import { lines, type Phrase, phrase, sentences } from "../../shared/phrases/phrase.ts";
import { remedyOf } from "../../shared/remedies.ts";

type Path = readonly PropertyKey[];
type Issue = z.core.$ZodIssue;

export interface ExplainOptions {
  /** What was parsed, to show the value that is wrong. */
  value: unknown;
  /** What it was parsed with, to know the right keys. */
  schema: z.ZodType;
  /** Put before every path, e.g. ["destinations", 0, "settings"]. */
  prefix?: Path;
  /** Keys (the last name in a path) whose values are never shown, besides those that always are masked. */
  secretKeys?: readonly string[];
}

/** Never shown, wherever they stand: what these keys hold is a secret or made of one. */
const alwaysSecret = /token|password|passphrase|secret|authorization|apikey|credential/i;

/** At most five problems, one a line. */
export function explain(error: z.ZodError, options: ExplainOptions): Phrase {
  const problems = error.issues.slice(0, 5).flatMap((issue) => problemsOf(issue, [], options));
  const more = error.issues.length - 5;
  return lines(more > 0 ? [...problems, phrase("value.andMore", { count: more })] : problems);
}

/** `destinations[0].settings.url` */
export function dotted(path: Path): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === "number") return `${text}[${key}]`;
    return text === "" ? String(key) : `${text}.${String(key)}`;
  }, "");
}

function problemsOf(issue: Issue, above: Path, options: ExplainOptions): Phrase[] {
  const path = [...above, ...issue.path];
  if (issue.code === "unrecognized_keys") {
    const known = keysAt(options.schema, path);
    return issue.keys.map((key) => unknownKey([...(options.prefix ?? []), ...path, key], key, known));
  }
  // Of a union's branches the one that came furthest is the one that was meant.
  if (issue.code === "invalid_union") {
    const branch = [...issue.errors].sort((a, b) => deepest(b) - deepest(a))[0];
    if (branch?.[0] && deepest(branch) > 0) return problemsOf(branch[0], path, options);
  }
  const name = dotted([...(options.prefix ?? []), ...path]);
  return [sentences(refused(name, valueAt(options.value, path), path, options), remedyOf(issue))];
}

function refused(name: string, value: unknown, path: Path, options: ExplainOptions): Phrase {
  if (name === "") return phrase("value.wholeFile");
  if (value === undefined) return phrase("value.missing", { path: name });
  const names = path.filter((key) => typeof key === "string");
  if (names.some((key) => alwaysSecret.test(key) || options.secretKeys?.includes(key)))
    return phrase("value.cannotBeHidden", { path: name });
  if (Array.isArray(value)) return phrase("value.cannotBeList", { path: name });
  if (typeof value === "object" && value !== null) return phrase("value.cannotBeObject", { path: name });
  return cannotBe(name, value);
}

/** The sentence about a value that may be shown. */
export function cannotBe(path: string, value: unknown): Phrase {
  const text = JSON.stringify(value) ?? String(value);
  return phrase("value.cannotBe", { path, value: text.length > 80 ? `${text.slice(0, 79)}…` : text });
}

/** The sentence about a key that nobody knows. */
export function unknownKey(path: Path, key: string, known: readonly string[]): Phrase {
  const meant = nearest(key, known);
  if (meant) return phrase("value.unknownMeant", { path: dotted(path), meant });
  if (known.length === 0) return phrase("value.unknown", { path: dotted(path) });
  return phrase("value.unknownKnown", { path: dotted(path), known: known.join(", ") });
}

const deepest = (issues: readonly Issue[]) => Math.max(0, ...issues.map((issue) => issue.path.length));

function valueAt(value: unknown, path: Path): unknown {
  let here = value;
  for (const key of path) {
    if (typeof here !== "object" || here === null) return undefined;
    here = (here as Record<PropertyKey, unknown>)[key];
  }
  return here;
}

/** The keys that an object of `schema` may have at `path`; empty where any key is right. */
export function keysAt(schema: z.ZodType, path: Path): string[] {
  const inner = unwrapped(schema);
  const [step, ...rest] = path;
  if (inner instanceof z.ZodObject) {
    if (step === undefined) return Object.keys(inner.shape);
    const next: unknown = inner.shape[String(step)];
    return next instanceof z.ZodType ? keysAt(next, rest) : [];
  }
  if (inner instanceof z.ZodUnion) {
    return [...new Set(inner.options.flatMap((option) => (option instanceof z.ZodType ? keysAt(option, path) : [])))];
  }
  if (step === undefined) return [];
  if (inner instanceof z.ZodArray && inner.element instanceof z.ZodType) return keysAt(inner.element, rest);
  if (inner instanceof z.ZodRecord && inner.valueType instanceof z.ZodType) return keysAt(inner.valueType, rest);
  return [];
}

/** Takes off what only says how a value may be absent. */
function unwrapped(schema: z.ZodType): z.ZodType {
  let inner = schema;
  while (
    inner instanceof z.ZodOptional ||
    inner instanceof z.ZodNullable ||
    inner instanceof z.ZodDefault ||
    inner instanceof z.ZodPrefault
  ) {
    const next = inner.unwrap();
    if (!(next instanceof z.ZodType)) break;
    inner = next;
  }
  return inner;
}
