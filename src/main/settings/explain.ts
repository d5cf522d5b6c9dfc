/**
 * Turns what zod finds wrong into sentences for whoever wrote the file: the dotted path, the value that stands there (secrets
 * masked), and what would be right; an unknown key is answered with the known one that was probably meant.
 */
import { z } from "zod";
import { nearest } from "../../shared/nearest.ts";

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
export function explain(error: z.ZodError, options: ExplainOptions): string {
  const lines = error.issues.slice(0, 5).flatMap((issue) => linesOf(issue, [], options));
  const more = error.issues.length - 5;
  return more > 0 ? `${lines.join("\n")}\n… and ${more} more.` : lines.join("\n");
}

/** `destinations[0].settings.url` */
export function dotted(path: Path): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === "number") return `${text}[${key}]`;
    return text === "" ? String(key) : `${text}.${String(key)}`;
  }, "");
}

function linesOf(issue: Issue, above: Path, options: ExplainOptions): string[] {
  const path = [...above, ...issue.path];
  if (issue.code === "unrecognized_keys") {
    const known = keysAt(options.schema, path);
    return issue.keys.map((key) => unknownKey([...(options.prefix ?? []), ...path, key], key, known));
  }
  // Of a union's branches the one that came furthest is the one that was meant.
  if (issue.code === "invalid_union") {
    const branch = [...issue.errors].sort((a, b) => deepest(b) - deepest(a))[0];
    if (branch?.[0] && deepest(branch) > 0) return linesOf(branch[0], path, options);
  }
  const name = dotted([...(options.prefix ?? []), ...path]) || "the file";
  const value = valueAt(options.value, path);
  if (value === undefined) return [`${name} is missing: ${sentence(remedy(issue))}`];
  return [`${name} is ${shown(value, path, options)}: ${sentence(remedy(issue))}`];
}

/** A schema's own words may be a whole sentence already. */
function sentence(words: string): string {
  return words.endsWith(".") ? words : `${words}.`;
}

/** The sentence about a key that nobody knows. */
export function unknownKey(path: Path, key: string, known: readonly string[]): string {
  const meant = nearest(key, known);
  if (meant) return `${dotted(path)} is not known. Did you mean ${meant}?`;
  return `${dotted(path)} is not known.${known.length > 0 ? ` Known here: ${known.join(", ")}.` : ""}`;
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

function shown(value: unknown, path: Path, options: ExplainOptions): string {
  const names = path.filter((key) => typeof key === "string");
  if (names.some((name) => alwaysSecret.test(name) || options.secretKeys?.includes(name))) return "(hidden)";
  if (typeof value === "object" && value !== null) return Array.isArray(value) ? "a list" : "an object";
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

const kinds: Record<string, string> = {
  string: "a text in quotes",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list in [ ]",
  object: "an object in { }",
  record: "an object in { }",
  null: "null",
};

function remedy(issue: Issue): string {
  switch (issue.code) {
    case "invalid_type":
      return `give ${kinds[issue.expected] ?? issue.expected}`;
    case "invalid_value":
      return `give ${issue.values.length > 1 ? "one of " : ""}${issue.values.map((value) => JSON.stringify(value)).join(", ")}`;
    case "too_small":
      if (issue.origin === "string") return `give at least ${issue.minimum} character${issue.minimum === 1 ? "" : "s"}`;
      if (issue.origin === "array") return `give at least ${issue.minimum}`;
      return `give a number ${issue.inclusive === false ? "above" : "of at least"} ${issue.minimum}`;
    case "too_big":
      if (issue.origin === "string") return `give at most ${issue.maximum} characters`;
      if (issue.origin === "array") return `give at most ${issue.maximum}`;
      return `give a number ${issue.inclusive === false ? "below" : "of at most"} ${issue.maximum}`;
    case "invalid_format":
      return issue.format === "url" ? 'give an address such as "https://example.com/hook"' : issue.message;
    default:
      // A sentence of a setting's own ends with its full stop already.
      return issue.message.replace(/\.$/, "");
  }
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
