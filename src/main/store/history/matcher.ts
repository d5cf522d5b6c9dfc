import type { HistoryFilter } from "../../../shared/history-filter.ts";
import type { Block, WordColumn } from "./block.ts";
import { linesFound, platePattern } from "./plate-pattern.ts";

/** The keys of listed plates, looked up when the search began. */
export interface ListedPlates {
  /** null: any plate. */
  on: ReadonlySet<string> | null;
  /** null: any plate. */
  notOn: ReadonlySet<string> | null;
}

/** Says which reads of a block match, by their place in it, in order. Deliveries are looked at afterwards, read by read. */
export type Matcher = (block: Block) => number[];

/** One condition: sets the marks of those that do not hold to 0. False: none of the block can hold, whatever its columns say. */
type Condition = (block: Block, marks: Uint8Array) => boolean;

const wordsAsked: readonly (readonly [keyof HistoryFilter & string, WordColumn])[] = [
  ["cameras", "camera"],
  ["makes", "make"],
  ["models", "model"],
  ["colors", "color"],
  ["vehicleTypes", "vehicleType"],
  ["regions", "region"],
];

/** The conditions of a filter, those first that cost least. */
export function createMatcher(filter: HistoryFilter, listed: ListedPlates): Matcher {
  const conditions: Condition[] = [];
  const { since, until, minScore, maxScore, direction } = filter;
  if (since !== undefined || until !== undefined)
    conditions.push(inTime(since ?? Number.NEGATIVE_INFINITY, until ?? Number.POSITIVE_INFINITY));
  for (const [key, column] of wordsAsked) {
    const wanted = filter[key] as readonly string[] | undefined;
    if (wanted && wanted.length > 0) conditions.push(oneOf(column, wanted));
  }
  if (minScore !== undefined || maxScore !== undefined)
    conditions.push(numbers((block) => block.scores(), between(minScore ?? 0, maxScore ?? 1)));
  if (direction) conditions.push(numbers((block) => block.directions(), turning(direction)));
  if (filter.withPlate !== undefined) conditions.push(plates((key) => (key !== "") === filter.withPlate));
  const pattern = filter.plate === undefined ? null : platePattern({ ...filter, plate: filter.plate });
  if (pattern) conditions.push(found(pattern));
  const { on, notOn } = listed;
  if (on) conditions.push(plates((key) => on.has(key)));
  if (notOn) conditions.push(plates((key) => key !== "" && !notOn.has(key)));

  return (block) => {
    const marks = new Uint8Array(block.count).fill(1);
    for (const condition of conditions) if (!condition(block, marks) || !marks.includes(1)) return [];
    return placesOf(marks);
  };
}

function inTime(since: number, until: number): Condition {
  return (block, marks) => {
    if (block.to < since || block.from >= until) return false;
    if (block.from >= since && block.to < until) return true;
    const times = block.times();
    for (let place = 0; place < marks.length; place += 1) {
      const time = times[place] ?? Number.NaN;
      if (!(time >= since && time < until)) marks[place] = 0;
    }
    return true;
  };
}

/** Says by the words alone that a block without them has no match: what is rare is found by looking at a few blocks. */
function oneOf(column: WordColumn, wanted: readonly string[]): Condition {
  const asked = wanted.map((word) => word.toLowerCase());
  const isWanted = (word: string) =>
    asked.some((one) => word === one || (column === "region" && one !== "" && word.startsWith(`${one}-`)));
  return (block, marks) => {
    const chosen = block.words[column].map((word) => isWanted(word.toLowerCase()));
    if (!chosen.includes(true)) return false;
    if (!chosen.includes(false)) return true;
    const codes = block.codes(column);
    const keeps = Uint8Array.from(chosen, Number);
    for (let place = 0; place < marks.length; place += 1) marks[place] = (marks[place] ?? 0) & (keeps[codes[place] ?? 0] ?? 0);
    return true;
  };
}

/** What is not told (NaN) lies nowhere. */
function numbers(valuesOf: (block: Block) => Float32Array, holds: (value: number) => boolean): Condition {
  return (block, marks) => {
    const values = valuesOf(block);
    for (let place = 0; place < marks.length; place += 1) if (!holds(values[place] ?? Number.NaN)) marks[place] = 0;
    return true;
  };
}

/** Blocks hold numbers of 32 bits, so the limits must be as coarse. */
function between(least: number, most: number): (value: number) => boolean {
  const [from, to] = [Math.fround(least), Math.fround(most)];
  return (value) => value >= from && value <= to;
}

/** Clockwise, and so through north where `from` is the larger one. */
function turning({ from, to }: { from: number; to: number }): (value: number) => boolean {
  if (from <= to) return between(from, to);
  const [first, second] = [between(from, 360), between(0, to)];
  return (value) => first(value) || second(value);
}

function found(pattern: RegExp): Condition {
  return (block, marks) => {
    const hit = new Uint8Array(marks.length);
    for (const line of linesFound(block.plates(), pattern)) hit[line] = 1;
    for (let place = 0; place < marks.length; place += 1) marks[place] = (marks[place] ?? 0) & (hit[place] ?? 0);
    return true;
  };
}

function plates(holds: (key: string) => boolean): Condition {
  return (block, marks) => {
    for (const [place, key] of block.plates().split("\n").entries()) if (marks[place] && !holds(key)) marks[place] = 0;
    return true;
  };
}

function placesOf(marks: Uint8Array): number[] {
  const places: number[] = [];
  for (let place = marks.indexOf(1); place >= 0; place = marks.indexOf(1, place + 1)) places.push(place);
  return places;
}
