import { expect, it } from "vitest";
import { outlookOf } from "../../../src/renderer/overview/outlook.ts";
import type { DiskUse } from "../../../src/shared/overview.ts";

const day = 86_400_000;
const now = Date.UTC(2026, 10, 23);
const giga = 1e9;

function disk(changes: Partial<DiskUse> = {}, retention: Partial<DiskUse["retention"]> = {}): DiskUse {
  return {
    ...{ imageBytes: 20 * giga, databaseBytes: giga, freeBytes: 300 * giga, events: 50_000, oldestAt: now - 20 * day },
    perDay: { bytes: giga, events: 2500 },
    retention: { days: 90, maxEvents: 0, minFreeBytes: 2 * giga, maxImageBytes: 0, ...retention },
    ...changes,
  };
}

it("says that there is room until deleting begins, and how much will be taken then", () => {
  expect(outlookOf(disk(), now)).toEqual({ is: "fits", days: 70, bytes: 91 * giga });
});

it("says that it stays as it is once the oldest are deleted every day", () => {
  expect(outlookOf(disk({ oldestAt: now - 91 * day }), now)).toEqual({ is: "steady" });
});

it("tells the limit that deletes before the days are over, the first of several", () => {
  expect(outlookOf(disk({ freeBytes: 12 * giga }), now)).toEqual({ is: "early", days: 10, because: "minFreeBytes" });
  expect(outlookOf(disk({}, { maxImageBytes: 25 * giga }), now)).toEqual({ is: "early", days: 5, because: "maxImageBytes" });
  expect(outlookOf(disk({}, { maxImageBytes: 25 * giga, maxEvents: 52_500 }), now)).toEqual({
    ...{ is: "early", days: 1, because: "maxEvents" },
  });
  expect(outlookOf(disk({ freeBytes: giga }), now)).toMatchObject({ is: "early", days: 0 });
});

it("warns of a full disk where no limit would delete before", () => {
  expect(outlookOf(disk({ freeBytes: 30 * giga }, { minFreeBytes: 0 }), now)).toEqual({ is: "full", days: 30 });
  expect(outlookOf(disk({ freeBytes: giga / 2, oldestAt: now - 91 * day }, { minFreeBytes: 0 }), now)).toMatchObject({
    is: "full",
  });
});

it("guesses nothing from less than a day, or from nothing", () => {
  expect(outlookOf(disk({ perDay: null }), now)).toEqual({ is: "unknown" });
  expect(outlookOf(disk({ oldestAt: null }), now)).toEqual({ is: "unknown" });
  expect(outlookOf(disk({ perDay: { bytes: 0, events: 0 } }), now)).toEqual({ is: "still" });
});
