import { type ParseArgsOptionsConfig, parseArgs } from "node:util";
import { nearest } from "../../shared/nearest.ts";
import { UsageError } from "./terminal.ts";

/** Options by name, and what stands beside them. */
export interface ParsedArguments<Options extends ParseArgsOptionsConfig> {
  values: ReturnType<typeof parseArgs<{ options: Options; allowPositionals: true; strict: true }>>["values"];
  positionals: string[];
}

/**
 * Reads a command's arguments strictly. Throws a UsageError that names an unknown option and the one that was probably meant.
 * `positionals`: how many plain words there must be, named for the error.
 */
export function readArguments<const Options extends ParseArgsOptionsConfig>(
  argv: readonly string[],
  options: Options,
  positionals: readonly string[] = [],
): ParsedArguments<Options> {
  try {
    const parsed = parseArgs({ args: [...argv], options, allowPositionals: true, strict: true });
    const missing = positionals[parsed.positionals.length];
    if (missing !== undefined) throw new UsageError(`${missing} is missing.`);
    const extra = parsed.positionals[positionals.length];
    if (extra !== undefined) throw new UsageError(`${JSON.stringify(extra)} is one word too many.`);
    return parsed;
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(sentenceOf(error as NodeJS.ErrnoException, Object.keys(options)));
  }
}

/** Node's own messages name the option in quotes; the rest of them is for programmers. */
function sentenceOf(error: NodeJS.ErrnoException, known: readonly string[]): string {
  const option = /'(?:-\w, )?(-{1,2}[^'\s<=]+)/.exec(error.message)?.[1] ?? "An option";
  if (error.code === "ERR_PARSE_ARGS_UNKNOWN_OPTION") {
    const meant = nearest(option.replace(/^-+/, ""), known);
    return `${option} is not known.${meant ? ` Did you mean --${meant}?` : ""}`;
  }
  if (/does not take an argument/.test(error.message)) return `${option} takes no value.`;
  return `${option} needs a value.`;
}

/** A port number; 0 lets the system pick a free one. */
export function portOf(text: string | undefined, option: string): number | undefined {
  return wholeNumber(text, option, 0, 65535);
}

/** Throws a UsageError that names the option, the value and the range. */
export function wholeNumber(text: string | undefined, option: string, min: number, max: number): number | undefined {
  if (text === undefined) return undefined;
  const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= min && value <= max)) {
    throw new UsageError(`${option} is ${JSON.stringify(text)}: give a whole number from ${min} to ${max}.`);
  }
  return value;
}
