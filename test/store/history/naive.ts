import type { Delivery } from "../../../src/shared/delivery.ts";
import type { HistoryFilter } from "../../../src/shared/history-filter.ts";
import { lookAlikeSets } from "../../../src/shared/look-alikes.ts";
import { plateKey } from "../../../src/shared/plate-list.ts";
import type { PlateRead } from "../../../src/shared/plate-read.ts";

/** What the naive search knows beside the reads. */
export interface World {
  deliveries: readonly Delivery[];
  /** Plate keys by list. */
  lists: Record<string, readonly string[]>;
}

/** The filter's meaning, read by read and condition by condition, as its comments tell it. */
export function holds(read: PlateRead, filter: HistoryFilter, world: World): boolean {
  const key = read.plate === null ? "" : plateKey(read.plate);
  const { since = Number.NEGATIVE_INFINITY, until = Number.POSITIVE_INFINITY, minScore, maxScore, direction } = filter;
  const word = (wanted: readonly string[] | undefined, value: string | null) =>
    !wanted || wanted.length === 0 || wanted.some((one) => one.toLowerCase() === (value ?? "").toLowerCase());
  const region = (read.region ?? "").toLowerCase();
  const listed = (id: string) => world.lists[id]?.includes(key) === true;
  return (
    read.receivedAt >= since &&
    read.receivedAt < until &&
    (filter.withPlate === undefined || filter.withPlate === (key !== "")) &&
    plateHolds(key, filter) &&
    word(filter.cameras, read.camera) &&
    word(filter.makes, read.make) &&
    word(filter.models, read.model) &&
    word(filter.colors, read.color) &&
    word(filter.vehicleTypes, read.vehicleType) &&
    (word(filter.regions, read.region) ||
      filter.regions?.some((one) => one !== "" && region.startsWith(`${one.toLowerCase()}-`)) === true) &&
    (minScore === undefined || (read.score !== null && read.score >= minScore)) &&
    (maxScore === undefined || (read.score !== null && read.score <= maxScore)) &&
    (!direction || (read.direction !== null && turnsTo(read.direction, direction))) &&
    (!filter.lists || filter.lists.length === 0 || filter.lists.some(listed)) &&
    (!filter.unlisted || (key !== "" && !Object.keys(world.lists).some(listed))) &&
    deliveryHolds(read, filter, world.deliveries)
  );
}

function turnsTo(degrees: number, { from, to }: { from: number; to: number }): boolean {
  for (let turn = from; ; turn += 0.5) {
    if (turn % 360 === degrees % 360) return true;
    if (turn % 360 === to % 360 && turn !== from) return false;
    if (turn > from + 720 || from === to) return false;
  }
}

function deliveryHolds(read: PlateRead, { destinationId, deliveries }: HistoryFilter, all: readonly Delivery[]): boolean {
  if (destinationId === undefined && (deliveries === undefined || deliveries.length === 0)) return true;
  return all.some(
    (delivery) =>
      delivery.eventId === read.eventId &&
      (delivery.readId === null || delivery.readId === read.id) &&
      (destinationId === undefined || delivery.destinationId === destinationId) &&
      (!deliveries || deliveries.length === 0 || deliveries.includes(delivery.status)),
  );
}

function plateHolds(key: string, { plate = "", whole = false, alike = false }: HistoryFilter): boolean {
  const wanted = Array.from(plateKey(plate));
  if (wanted.length === 0) return true;
  if (key === "") return false;
  const wild = wanted.some((one) => one === "*" || one === "?");
  const pattern = whole || wild ? wanted : ["*", ...wanted, "*"];
  return glob(pattern, Array.from(key), alike);
}

function glob(pattern: readonly string[], key: readonly string[], alike: boolean): boolean {
  const [first, ...rest] = pattern;
  if (first === undefined) return key.length === 0;
  if (first === "*") return glob(rest, key, alike) || (key.length > 0 && glob(pattern, key.slice(1), alike));
  const [character, ...others] = key;
  if (character === undefined) return false;
  const same = first === "?" || first === character || (alike && lookAlikeSets(first).join("").includes(character));
  return same && glob(rest, others, alike);
}
