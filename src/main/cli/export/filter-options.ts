import { deliveryStatuses } from "../../../shared/delivery.ts";
import { HistoryFilter } from "../../../shared/history-filter.ts";
import { filterAt, queryOf } from "../../../shared/history-query.ts";
import { nearest } from "../../../shared/nearest.ts";
import { periods } from "../../../shared/period.ts";
import { remedyOf } from "../../../shared/remedies.ts";
import type { Settings } from "../../../shared/settings.ts";
import type { ParsedArguments } from "../arguments.ts";
import { momentOf } from "../since.ts";
import { UsageError } from "../terminal.ts";
import { noSuch } from "./no-such.ts";
import { searchSaid } from "./search-option.ts";

const one = { type: "string" } as const;
const several = { type: "string", multiple: true } as const;
const on = { type: "boolean" } as const;

/** The console's search as options, with the words of its address; more of them than one can be given where any of them will do. */
export const filterOptions = {
  ...{ search: one, plate: one, part: on, whole: on, alike: on, shown: one, camera: several, make: several, model: several },
  ...{ color: several, type: several, region: several, list: several, unlisted: on, "min-score": one, "max-score": one },
  ...{ direction: one, destination: one, delivery: several, time: one, since: one, until: one, from: one, to: one },
} as const;

type Values = ParsedArguments<typeof filterOptions>["values"];
/** Destinations, lists and saved searches are known by name. */
export type Names = Pick<Settings, "destinations" | "lists" | "searches">;

const wordOptions = ["camera", "make", "model", "color", "type", "region"] as const;

/**
 * What the options ask for, as the console would ask: a search that is given, with those parts replaced that other options tell. What
 * was upside down is turned, and told to `note`. Throws a UsageError that names option, value and what is right.
 */
export function filterOf(values: Values, names: Names, now: number, note: (line: string) => void): HistoryFilter {
  const said = new URLSearchParams(values.search === undefined ? "" : searchSaid(values.search, names.searches));
  const say = (name: string, words: readonly string[] | undefined) => {
    if (words === undefined) return;
    said.delete(name);
    for (const word of words) said.append(name, word);
  };
  sayPlate(values, said);
  say("shown", values.shown === undefined ? undefined : [oneOf("--shown", values.shown, ["yes", "no"])]);
  for (const name of wordOptions) say(name, values[name]);
  say(
    "list",
    values.list?.map((word) => idOf("--list", "plate list", word, names.lists)),
  );
  say("unlisted", values.unlisted ? ["1"] : undefined);
  say("minScore", percent("--min-score", values["min-score"]));
  say("maxScore", percent("--max-score", values["max-score"]));
  say("direction", values.direction === undefined ? undefined : [directionOf(values.direction)]);
  if (values.destination !== undefined)
    say("destination", [idOf("--destination", "destination", values.destination, names.destinations)]);
  say("delivery", values.delivery?.flatMap(statusesOf));
  sayTime(values, said, now);

  const { query, turned } = queryOf(said.toString());
  if (turned.time) note("The time range was upside down and is turned.");
  if (turned.score) note("--min-score was above --max-score: they are turned.");
  const checked = HistoryFilter.safeParse(filterAt(query, now));
  if (checked.success) return checked.data;
  const [issue] = checked.error.issues;
  throw new UsageError(`--${String(issue?.path[0])} is not valid. ${issue ? remedyOf(issue) : ""}`.trim());
}

/** A plate is the whole one here unless --part is said; in the console it may be a part. */
function sayPlate({ plate, part, whole, alike }: Values, said: URLSearchParams): void {
  if (part && whole) throw new UsageError("--part and --whole ask for opposite things: give one of them.");
  if (plate !== undefined) {
    if (plate.trim() === "" || plate.length > 64)
      throw new UsageError(
        `--plate is ${JSON.stringify(plate)}: give a plate of up to 64 letters, in which * and ? stand for others.`,
      );
    said.set("plate", plate);
  }
  const asked = part ? "--part" : whole ? "--whole" : alike ? "--alike" : null;
  if (asked && !said.get("plate")) throw new UsageError(`${asked} says how a plate is looked for: give --plate with it.`);
  if (part) said.delete("whole");
  else if (whole || plate !== undefined) said.set("whole", "1");
  if (alike) said.set("alike", "1");
}

function sayTime(values: Values, said: URLSearchParams, now: number): void {
  const ends = [
    ["from", endOf(values, "since", "from", now)],
    ["to", endOf(values, "until", "to", now)],
  ] as const;
  const given = ends.filter(([, at]) => at !== undefined);
  if (values.time !== undefined) {
    oneOf("--time", values.time, periods);
    if (given.length > 0) throw new UsageError("--time is a span of its own: give it, or --since and --until.");
  }
  if (values.time === undefined && given.length === 0) return;
  for (const name of ["time", "from", "to"]) said.delete(name);
  if (values.time !== undefined) said.set("time", values.time);
  for (const [name, at] of given) said.set(name, new Date(at ?? 0).toISOString());
}

function endOf(values: Values, name: "since" | "until", alias: "from" | "to", now: number): number | undefined {
  if (values[name] !== undefined && values[alias] !== undefined)
    throw new UsageError(`--${name} and --${alias} mean the same: give one of them.`);
  return momentOf(values[name], `--${name}`, now) ?? momentOf(values[alias], `--${alias}`, now);
}

function oneOf(option: string, value: string, known: readonly string[]): string {
  if (known.includes(value)) return value;
  const meant = nearest(value, known);
  throw new UsageError(
    `${option} is ${JSON.stringify(value)}: give one of ${known.join(", ")}.${meant ? ` Did you mean ${meant}?` : ""}`,
  );
}

/** The console's "waiting" is two states. */
function statusesOf(word: string): readonly string[] {
  if (word === "waiting") return ["pending", "sending"];
  return [oneOf("--delivery", word, ["waiting", ...deliveryStatuses])];
}

/** Percent as in the console, where rules and exports say 0.9: taking that for less than one percent would find nearly everything. */
function percent(option: string, text: string | undefined): string[] | undefined {
  if (text === undefined) return undefined;
  const value = /^\d{1,3}(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  if (value > 0 && value < 1)
    throw new UsageError(`${option} is ${JSON.stringify(text)}: give percent. Did you mean ${Math.round(value * 1000) / 10}?`);
  if (!(value >= 0 && value <= 100)) throw new UsageError(`${option} is ${JSON.stringify(text)}: give percent from 0 to 100.`);
  return [text];
}

function directionOf(text: string): string {
  const ends = /^(\d{1,3}(?:\.\d+)?)-(\d{1,3}(?:\.\d+)?)$/.exec(text)?.slice(1).map(Number) ?? [];
  if (ends.length === 2 && ends.every((degrees) => degrees <= 360)) return text;
  throw new UsageError(
    `--direction is ${JSON.stringify(text)}: give two directions from 0 to 360 degrees, clockwise, such as 315-45 for northbound.`,
  );
}

function idOf(option: string, what: string, word: string, known: readonly { id: string; name: string }[]): string {
  const found = known.find(({ name }) => name.toLowerCase() === word.toLowerCase()) ?? known.find(({ id }) => id === word);
  if (found) return found.id;
  throw new UsageError(
    `${option} is ${JSON.stringify(word)}: ${noSuch(
      what,
      word,
      known.map(({ name }) => name),
    )}`,
  );
}
