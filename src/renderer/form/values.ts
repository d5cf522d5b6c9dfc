import type { FieldModel } from "./model.ts";
import { parseNumber, showNumber } from "./numbers.ts";

/** A write-only text. `stored`: the core keeps one; it stays unless something is typed or it is removed. */
export interface SecretState {
  stored: boolean;
  typed: string;
  removed: boolean;
}

/** One row of a record. `storedAs`: the name under which the core keeps a value that is not shown; null for a new row. */
export interface PairState {
  name: string;
  value: string;
  storedAs: string | null;
}

/** What an input holds while it is being edited: numbers as typed, so that nothing jumps under the cursor. */
export type FieldState = string | boolean | string[] | SecretState | PairState[] | { opaque: unknown };
export type FormState = Record<string, FieldState>;

/** Why a value cannot be used; `key` is a text of the form's own namespace. */
export interface FieldProblem {
  key:
    | "required"
    | "number"
    | "integer"
    | "range"
    | "min"
    | "max"
    | "url"
    | "tooShort"
    | "tooLong"
    | "pattern"
    | "nameMissing"
    | "nameTwice"
    | "valueMissing"
    | "valueAgain";
  values?: Record<string, string | number>;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Whether the core says "a value is kept" (SecretMark). */
export const isMark = (value: unknown): boolean => isRecord(value) && value.set === true && Object.keys(value).length === 1;

/** Settings as the core shows them -> what the inputs hold. A setting that is not there starts as its default. */
export function formStateOf(fields: readonly FieldModel[], settings: Record<string, unknown>): FormState {
  return Object.fromEntries(
    fields.map((field) => [
      field.key,
      fieldStateOf(field, settings[field.key] === undefined ? field.fallback : settings[field.key]),
    ]),
  );
}

/** One setting -> what its input holds. */
export function fieldStateOf(field: FieldModel, value: unknown): FieldState {
  switch (field.kind) {
    case "text":
    case "url":
    case "template":
    case "plateList":
    case "choice":
      return typeof value === "string" ? value : "";
    case "number":
      return typeof value === "number" ? showNumber(value) : "";
    case "switch":
      return value === true;
    case "secret":
      return { stored: isMark(value), typed: typeof value === "string" ? value : "", removed: false };
    case "list":
      return Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];
    case "pairs":
      return isRecord(value) && !isMark(value)
        ? Object.entries(value).map(([name, entry]) =>
            typeof entry === "string"
              ? { name, value: entry, storedAs: null }
              : { name, value: "", storedAs: isMark(entry) ? name : null },
          )
        : [];
    case "opaque":
      return { opaque: value };
  }
}

/** What the inputs hold -> the settings of a draft. Only right where `problemsOf` finds nothing. */
export function settingsOf(fields: readonly FieldModel[], state: FormState): Record<string, unknown> {
  const settings: Record<string, unknown> = {};
  for (const field of fields) {
    const value = draftValue(field, state[field.key]);
    if (value !== undefined) settings[field.key] = value;
  }
  return settings;
}

/** undefined: left out, so that the core's default applies. */
function draftValue(field: FieldModel, state: FieldState | undefined): unknown {
  if (typeof state === "boolean") return state;
  if (typeof state === "string") return textValue(field, state);
  if (state === undefined) return undefined;
  if (isPairs(field, state)) return Object.fromEntries(state.map((pair) => [pair.name.trim(), pairValue(field, pair)]));
  if (Array.isArray(state)) return state;
  if ("opaque" in state) return state.opaque;
  if (state.typed !== "") return state.typed;
  return state.stored && !state.removed ? { set: true } : null;
}

function textValue(field: FieldModel, typed: string): unknown {
  const text = field.multiline ? typed : typed.trim();
  if (field.kind === "number") {
    const number = parseNumber(text, field);
    return number ?? (field.nullable ? null : undefined);
  }
  if (text !== "") return text;
  if (field.nullable) return null;
  // An empty text is a value of its own only where the schema has a text as its default.
  return field.kind !== "choice" && typeof field.fallback === "string" ? "" : undefined;
}

/** A kept value stays only under its own name: the core finds it by that. */
function pairValue(field: FieldModel, pair: PairState): unknown {
  return field.secretValues && pair.value === "" && pair.storedAs === pair.name.trim() ? { set: true } : pair.value;
}

/** Whether a field's state is rows of name and value. */
export function isPairs(field: FieldModel, state: FieldState): state is PairState[] {
  return field.kind === "pairs" && Array.isArray(state);
}
