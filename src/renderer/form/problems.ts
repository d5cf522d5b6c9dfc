import type { FieldModel } from "./model.ts";
import { parseNumber, showNumber } from "./numbers.ts";
import { type FieldProblem, type FieldState, type FormState, isPairs, type PairState } from "./values.ts";

/**
 * What the page can tell before it asks the core, by setting key. The core checks everything again with the real schema; this is
 * only so that the operator need not wait for it.
 */
export function problemsOf(fields: readonly FieldModel[], state: FormState): Record<string, FieldProblem> {
  const problems: Record<string, FieldProblem> = {};
  for (const field of fields) {
    const problem = problemOf(field, state[field.key]);
    if (problem !== null) problems[field.key] = problem;
  }
  return problems;
}

/** The first problem of one field; null where there is none. */
export function problemOf(field: FieldModel, state: FieldState | undefined): FieldProblem | null {
  if (state === undefined || typeof state === "boolean") return null;
  if (typeof state === "string") return field.kind === "number" ? numberProblem(field, state.trim()) : textProblem(field, state);
  if (isPairs(field, state)) return pairsProblem(field, state);
  if (Array.isArray(state)) return field.required && state.length === 0 ? { key: "required" } : null;
  if ("opaque" in state) return null;
  const given = state.typed !== "" || (state.stored && !state.removed);
  if (field.required && !given) return { key: "required" };
  return state.typed === "" ? null : textProblem(field, state.typed);
}

function numberProblem(field: FieldModel, typed: string): FieldProblem | null {
  if (typed === "") return field.required ? { key: "required" } : null;
  const value = parseNumber(typed, field);
  if (value === null) return { key: "number" };
  if (field.integer && !Number.isInteger(value)) return { key: "integer" };
  const { minimum, maximum } = field;
  const low = minimum !== null && value < minimum;
  const high = maximum !== null && value > maximum;
  if (!low && !high) return null;
  // zod writes the limits of safe integers into every schema: they are no limits that an operator would know.
  const min = minimum !== null && minimum > Number.MIN_SAFE_INTEGER ? showNumber(minimum) : null;
  const max = maximum !== null && maximum < Number.MAX_SAFE_INTEGER ? showNumber(maximum) : null;
  if (min !== null && max !== null) return { key: "range", values: { min, max } };
  return low && min !== null
    ? { key: "min", values: { min } }
    : { key: "max", values: { max: max ?? showNumber(Number.MAX_SAFE_INTEGER) } };
}

function textProblem(field: FieldModel, typed: string): FieldProblem | null {
  const text = typed.trim();
  if (text === "") return field.required ? { key: "required" } : null;
  if (field.kind === "url" && !isUrl(text)) return { key: "url" };
  if (field.minLength !== null && text.length < field.minLength) return { key: "tooShort", values: { count: field.minLength } };
  if (field.maxLength !== null && text.length > field.maxLength) return { key: "tooLong", values: { count: field.maxLength } };
  return field.pattern !== null && !matches(field.pattern, text) ? { key: "pattern" } : null;
}

function isUrl(text: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/\/[^/]/i.test(text) && URL.canParse(text);
}

/** A pattern that this browser cannot read is left to the core. */
function matches(pattern: string, text: string): boolean {
  try {
    return new RegExp(pattern, "u").test(text);
  } catch {
    return true;
  }
}

function pairsProblem(field: FieldModel, rows: readonly PairState[]): FieldProblem | null {
  const names = rows.map((row) => row.name.trim());
  if (names.includes("")) return { key: "nameMissing" };
  const twice = names.find((name, at) => names.findIndex((other) => other.toLowerCase() === name.toLowerCase()) !== at);
  if (twice !== undefined) return { key: "nameTwice", values: { name: twice } };
  for (const row of rows) {
    if (row.value !== "" || !field.secretValues) continue;
    if (row.storedAs === null) return { key: "valueMissing", values: { name: row.name.trim() } };
    if (row.storedAs !== row.name.trim()) return { key: "valueAgain", values: { name: row.name.trim() } };
  }
  return null;
}
