import { describe, expect, it } from "vitest";
import {
  emptyFeed,
  followLimit,
  goOn,
  heldLimit,
  mergeChips,
  mergeLive,
  mergeOlder,
  refresh,
  rowCount,
  scrollLimit,
} from "../../../src/renderer/feed/feed-state.ts";
import { idsOf, madeUpChip, madeUpFeed, madeUpFeeds, madeUpRead } from "./made-up.ts";

const down = (from: number, count: number) => madeUpFeeds(...Array.from({ length: count }, (_, at) => from - at));

describe("the feed while it follows", () => {
  it("puts live events on top, newest first, whatever their order, and each once", () => {
    const first = mergeLive({ ...emptyFeed, events: madeUpFeeds(3, 2) }, madeUpFeeds(4, 6, 5, 3), false);
    expect(idsOf(first.events)).toEqual([6, 5, 4, 3, 2]);
    expect(first.heldRows).toBe(0);
  });

  it("marks only what is newer than before for the slide-in, and nothing of the first page", () => {
    expect(mergeLive(emptyFeed, madeUpFeeds(2), false).freshFrom).toBe(0);
    expect(mergeLive({ ...emptyFeed, events: madeUpFeeds(3) }, madeUpFeeds(5), false).freshFrom).toBe(4);
  });

  it("keeps no more than its limit, and then knows that older ones can be read again", () => {
    const full = { ...emptyFeed, events: down(followLimit, followLimit), complete: true };
    const next = mergeLive(full, madeUpFeeds(followLimit + 1), false);
    expect(next.events).toHaveLength(followLimit);
    expect(next.complete).toBe(false);
  });

  it("returns the very same state when nothing came", () => {
    const state = { ...emptyFeed, events: madeUpFeeds(1) };
    expect(mergeLive(state, [], false)).toBe(state);
  });
});

describe("the feed while it is paused", () => {
  const paused = { ...emptyFeed, events: madeUpFeeds(2, 1) };

  it("leaves the rows as they are and counts the rows that came, one for each read", () => {
    const two = madeUpFeed(3, { reads: [madeUpRead({ id: 30 }), madeUpRead({ id: 31 })] });
    const next = mergeLive(mergeLive(paused, [two], true), madeUpFeeds(4), true);
    expect(next.events).toBe(paused.events);
    expect(next.heldRows).toBe(3);
  });

  it("does not count an event twice", () => {
    const next = mergeLive(mergeLive(paused, madeUpFeeds(3), true), madeUpFeeds(3), true);
    expect(next.heldRows).toBe(1);
  });

  it("puts what waited on top when it goes on", () => {
    const next = goOn(mergeLive(paused, madeUpFeeds(3, 4), true));
    expect(idsOf(next.events)).toEqual([4, 3, 2, 1]);
    expect([next.heldRows, next.held, next.freshFrom]).toEqual([0, [], 3]);
  });

  it("bounds what waits in memory, goes on counting, and says that some are lost", () => {
    const next = mergeLive(paused, down(heldLimit + 12, heldLimit + 10), true);
    expect(next.held).toHaveLength(heldLimit);
    expect(next.heldRows).toBe(heldLimit + 10);
    expect(next.heldLost).toBe(true);
  });
});

describe("older pages and readings anew", () => {
  it("adds an older page below and notes the end", () => {
    const next = mergeOlder({ ...emptyFeed, events: madeUpFeeds(9, 8) }, madeUpFeeds(8, 7, 6), true);
    expect(idsOf(next.events)).toEqual([9, 8, 7, 6]);
    expect(next.complete).toBe(true);
  });

  it("ends where scrolling back would take too much memory", () => {
    const next = mergeOlder({ ...emptyFeed, events: down(scrollLimit + 50, scrollLimit) }, down(50, 50), false);
    expect(next.events).toHaveLength(scrollLimit);
    expect(next.complete).toBe(true);
  });

  it("takes a first reading without losing what came live before it", () => {
    expect(idsOf(refresh(mergeLive(emptyFeed, madeUpFeeds(5), false), madeUpFeeds(5, 4, 3), true, false).events)).toEqual([
      5, 4, 3,
    ]);
  });

  it("takes over the chips of a reading after a lost connection", () => {
    const stale = { ...emptyFeed, events: [madeUpFeed(2, { chips: [madeUpChip(2)] }), madeUpFeed(1)] };
    const next = refresh(
      stale,
      [madeUpFeed(3), madeUpFeed(2, { chips: [madeUpChip(2, { status: "delivered" })] })],
      false,
      false,
    );
    expect(idsOf(next.events)).toEqual([3, 2, 1]);
    expect(next.events[1]?.chips[0]?.status).toBe("delivered");
  });

  it("drops what was known where the reading does not reach down to it, because a gap would not be seen", () => {
    const next = refresh({ ...emptyFeed, events: madeUpFeeds(2, 1) }, madeUpFeeds(9, 8), false, false);
    expect(idsOf(next.events)).toEqual([9, 8]);
  });

  it("keeps the rows that are looked at over such a gap, and reads anew later", () => {
    const next = refresh({ ...emptyFeed, events: madeUpFeeds(2, 1) }, madeUpFeeds(9, 8), false, true);
    expect(idsOf(next.events)).toEqual([2, 1]);
    expect([next.heldRows, next.heldLost]).toEqual([2, true]);
  });
});

describe("delivery states", () => {
  it("change the chip of their event and leave every other event untouched", () => {
    const state = {
      ...emptyFeed,
      events: [madeUpFeed(2, { chips: [madeUpChip(2)] }), madeUpFeed(1, { chips: [madeUpChip(1)] })],
    };
    const next = mergeChips(state, [madeUpChip(2, { status: "failed", message: "refused" })]);
    expect(next.events[0]?.chips).toEqual([madeUpChip(2, { status: "failed", message: "refused" })]);
    expect(next.events[1]).toBe(state.events[1]);
  });

  it("reach events that wait while paused, and add a chip that was not known", () => {
    const state = mergeLive({ ...emptyFeed, events: madeUpFeeds(1) }, madeUpFeeds(2), true);
    expect(mergeChips(state, [madeUpChip(2)]).held[0]?.chips).toHaveLength(1);
  });

  it("of events that are not shown change nothing", () => {
    const state = { ...emptyFeed, events: madeUpFeeds(1) };
    expect(mergeChips(state, [madeUpChip(7)]).events).toBe(state.events);
  });
});

it("an event without reads is one row", () => {
  expect(rowCount(madeUpFeed(1, { reads: [] }))).toBe(1);
});
