import { describe, expect, it } from "vitest";
import { layoutOf, placeOf } from "../../../src/renderer/feed/layout.ts";
import { walk } from "../../../src/renderer/feed/walk.ts";
import { remembered } from "../../../src/renderer/ui/remembered.ts";

describe("the feed's layout", () => {
  it("has rows of one height at every width", () => {
    for (const width of [320, 800, 2560])
      expect(layoutOf("rows", width)).toEqual({ columns: 1, lineHeight: 88, itemWidth: width });
  });

  it("puts as many cards beside each other as stay legible, and all of them inside", () => {
    for (const width of [0, 320, 400, 760, 1188, 2560]) {
      const { columns, itemWidth } = layoutOf("cards", width);
      const last = placeOf("cards", width, { column: columns - 1, top: 0 });
      expect(columns).toBeGreaterThan(0);
      if (width > 0) expect(last.left + last.width).toBeLessThanOrEqual(width);
      if (columns > 1) expect(itemWidth).toBeGreaterThanOrEqual(231);
    }
    expect(layoutOf("cards", 400).columns).toBe(1);
    expect(layoutOf("cards", 1188).columns).toBe(4);
  });
});

describe("walking the feed", () => {
  const rows = { count: 30, columns: 1, linesPerPage: 8 };
  const cards = { count: 10, columns: 4, linesPerPage: 3 };

  it("begins at the newest, whatever key begins it", () => {
    expect([walk("ArrowDown", -1, rows), walk("PageDown", -1, rows)]).toEqual([0, 0]);
  });

  it("goes by one row, by a page, and to both ends, never beyond", () => {
    expect([walk("ArrowDown", 3, rows), walk("ArrowUp", 3, rows), walk("ArrowUp", 0, rows)]).toEqual([4, 2, 0]);
    expect([walk("PageDown", 3, rows), walk("PageUp", 3, rows), walk("PageDown", 28, rows)]).toEqual([10, 0, 29]);
    expect([walk("Home", 9, rows), walk("End", 9, rows)]).toEqual([0, 29]);
  });

  it("goes sideways only among cards, and up and down by a line of them", () => {
    expect([walk("ArrowRight", 3, rows), walk("ArrowRight", 3, cards), walk("ArrowLeft", 4, cards)]).toEqual([null, 4, 3]);
    expect([walk("ArrowDown", 1, cards), walk("ArrowUp", 5, cards)]).toEqual([5, 1]);
    expect([walk("ArrowUp", 2, cards), walk("ArrowDown", 7, cards)]).toEqual([2, 7]);
  });

  it("leaves other keys, and a feed without rows, alone", () => {
    expect([walk("a", 0, rows), walk("ArrowDown", -1, { ...rows, count: 0 })]).toEqual([null, null]);
  });
});

describe("a choice that is remembered", () => {
  it("is the first one where no storage is to be had, and still changes for all who listen", () => {
    const choice = remembered("a key", ["rows", "cards"]);
    const heard: string[] = [];
    const stop = choice.subscribe(() => heard.push(choice.get()));
    choice.set("cards");
    stop();
    choice.set("rows");
    expect([heard, choice.get()]).toEqual([["cards"], "rows"]);
  });
});
