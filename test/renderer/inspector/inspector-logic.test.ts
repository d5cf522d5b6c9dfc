import { describe, expect, it } from "vitest";
import { bytesOf, hexRows, hexText, joined } from "../../../src/renderer/inspector/hex.ts";
import { partRows } from "../../../src/renderer/inspector/part-rows.ts";
import { presetSpan, spanOf } from "../../../src/renderer/inspector/span.ts";
import { timingSteps } from "../../../src/renderer/inspector/steps.ts";
import type { Inspection } from "../../../src/shared/inspection.ts";

describe("the time of a webhook", () => {
  it("is told step by step, each with its part of the whole", () => {
    const steps = timingSteps({ body: 1000, parsed: 1500, flushed: 4000, committed: 5000, answered: 10_000 });
    expect(steps.map(({ tookMs }) => tookMs)).toEqual([1, 0.5, 2.5, 1, 5]);
    expect(steps.map(({ doneMs }) => doneMs)).toEqual([1, 1.5, 4, 5, 10]);
    expect(steps.map(({ from }) => from)).toEqual([0, 0.1, 0.15, 0.4, 0.5]);
    expect(steps.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1);
  });

  it("never runs backwards, and survives a webhook that took no time", () => {
    const steps = timingSteps({ body: 5, parsed: 4, flushed: 4, committed: 6, answered: 6 });
    expect(steps.map(({ tookMs }) => tookMs)).toEqual([0.005, 0, 0, 0.001, 0]);
    expect(timingSteps({ body: 0, parsed: 0, flushed: 0, committed: 0, answered: 0 }).every(({ share }) => share === 0)).toBe(
      true,
    );
  });
});

describe("bytes as hex", () => {
  it("stand sixteen in a row with their offset and what is printable", () => {
    const rows = hexRows(new TextEncoder().encode('{"plate": "ü1"}\n~'), 32);
    expect(rows).toEqual([
      { offset: "00000020", bytes: "7b 22 70 6c 61 74 65 22 3a 20 22 c3 bc 31 22 7d", text: '{"plate": "..1"}' },
      { offset: "00000030", bytes: "0a 7e", text: ".~" },
    ]);
    const [first, second] = hexText(rows).split("\n");
    expect(second?.indexOf(".~")).toBe(first?.indexOf("{"));
    expect(hexRows(new Uint8Array())).toEqual([]);
  });

  it("are put together of the pieces that came", () => {
    expect([...joined([bytesOf("AAH/"), bytesOf("")])]).toEqual([0, 1, 255]);
  });
});

describe("the parts of a webhook", () => {
  const image = (id: number, part: string, size: number) => ({ id, part, size, filename: "a.jpg", contentType: "image/jpeg" });
  const inspection = (parts: { name: string; size: number }[] | null, images: ReturnType<typeof image>[]) =>
    ({
      arrival: parts && { parts: parts.map((part) => ({ ...part, filename: "", contentType: "" })) },
      event: { images },
    }) as unknown as Inspection;

  it("are shown in their order, each with the image it became", () => {
    const parts = [
      { name: "json", size: 5 },
      { name: "upload", size: 9 },
      { name: "upload", size: 9 },
    ];
    const rows = partRows(inspection(parts, [image(1, "upload", 9), image(2, "upload", 9)]));
    expect(rows.map(({ part, image: stored }) => [part.name, stored?.id ?? null])).toEqual([
      ["json", null],
      ["upload", 1],
      ["upload", 2],
    ]);
  });

  it("are the stored images where nobody noted the parts", () => {
    expect(partRows(inspection(null, [image(1, "plate_img", 9)]))).toMatchObject([
      { part: { name: "plate_img" }, image: { id: 1 } },
    ]);
  });
});

describe("the span of time", () => {
  it("is turned where it is upside down, and open where nothing is entered", () => {
    const [early, late] = ["2026-11-23T10:00", "2026-11-23T12:00"];
    const right = { since: new Date(early).getTime(), until: new Date(late).getTime() };
    expect(spanOf({ since: early, until: late })).toEqual(right);
    expect(spanOf({ since: late, until: early })).toEqual(right);
    expect(spanOf({ since: "", until: late })).toEqual({ until: right.until });
    expect(spanOf({ since: "nonsense", until: "" })).toEqual({});
  });

  it("of a preset is in the machine's own zone, to the minute", () => {
    const now = new Date(2026, 10, 23, 12, 30, 40).getTime();
    expect(spanOf(presetSpan("hour", now)).since).toBe(new Date(2026, 10, 23, 11, 30).getTime());
    expect(spanOf(presetSpan("today", now)).since).toBe(new Date(2026, 10, 23).getTime());
    expect(spanOf(presetSpan("all", now))).toEqual({});
  });
});
