/** What the history answers; the filter that is asked with is in history-filter.ts, which holds schemas. */

import type { HistoryFilter } from "./history-filter.ts";

/** Columns of words: few different ones, whatever the number of reads. */
export const wordColumns = ["camera", "make", "model", "color", "vehicleType", "region"] as const;
export type WordColumn = (typeof wordColumns)[number];

/** The part of a filter that asks for words of a column. */
export const wordsKeys = {
  cameras: "camera",
  makes: "make",
  models: "model",
  colors: "color",
  vehicleTypes: "vehicleType",
  regions: "region",
} as const satisfies Record<string, WordColumn>;
export type WordsKey = keyof typeof wordsKeys;

/** A word of a column; "" where the recogniser told none. */
export interface WordCount {
  word: string;
  reads: number;
}

/** How many reads match; not exact: at least so many. */
export interface HistoryCount {
  reads: number;
  exact: boolean;
}

/** One time at which a plate was read. */
export interface Passage {
  readId: number;
  eventId: number;
  camera: string;
  receivedAt: number;
}

/** All times a plate was read: how often, since when, and the newest of them. */
export interface Passages {
  reads: number;
  firstAt: number | null;
  passages: Passage[];
}

/** A plate and how often it was read. */
export interface PlateCount {
  plate: string;
  reads: number;
}

/** Parts of a filter that belong together: what is left out at once. */
export const filterParts = {
  plate: ["plate", "whole", "alike"],
  withPlate: ["withPlate"],
  time: ["since", "until"],
  cameras: ["cameras"],
  score: ["minScore", "maxScore"],
  makes: ["makes"],
  models: ["models"],
  colors: ["colors"],
  vehicleTypes: ["vehicleTypes"],
  regions: ["regions"],
  direction: ["direction"],
  lists: ["lists", "unlisted"],
  deliveries: ["destinationId", "deliveries"],
} as const satisfies Record<string, readonly (keyof HistoryFilter)[]>;
export type FilterPart = keyof typeof filterParts;

/** The parts of a filter that ask for something. */
export function partsOf(filter: HistoryFilter): FilterPart[] {
  const parts = Object.keys(filterParts) as FilterPart[];
  return parts.filter((part) => filterParts[part].some((key) => asks(filter, key)));
}

function asks(filter: HistoryFilter, key: keyof HistoryFilter): boolean {
  const value = filter[key];
  if (Array.isArray(value)) return value.length > 0;
  return value !== undefined && value !== "" && (value !== false || key === "withPlate");
}

/** The filter without some of its parts. */
export function leaveOut(filter: HistoryFilter, parts: readonly FilterPart[]): HistoryFilter {
  const out = new Set<string>(parts.flatMap((part) => filterParts[part]));
  return Object.fromEntries(Object.entries(filter).filter(([key]) => !out.has(key)));
}
