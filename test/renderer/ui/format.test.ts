import { describe, expect, it } from "vitest";
import { createFormats } from "../../../src/renderer/ui/format.ts";

const formats = createFormats("en-GB", "Europe/Berlin");
const noon = Date.UTC(2026, 10, 23, 11, 4, 9);

describe("times", () => {
  it("are the clock's alone on the same day", () => {
    expect(formats.time(noon, noon + 3_600_000)).toBe("12:04:09");
    expect(formats.minute(noon, noon)).toBe("12:04");
  });

  it("carry the day on any other day, by the zone's own midnight", () => {
    const lateEvening = Date.UTC(2026, 10, 22, 22, 59, 59);
    expect(formats.time(lateEvening, noon)).toBe("22 Nov, 23:59:59");
    expect(formats.time(lateEvening + 1_000, noon)).toBe("00:00:00");
  });

  it("name the zone where they are told in full", () => {
    expect(formats.full(noon)).toMatch(/^Monday,? 23 November 2026.*12:04:09.*(CET|GMT\+1)$/);
  });
});

it("tell spans of time and days of the week", () => {
  expect(formats.span(noon - 249_000, noon - 249_000 + 3_600_000)).toMatch(/^Mon,? 23 Nov, 12:00–13:00$/);
  expect(formats.span(Date.UTC(2026, 2, 28, 23), Date.UTC(2026, 2, 29, 22))).toMatch(/^Sun,? 29 Mar$/);
  expect([0, 6].map(formats.weekday)).toEqual(["Mon", "Sun"]);
});

describe("numbers", () => {
  it("have units that fit their size", () => {
    const units = [35, 1_230, 42_000, 180_000, 7_200_000].map((ms) => formats.duration(ms).replace(/[\s\u00a0]+/g, ""));
    expect(units).toEqual(["35ms", "1.2secs", "42secs", "3mins", "2hrs"]);
    expect(formats.bytes(148_213)).toMatch(/^148 ?kB/);
    expect(formats.bytes(1_400_000_000)).toMatch(/^1\.4 ?GB/);
  });

  it("are grouped and put in percent", () => {
    expect(formats.number(41_230)).toBe("41,230");
    expect(formats.percent(0.926)).toBe("93%");
    expect(formats.percent(null)).toBe("");
  });
});
