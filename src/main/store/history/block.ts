import type { WordColumn } from "../../../shared/history.ts";

/** One read as a search sees it. Its SELECT is `searchedColumns`. */
export type SearchedRow = {
  id: number;
  receivedAt: number;
  /** null and "" are the same: no plate. */
  plateKey: string | null;
  score: number | null;
  direction: number | null;
} & Record<WordColumn, string | null>;

/** `SELECT ${searchedColumns} FROM reads r JOIN events e ON e.id = r.event_id`. */
export const searchedColumns = `r.id, e.received_at AS receivedAt, r.plate_key AS plateKey, r.score, r.direction, e.camera,
  r.make, r.model, r.color, r.vehicle_type AS vehicleType, r.region`;

/** What is known of a block without looking into its columns: enough to pass over most blocks. */
export interface BlockHeader {
  count: number;
  /** Of the first and the last read. */
  firstId: number;
  lastId: number;
  /** The earliest and the latest receivedAt. */
  from: number;
  to: number;
}

/** Each word of a column with the number of reads that have it; its place is its code. "" where the recogniser told none. */
export type BlockWords = readonly (readonly [word: string, reads: number])[];

/**
 * Some thousand reads in order of id, column by column: one condition looks at one column of all of them, which is a hundred times
 * quicker than going through rows.
 */
export interface Block extends BlockHeader {
  ids(): Float64Array;
  times(): Float64Array;
  /** Plate keys, a line each; an empty one where there is none. */
  plates(): string;
  /** NaN where there is none; the same for directions. */
  scores(): Float32Array;
  directions(): Float32Array;
  words(column: WordColumn): BlockWords;
  codes(column: WordColumn): Uint8Array | Uint16Array;
}

/** Makes a block of rows in order of id; there must be at least one, and at most 65,536. */
export function blockOf(rows: readonly SearchedRow[]): Block {
  const ids = Float64Array.from(rows, ({ id }) => id);
  const times = Float64Array.from(rows, ({ receivedAt }) => receivedAt);
  const scores = Float32Array.from(rows, ({ score }) => score ?? Number.NaN);
  const directions = Float32Array.from(rows, ({ direction }) => direction ?? Number.NaN);
  const plates = rows.map(({ plateKey }) => plateKey ?? "").join("\n");
  const coded = eachWordColumn((column) => encode(rows.map((row) => row[column] ?? "")));
  return {
    count: rows.length,
    firstId: ids[0] ?? 0,
    lastId: ids[rows.length - 1] ?? 0,
    from: times.reduce((least, time) => Math.min(least, time), Number.POSITIVE_INFINITY),
    to: times.reduce((most, time) => Math.max(most, time), Number.NEGATIVE_INFINITY),
    ids: () => ids,
    times: () => times,
    plates: () => plates,
    scores: () => scores,
    directions: () => directions,
    words: (column) => coded[column].words,
    codes: (column) => coded[column].codes,
  };
}

export function eachWordColumn<Value>(make: (column: WordColumn) => Value): Record<WordColumn, Value> {
  return {
    camera: make("camera"),
    make: make("make"),
    model: make("model"),
    color: make("color"),
    vehicleType: make("vehicleType"),
    region: make("region"),
  };
}

function encode(values: readonly string[]): { words: [string, number][]; codes: Uint8Array | Uint16Array } {
  const known = new Map<string, number>();
  const words: [string, number][] = [];
  const codes = new Uint16Array(values.length);
  for (const [place, value] of values.entries()) {
    let code = known.get(value);
    if (code === undefined) {
      code = words.length;
      known.set(value, code);
      words.push([value, 0]);
    }
    const word = words[code];
    if (word) word[1] += 1;
    codes[place] = code;
  }
  return { words, codes: words.length <= 256 ? Uint8Array.from(codes) : codes };
}
