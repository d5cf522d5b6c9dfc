import { expect, it } from "vitest";
import { columnsOf, inTiles, keptEach, newestOfEach } from "../../../src/renderer/wall/each-camera.ts";
import { idsOf, madeUpFeed } from "../feed/made-up.ts";

const of = (camera: string, ...ids: number[]) => ids.map((id) => madeUpFeed(id, {}, camera));

it("keeps the last vehicle of a quiet camera, however much another one brings", () => {
  const first = newestOfEach([], [...of("yard", 2, 1), ...of("gate", 3)], ["gate", "yard"]);
  expect(idsOf(first)).toEqual([3, 2, 1]);
  const busy = Array.from({ length: 600 }, (_, at) => 1000 - at);
  const later = newestOfEach(first, of("gate", ...busy), ["gate", "yard"]);
  expect(idsOf(later)).toEqual([...busy.slice(0, keptEach), 2, 1]);
});

it("shows no camera that is not chosen, lets go of one that is taken out, and nothing without a vehicle takes a place", () => {
  const known = newestOfEach([], [...of("gate", 5), ...of("yard", 4), ...of("dock", 6)], ["gate", "yard"]);
  expect(idsOf(known)).toEqual([5, 4]);
  expect(idsOf(newestOfEach(known, [], ["yard"]))).toEqual([4]);
  expect(idsOf(newestOfEach([], [madeUpFeed(7, { reads: [] }, "gate"), ...of("gate", 5)], ["gate", "yard"]))).toEqual([5]);
});

it("believes the later of two tellings of one event, and gives the very list that was known where nothing changed", () => {
  const known = newestOfEach([], of("gate", 2, 1), ["gate", "yard"]);
  expect(newestOfEach(known, [known[0] ?? madeUpFeed(0)], ["gate", "yard"])).toBe(known);
  const again = madeUpFeed(2, { hits: [] }, "gate");
  expect(newestOfEach(known, [again], ["gate", "yard"])[0]).toBe(again);
});

it("gives pictures of their own to two cameras up to nine, in as many columns as the screen's shape asks for", () => {
  const chosen = (count: number) => Array.from({ length: count }, (_, at) => `camera ${at}`);
  expect([0, 1, 2, 9, 10].map((count) => inTiles(chosen(count)))).toEqual([false, false, true, true, false]);
  expect([2, 3, 4, 5, 9].map((count) => columnsOf(count, false))).toEqual([2, 2, 2, 3, 3]);
  expect([2, 3, 4, 9].map((count) => columnsOf(count, true))).toEqual([1, 1, 2, 2]);
});
