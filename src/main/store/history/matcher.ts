import type { WordColumn } from "../../../shared/history.ts";
import type { HistoryFilter } from "../../../shared/history-filter.ts";
import type { Block } from "./block.ts";
import { linesFound, platePattern } from "./plate-pattern.ts";

/** What was looked up when the search began; null: does not matter. */
export interface LookedUp {
  /** Ids among which all matches are, in order: the answer of an index. */
  only: Float64Array | null;
  /** Ids that do not match, in order. */
  except: Float64Array | null;
  /** Keys of plates that are on the lists asked for. */
  listed: ReadonlySet<string> | null;
  /** Keys of all listed plates, where such are not wanted. */
  notListed: ReadonlySet<string> | null;
}

/** The reads of a block that match, without regard to their deliveries. */
export interface Matches {
  count: number;
  /** Their ids in order. */
  ids(): number[];
}

export type Matcher = (block: Block) => Matches;

/**
 * One condition. "none": no read of the block can hold, "all": each of them does; the header was enough to tell. "some": those that
 * do not hold have lost their mark, a 1 in their place.
 */
type Condition = (block: Block, marks: () => Uint8Array) => "none" | "all" | "some";

const wordsAsked: readonly (readonly [keyof HistoryFilter & string, WordColumn])[] = [
  ["cameras", "camera"],
  ["makes", "make"],
  ["models", "model"],
  ["colors", "color"],
  ["vehicleTypes", "vehicleType"],
  ["regions", "region"],
];

const noMatch: Matches = { count: 0, ids: () => [] };

/** The conditions of a filter, those first that cost least. */
export function createMatcher(filter: HistoryFilter, { only, except, listed, notListed }: LookedUp): Matcher {
  const conditions: Condition[] = [];
  if (only) conditions.push(among(only));
  const { since, until, minScore, maxScore, direction } = filter;
  if (since !== undefined || until !== undefined)
    conditions.push(inTime(since ?? Number.NEGATIVE_INFINITY, until ?? Number.POSITIVE_INFINITY));
  for (const [key, column] of wordsAsked) {
    const wanted = filter[key] as readonly string[] | undefined;
    if (wanted && wanted.length > 0) conditions.push(oneOf(column, wanted));
  }
  if (minScore !== undefined || maxScore !== undefined)
    conditions.push(between((block) => block.scores(), minScore ?? 0, maxScore ?? 1, false));
  if (direction) conditions.push(between((block) => block.directions(), direction.from, direction.to, true));
  if (except) conditions.push(notAmong(except));
  const wanted = new Set([...(filter.withPlate === undefined ? [] : [filter.withPlate]), ...(filter.unlisted ? [true] : [])]);
  for (const withPlate of wanted) conditions.push(lines(/^$/gm, !withPlate));
  const pattern = filter.plate === undefined ? null : platePattern({ ...filter, plate: filter.plate });
  if (pattern) conditions.push(lines(pattern, true));
  if (listed) conditions.push(plates((key) => listed.has(key)));
  if (notListed) conditions.push(plates((key) => !notListed.has(key)));

  return (block) => {
    let marks: Uint8Array | null = null;
    const marked = () => {
      marks ??= new Uint8Array(block.count).fill(1);
      return marks;
    };
    for (const condition of conditions) {
      const answer = condition(block, marked);
      if (answer === "none" || (answer === "some" && !marked().includes(1))) return noMatch;
    }
    if (marks === null) return { count: block.count, ids: () => Array.from(block.ids()) };
    return matchesOf(block, marks);
  };
}

function matchesOf(block: Block, marks: Uint8Array): Matches {
  let count = 0;
  for (const mark of marks) count += mark;
  return {
    count,
    ids() {
      const all = block.ids();
      const found: number[] = [];
      for (let place = marks.indexOf(1); place >= 0; place = marks.indexOf(1, place + 1)) found.push(all[place] ?? 0);
      return found;
    },
  };
}

function among(wanted: Float64Array): Condition {
  return (block, marks) => {
    if (!holdsAny(wanted, block)) return "none";
    keep(marks(), placesAmong(wanted, block), true);
    return "some";
  };
}

