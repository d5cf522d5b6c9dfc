import { lookAlikeSets } from "../../../shared/look-alikes.ts";
import { plateKey } from "../../../shared/plate-list.ts";

export interface PlateQuestion {
  plate: string;
  /** Else a part of the plate; where there are wildcards it always is the whole. */
  whole?: boolean | undefined;
  alike?: boolean | undefined;
}

/**
 * What finds a plate among keys that stand one on each line: an expression with the flags g, m and u, so that one run over the text
 * of a whole block finds all of them. Null where nothing is asked for.
 */
export function platePattern({ plate, whole = false, alike = false }: PlateQuestion): RegExp | null {
  const key = plateKey(plate);
  if (key === "") return null;
  const wild = /[*?]/.test(key);
  const characters = alike ? lookAlikeSets(key) : Array.from(key);
  const body = characters
    .map(one)
    .join("")
    .replaceAll(/(?:\[\^\\n\]\*)+/g, "[^\\n]*");
  // A pattern of stars alone would else find reads without a plate, whose line is empty.
  return whole || wild ? new RegExp(`^(?!$)${body}$`, "gmu") : new RegExp(body, "gmu");
}

function one(characters: string): string {
  if (characters === "*") return "[^\\n]*";
  if (characters === "?") return "[^\\n]";
  const escaped = characters.replaceAll(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
  return Array.from(characters).length > 1 ? `[${escaped}]` : escaped;
}

/** The numbers of the lines that a pattern finds, in order. */
export function linesFound(text: string, pattern: RegExp): number[] {
  const lines: number[] = [];
  pattern.lastIndex = 0;
  let line = 0;
  let at = 0;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    for (; at < match.index; at += 1) if (text.charCodeAt(at) === 10) line += 1;
    lines.push(line);
    // The next match is looked for behind this line: one plate may hold the part twice.
    const end = text.indexOf("\n", match.index);
    if (end < 0) break;
    pattern.lastIndex = end + 1;
  }
  return lines;
}
