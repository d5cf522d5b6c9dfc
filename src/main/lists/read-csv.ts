/** A record of a CSV file with the line (counted from 1) on which it begins. */
export interface CsvRecord {
  line: number;
  cells: string[];
  /** A quote was opened and not closed: `cells` holds that line as it stands, and reading goes on behind it. */
  broken: boolean;
}

export type Delimiter = "," | ";" | "\t";

/** A quoted cell that is longer is taken for a quote that nobody closed. */
const longestCell = 5000;
/** After so many open quotes the file means none of them: looking far for the end of each would take minutes in a large one. */
const patience = 100;

/**
 * Reads CSV as spreadsheets write it: cells in double quotes may hold delimiters, quotes (doubled) and line ends. A quote inside a
 * cell that does not begin with one is a character like any other. Blank lines are no records.
 */
export function* csvRecords(text: string, delimiter: Delimiter): Generator<CsvRecord> {
  let at = text.startsWith("\ufeff") ? 1 : 0;
  let line = 1;
  let open = 0;
  while (at < text.length) {
    const record = recordAt(text, at, { delimiter, overLines: open < patience }) ?? lineAt(text, at);
    if (record.broken) open += 1;
    if (record.cells.some((cell) => cell.trim() !== "")) yield { line, cells: record.cells, broken: record.broken };
    line += lineEnds(text.slice(at, record.end));
    at = record.end;
  }
}

interface Reading {
  cells: string[];
  broken: boolean;
  /** Where the next record begins. */
  end: number;
}

interface Manner {
  delimiter: Delimiter;
  /** Whether a quoted cell may go on in the next line. */
  overLines: boolean;
}

/** Null where a quote stays open. */
function recordAt(text: string, start: number, manner: Manner): Reading | null {
  const { delimiter } = manner;
  const cells: string[] = [];
  for (let at = start; ; ) {
    const cell = text[at] === '"' ? quotedCell(text, at + 1, manner) : plainCell(text, at, delimiter);
    if (cell === null) return null;
    cells.push(cell.value);
    if (text[cell.end] !== delimiter) return { cells, broken: false, end: behindLineEnd(text, cell.end) };
    at = cell.end + 1;
  }
}

function plainCell(text: string, start: number, delimiter: Delimiter): { value: string; end: number } {
  let end = start;
  while (end < text.length && text[end] !== delimiter && !isLineEnd(text[end])) end += 1;
  return { value: text.slice(start, end), end };
}

/** `start`: behind the opening quote. The closing one stands before a delimiter or the line's end; spaces may come between. */
function quotedCell(text: string, start: number, { delimiter, overLines }: Manner): { value: string; end: number } | null {
  let value = "";
  for (let at = start; at < text.length && at - start < longestCell; at += 1) {
    if (!overLines && isLineEnd(text[at])) return null;
    if (text[at] !== '"') {
      value += text[at];
      continue;
    }
    if (text[at + 1] === '"') {
      value += '"';
      at += 1;
      continue;
    }
    let end = at + 1;
    while (text[end] === " ") end += 1;
    if (end >= text.length || text[end] === delimiter || isLineEnd(text[end])) return { value, end };
    value += '"';
  }
  return null;
}

function lineAt(text: string, start: number): Reading {
  let end = start;
  while (end < text.length && !isLineEnd(text[end])) end += 1;
  return { cells: [text.slice(start, end)], broken: true, end: behindLineEnd(text, end) };
}

function isLineEnd(character: string | undefined): boolean {
  return character === "\n" || character === "\r";
}

function behindLineEnd(text: string, at: number): number {
  return text[at] === "\r" && text[at + 1] === "\n" ? at + 2 : at + 1;
}

function lineEnds(text: string): number {
  return text.match(/\r\n|\r|\n/g)?.length ?? 0;
}
