import { expect, it } from "vitest";
import { withChips } from "../../../src/renderer/history/found-chips.ts";
import { madeUpChip, madeUpFeeds } from "../feed/made-up.ts";

const found = { pages: [{ events: madeUpFeeds(9, 7) }, { events: madeUpFeeds(5, 2) }], pageParams: [null, 7] };

it("puts a changed delivery into the read that was found, and leaves every other page as it is", () => {
  const next = withChips(found, [madeUpChip(5, { status: "delivered" })]);
  expect(next.pages[0]).toBe(found.pages[0]);
  expect(next.pages[1]?.events.map(({ chips }) => chips.map(({ status }) => status))).toEqual([["delivered"], []]);
  expect(next.pages[1]?.events[1]).toBe(found.pages[1]?.events[1]);
  expect(next.pageParams).toBe(found.pageParams);
});

it("gives the very same object where no found read is meant, so that nothing is drawn anew", () => {
  expect(withChips(found, [madeUpChip(6), madeUpChip(10)])).toBe(found);
  expect(withChips(found, [])).toBe(found);
});
