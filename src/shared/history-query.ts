import { deliveryStatuses } from "./delivery.ts";
import { type FilterPart, filterParts } from "./history.ts";
import type { HistoryFilter } from "./history-filter.ts";
import { type Period, periods, spanOf } from "./period.ts";

/** What is searched for: the filter with its time as a person says it. */
export interface HistoryQuery {
  /** Without since and until. */
  filter: HistoryFilter;
  /** null: any time, or from … to. */
  period: Period | null;
  /** Milliseconds since the epoch. */
  from: number | null;
  to: number | null;
}

export const anything: HistoryQuery = { filter: {}, period: null, from: null, to: null };

/** A query as an address says it, and what had to be turned round in it because it was upside down. */
export interface ReadQuery {
  query: HistoryQuery;
  turned: { time: boolean; score: boolean };
}

/** Names in the address. They are kept in bookmarks and saved searches: never changed, only added to. */
const lists = {
  camera: "cameras",
  make: "makes",
  model: "models",
  color: "colors",
  type: "vehicleTypes",
  region: "regions",
  list: "lists",
} as const;

/** Every name that an address may hold. */
export const queryNames: readonly string[] = [
  ...["plate", "whole", "alike", "shown", ...Object.keys(lists), "unlisted", "minScore", "maxScore", "direction"],
  ...["destination", "delivery", "time", "from", "to"],
];

/** Reads the part of an address behind the question mark; what it does not understand is as if it were not there. */
export function queryOf(search: string): ReadQuery {
  const given = new URLSearchParams(search);
  const filter: HistoryFilter = {};
  const plate = given.get("plate")?.trim().slice(0, 64);
  if (plate) filter.plate = plate;
  if (given.get("whole") === "1") filter.whole = true;
  if (given.get("alike") === "1") filter.alike = true;
  const shown = given.get("shown");
  if (shown === "yes" || shown === "no") filter.withPlate = shown === "yes";
  for (const [name, key] of Object.entries(lists)) {
    const words = [...new Set(given.getAll(name))].slice(0, 200).map((word) => word.slice(0, 100));
    if (words.length > 0) filter[key] = key === "lists" ? words.filter((word) => word !== "") : words;
  }
  if (given.get("unlisted") === "1") filter.unlisted = true;
  const [minScore, maxScore, scoreTurned] = inOrder(share(given.get("minScore")), share(given.get("maxScore")));
  if (minScore !== null) filter.minScore = minScore;
  if (maxScore !== null) filter.maxScore = maxScore;
  const [from, to] = (given.get("direction") ?? "").split("-").map((text) => numberIn(text, 360));
  if (from !== null && from !== undefined && to !== null && to !== undefined) filter.direction = { from, to };
  const destinationId = given.get("destination")?.slice(0, 100);
  if (destinationId) filter.destinationId = destinationId;
  const statuses = given.getAll("delivery");
  const deliveries = deliveryStatuses.filter((status) => statuses.includes(status));
  if (deliveries.length > 0) filter.deliveries = deliveries;
  const period = periods.find((known) => known === given.get("time")) ?? null;
  const [since, until, timeTurned] = inOrder(moment(given.get("from")), moment(given.get("to")));
  const custom = period === null ? { from: since, to: until } : { from: null, to: null };
  return { query: { filter, period, ...custom }, turned: { time: period === null && timeTurned, score: scoreTurned } };
}

/** The part of an address behind the question mark, without it; "" for everything. */
export function searchOf({ filter, period, from, to }: HistoryQuery): string {
  const said = new URLSearchParams();
  const say = (name: string, value: string | number | null | undefined) => {
    if (value !== null && value !== undefined && value !== "") said.append(name, String(value));
  };
  say("plate", filter.plate);
  say("whole", filter.whole ? 1 : null);
  say("alike", filter.alike ? 1 : null);
  say("shown", filter.withPlate === undefined ? null : filter.withPlate ? "yes" : "no");
  // "" is a word of its own here: not told.
  for (const [name, key] of Object.entries(lists)) for (const word of filter[key] ?? []) said.append(name, word);
  say("unlisted", filter.unlisted ? 1 : null);
  say("minScore", filter.minScore === undefined ? null : Math.round(filter.minScore * 1000) / 10);
  say("maxScore", filter.maxScore === undefined ? null : Math.round(filter.maxScore * 1000) / 10);
  say("direction", filter.direction === undefined ? null : `${filter.direction.from}-${filter.direction.to}`);
  say("destination", filter.destinationId);
  for (const status of filter.deliveries ?? []) said.append("delivery", status);
  say("time", period);
  say("from", from === null ? null : new Date(from).toISOString());
  say("to", to === null ? null : new Date(to).toISOString());
  return said.toString();
}

/** What the core is asked: the time as moments, as of now. */
export function filterAt({ filter, period, from, to }: HistoryQuery, now: number): HistoryFilter {
  const { since, until } = period === null ? { since: from ?? undefined, until: to ?? undefined } : spanOf(period, now);
  return { ...filter, ...(since === undefined ? {} : { since }), ...(until === undefined ? {} : { until }) };
}

/** The query without some of its parts. */
export function without(query: HistoryQuery, parts: readonly FilterPart[]): HistoryQuery {
  const out = new Set<string>(parts.flatMap((part) => filterParts[part]));
  const filter: HistoryFilter = Object.fromEntries(Object.entries(query.filter).filter(([key]) => !out.has(key)));
  return parts.includes("time") ? { ...anything, filter } : { ...query, filter };
}

function inOrder(first: number | null, second: number | null): [number | null, number | null, boolean] {
  const turned = first !== null && second !== null && first > second;
  return turned ? [second, first, true] : [first, second, false];
}

function numberIn(text: string | null | undefined, most: number): number | null {
  if (text === null || text === undefined || !/^\d+(\.\d+)?$/.test(text)) return null;
  const value = Number(text);
  return value <= most ? value : null;
}

function share(percent: string | null): number | null {
  const value = numberIn(percent, 100);
  return value === null ? null : Math.round(value * 10) / 1000;
}

function moment(text: string | null): number | null {
  const at = text === null ? Number.NaN : Date.parse(text);
  return Number.isNaN(at) ? null : at;
}