function notAmong(unwanted: Float64Array): Condition {
  return (block, marks) => {
    if (!holdsAny(unwanted, block)) return "all";
    keep(marks(), placesAmong(unwanted, block), false);
    return "some";
  };
}

/** Whether one of sorted ids lies between the ends of a span. */
export function holdsAny(ids: Float64Array, { firstId, lastId }: { firstId: number; lastId: number }): boolean {
  return (ids[firstAtLeast(ids, firstId)] ?? Number.POSITIVE_INFINITY) <= lastId;
}

function firstAtLeast(sorted: Float64Array, least: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < least) low = middle + 1;
    else high = middle;
  }
  return low;
}

function placesAmong(wanted: Float64Array, block: Block): number[] {
  const places: number[] = [];
  const ids = block.ids();
  let next = firstAtLeast(wanted, block.firstId);
  for (let place = 0; place < ids.length && next < wanted.length; place += 1) {
    const id = ids[place] ?? 0;
    while ((wanted[next] ?? Number.POSITIVE_INFINITY) < id) next += 1;
    if (wanted[next] === id) places.push(place);
  }
  return places;
}

/** Keeps the marks of these places, or, with `those` false, of all others. */
function keep(marks: Uint8Array, places: readonly number[], those: boolean): void {
  if (!those) {
    for (const place of places) marks[place] = 0;
    return;
  }
  const kept = new Uint8Array(marks.length);
  for (const place of places) kept[place] = marks[place] ?? 0;
  marks.set(kept);
}

function inTime(since: number, until: number): Condition {
  return (block, marks) => {
    if (block.to < since || block.from >= until) return "none";
    if (block.from >= since && block.to < until) return "all";
    const times = block.times();
    const kept = marks();
    for (let place = 0; place < kept.length; place += 1) {
      const time = times[place] ?? Number.NaN;
      if (!(time >= since && time < until)) kept[place] = 0;
    }
    return "some";
  };
}

/** Says by the words alone that a block without them has no match: what is rare is found by looking at a few blocks. */
function oneOf(column: WordColumn, wanted: readonly string[]): Condition {
  const asked = wanted.map((word) => word.toLowerCase());
  const isWanted = (word: string) =>
    asked.some((one) => word === one || (column === "region" && one !== "" && word.startsWith(`${one}-`)));
  return (block, marks) => {
    const keeps = Uint8Array.from(block.words(column), ([word]) => Number(isWanted(word.toLowerCase())));
    if (!keeps.includes(1)) return "none";
    if (!keeps.includes(0)) return "all";
    const codes = block.codes(column);
    const kept = marks();
    for (let place = 0; place < kept.length; place += 1) if (keeps[codes[place] ?? 0] === 0) kept[place] = 0;
    return "some";
  };
}

/**
 * Numbers from `from` to `to`; on a circle, where `from` may be the larger one, through its end. What is not told (NaN) lies nowhere.
 * Blocks hold numbers of 32 bits, so the limits must be as coarse.
 */
function between(valuesOf: (block: Block) => Float32Array, from: number, to: number, circle: boolean): Condition {
  const [least, most] = [Math.fround(from), Math.fround(to)];
  const through = circle && least > most;
  return (block, marks) => {
    const values = valuesOf(block);
    const kept = marks();
    for (let place = 0; place < kept.length; place += 1) {
      const value = values[place] ?? Number.NaN;
      const inside = through ? value >= least || value <= most : value >= least && value <= most;
      if (!inside) kept[place] = 0;
    }
    return "some";
  };
}

function lines(pattern: RegExp, those: boolean): Condition {
  return (block, marks) => {
    const found = linesFound(block.plates(), pattern);
    if (found.length === 0) return those ? "none" : "all";
    keep(marks(), found, those);
    return "some";
  };
}

function plates(holds: (key: string) => boolean): Condition {
  return (block, marks) => {
    const kept = marks();
    for (const [place, key] of block.plates().split("\n").entries())
      if (kept[place] === 1 && (key === "" || !holds(key))) kept[place] = 0;
    return "some";
  };
}
