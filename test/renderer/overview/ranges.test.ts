import { afterEach, describe, expect, it } from "vitest";
import { dayEdges, historyEdges, hourEdges, midnight, type Range, ranges } from "../../../src/renderer/overview/ranges.ts";
import { largest, sumBetween, weekHours } from "../../../src/renderer/overview/sums.ts";
import { slotMs } from "../../../src/shared/overview.ts";

const zone = process.env.TZ;
afterEach(() => {
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
});
const inZone = (name: string) => {
  process.env.TZ = name;
};

const zones = ["UTC", "Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe", "America/Sao_Paulo"];

describe.each(zones)("the edges of ranges in %s", (name) => {
  it.each([
    ["in winter", Date.UTC(2026, 10, 23, 12)],
    ["where the clock is set forward", Date.UTC(2026, 2, 29, 12)],
    ["where the clock is set back", Date.UTC(2026, 9, 25, 12)],
    ["where it is in the south", Date.UTC(2026, 3, 5, 12)],
  ])("rise, are whole quarters of an hour, and lie within the days, %s", (_, now) => {
    inZone(name);
    for (const range of ranges) {
      for (const edges of [hourEdges(range, now), historyEdges(range, now), dayEdges(range, now)]) {
        expect(edges.every((at) => at % slotMs === 0)).toBe(true);
        expect(edges.every((at, index) => index === 0 || at > (edges[index - 1] ?? 0))).toBe(true);
        expect(edges[0]).toBe(midnight(now, { today: 0, week: -6, month: -29 }[range]));
        expect(edges.at(-1)).toBe(midnight(now, 1));
      }
      expect(historyEdges(range, now).length).toBeLessThanOrEqual(32);
    }
  });
});

it("has a day of 23 hours in spring and one of 25 in autumn", () => {
  inZone("Europe/Berlin");
  const hours = (now: number, range: Range = "today") => hourEdges(range, now).length - 1;
  expect(hours(Date.UTC(2026, 2, 29, 12))).toBe(23);
  expect(hours(Date.UTC(2026, 9, 25, 12))).toBe(25);
  expect(hours(Date.UTC(2026, 9, 26, 12), "week")).toBe(169);
  expect(historyEdges("week", Date.UTC(2026, 9, 26, 12))).toHaveLength(29);
});

it("sums up slots between edges and loses none", () => {
  const first = 40 * slotMs;
  const slots = [1, 2, 3, 4, 5, 6];
  expect(sumBetween(slots, first, [first, first + slotMs, first + 4 * slotMs, first + 6 * slotMs])).toEqual([1, 9, 11]);
});

it("averages an hour of the week over the days of the range, and leaves out what is still to come", () => {
  inZone("Europe/Berlin");
  const now = new Date(2026, 10, 23, 12, 30).getTime();
  const edges = hourEdges("month", now);
  const sums = edges.slice(1).map((_, index) => {
    const when = new Date(edges[index] ?? 0);
    return when.getDay() === 1 && when.getHours() === 8 ? 10 : 0;
  });
  const week = weekHours(sums, edges, now);
  expect(week[0]?.[8]).toEqual({ average: 10 });
  expect(week[0]?.[9]).toEqual({ average: 0 });
  const today = weekHours([5, ...Array.from({ length: 23 }, () => 0)], hourEdges("today", now), now);
  expect(today[0]?.[0]).toEqual({ average: 5 });
  expect(today[0]?.[13]).toEqual({ average: null });
  expect(today[1]?.[0]).toEqual({ average: null });
});

it("counts an hour that comes twice in a night as one hour of the week", () => {
  inZone("Europe/Berlin");
  const now = Date.UTC(2026, 9, 25, 20);
  const edges = hourEdges("today", now);
  const week = weekHours(
    edges.slice(1).map(() => 3),
    edges,
    now,
  );
  expect(week[6]?.[2]).toEqual({ average: 6 });
  expect(week[6]?.[3]).toEqual({ average: 3 });
});

it("finds the largest, or none", () => {
  expect(largest([1, 5, 2])).toBe(1);
  expect(largest([0, 0])).toBeNull();
  expect(largest([])).toBeNull();
});
