/**
 * Plate lists as CSV. In: what spreadsheets and other programs write, and plain lists of plates. Out: what comes in again as it
 * was, and runs no formula in a spreadsheet.
 */
import { stringify } from "csv-stringify/sync";
import type { WantedEntry } from "../../shared/list-changes.ts";
import { type Phrase, phrase } from "../../shared/phrases/phrase.ts";
import { entryProblem, plateKey } from "../../shared/plate-list.ts";
import { type CsvRecord, csvRecords, type Delimiter } from "./read-csv.ts";

export interface BadRow {
  /** Counted from 1, of the file. */
  line: number;
  /** The row as it stands, cut. */
  text: string;
  reason: Phrase;
}

export interface ReadPlates {
  entries: WantedEntry[];
  /** At most `badShown`. */
  bad: BadRow[];
  badCount: number;
}

/** Bad rows that are told one by one. */
export const badShown = 200;
const shownText = 80;

/** Words for the columns in a heading row, compared without case, spaces, dashes and underscores. */
const headings: Record<keyof WantedEntry, readonly string[]> = {
  plate: ["plate", "plates", "licenseplate", "licenceplate", "numberplate", "platenumber", "registration"],
  name: ["name", "owner", "driver"],
  note: ["note", "notes", "comment", "comments", "description"],
};

/** Which cell holds what; -1: none does. */
type Columns = Record<keyof WantedEntry, number>;

const inOrder: Columns = { plate: 0, name: 1, note: 2 };

/**
 * Reads a CSV file. With a heading row the columns may stand in any order, others are ignored; without one they are plate, name,
 * note. Of a plate that comes twice the first row is taken. Never throws.
 */
export function readPlateCsv(text: string): ReadPlates {
  const { delimiter, body, skipped } = delimiterOf(text);
  const found: ReadPlates = { entries: [], bad: [], badCount: 0 };
  const lineOf = new Map<string, number>();
  let columns: Columns | null = null;
  let width = Number.POSITIVE_INFINITY;

  for (const read of csvRecords(body, delimiter)) {
    const record = { ...read, line: read.line + skipped };
    if (columns === null) {
      const named = record.broken ? null : headingOf(record.cells);
      columns = named ?? inOrder;
      if (named) {
        width = record.cells.length;
        if (named.plate >= 0) continue;
        // Whatever stood first would be taken for plates.
        refuse(found, record, delimiter, phrase("lists.noPlateColumn"));
        return found;
      }
    }
    const entry = entryOf(record, columns);
    const known = lineOf.get(plateKey(entry.plate));
    const problem = problemOf(record, width) ?? entryProblem(entry) ?? (known === undefined ? null : twice(known));
    if (problem !== null) refuse(found, record, delimiter, problem);
    else {
      lineOf.set(plateKey(entry.plate), record.line);
      found.entries.push(entry);
    }
  }
  return found;
}

/** The list as CSV with a heading row, for spreadsheets: in UTF-8 with the mark that they recognise it by. */
export function writePlateCsv(entries: Iterable<WantedEntry>): string {
  const rows = Array.from(entries, ({ plate, name, note }) => [plate, name, note]);
  // A cell that a spreadsheet would run as a formula (=, +, -, @ first) gets an apostrophe in front; reading takes it off again.
  return stringify(rows, { header: true, columns: ["plate", "name", "note"], escape_formulas: true, bom: true });
}

function refuse(found: ReadPlates, { line, cells }: CsvRecord, delimiter: Delimiter, reason: Phrase): void {
  found.badCount += 1;
  if (found.bad.length >= badShown) return;
  const text = cells.join(delimiter).replaceAll(/\s+/g, " ").trim();
  found.bad.push({ line, text: text.length > shownText ? `${text.slice(0, shownText)}…` : text, reason });
}

const twice = (line: number): Phrase => phrase("lists.twiceInFile", { line });

function problemOf({ broken, cells }: CsvRecord, width: number): Phrase | null {
  if (broken) return phrase("lists.openQuote");
  const more = cells.slice(width).some((cell) => cell.trim() !== "");
  return more ? phrase("lists.moreCells") : null;
}

function entryOf({ cells }: CsvRecord, columns: Columns): WantedEntry {
  const cell = (index: number) => withoutApostrophe((cells[index] ?? "").trim());
  return { plate: cell(columns.plate), name: cell(columns.name), note: cell(columns.note) };
}

/** As export puts it before what a spreadsheet would run. */
function withoutApostrophe(cell: string): string {
  return /^'[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/.test(cell) ? cell.slice(1) : cell;
}

/** Null where the first row is none: a heading has a word for the plate, or nothing but words for other columns. */
function headingOf(cells: readonly string[]): Columns | null {
  const words = cells.map((cell) => cell.toLowerCase().replaceAll(/[\s_-]/g, ""));
  const index = (column: keyof WantedEntry) => words.findIndex((word) => headings[column].includes(word));
  const columns = { plate: index("plate"), name: index("name"), note: index("note") };
  if (columns.plate >= 0) return columns;
  return columns.name >= 0 && columns.note >= 0 ? columns : null;
}

/** The one that stands most often in the first line; "sep=;" is how Excel lets a file say it. */
function delimiterOf(text: string): { delimiter: Delimiter; body: string; skipped: number } {
  const said = /^\ufeff?"?sep=([,;\t])"?(?:\r\n|\r|\n)/i.exec(text);
  if (said) return { delimiter: said[1] as Delimiter, body: text.slice(said[0].length), skipped: 1 };
  const first = /[^\s][^\r\n]*/.exec(text)?.[0].replaceAll(/"[^"]*"/g, "") ?? "";
  const count = (delimiter: Delimiter) => first.split(delimiter).length;
  const [best = ","] = ([",", ";", "\t"] as const).toSorted((a, b) => count(b) - count(a));
  return { delimiter: best, body: text, skipped: 0 };
}
