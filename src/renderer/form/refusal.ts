import { recorded } from "../app/recorded.ts";

/** The core's "no" to a draft, in the page's language, and the input it is about. */
export interface Refusal {
  /** Dotted path as the core names it, e.g. "settings.url", "name", "receiver.port"; null where it is about no single input. */
  field: string | null;
  /** Names the place in it, where it has one. */
  message: string;
  /** The same for the input itself, where its path would be noise. */
  besideInput: string;
}

/** Reads a refusal from a failed call; null where the core did not answer at all. */
export function refusalOf(error: unknown): Refusal | null {
  if (typeof error !== "object" || error === null || !("message" in error) || !("data" in error)) return null;
  const { data, message } = error;
  if (typeof data !== "object" || data === null || typeof message !== "string") return null;
  const field = "field" in data && typeof data.field === "string" && data.field !== "" ? data.field : null;
  const remedy = "remedy" in data && typeof data.remedy === "string" ? data.remedy : message;
  return { field, message: recorded(message), besideInput: recorded(remedy) };
}

/**
 * The longest of the form's own inputs that a path leads to: "settings.headers.X-Key" belongs to "settings.headers". `prefix` is
 * what the core may put before the form's names ("receiver"). null: the form has no such input.
 */
export function inputOf(field: string | null, inputs: readonly string[], prefix?: string): string | null {
  if (field === null) return null;
  const paths = prefix !== undefined && field.startsWith(`${prefix}.`) ? [field.slice(prefix.length + 1), field] : [field];
  for (const path of paths) {
    const found = inputs
      .filter((input) => path === input || path.startsWith(`${input}.`))
      .sort((a, b) => b.length - a.length)
      .at(0);
    if (found !== undefined) return found;
  }
  return null;
}
