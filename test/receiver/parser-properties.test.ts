import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseEventTime } from "../../src/main/receiver/event-time.ts";
import { describeJsonFault, findJsonFault } from "../../src/main/receiver/json-fault.ts";
import { maxPlate } from "../../src/main/receiver/read-drafts.ts";
import { parseRecognition, recognise } from "../../src/main/receiver/recognition.ts";
import { sampleRecognition } from "../../src/shared/sample-recognition.ts";

const kinds = ["recognition", "other", "quarantined"];
const sample = JSON.stringify(sampleRecognition({ plate: "ab1", camera: "c", timestamp: new Date(0) }));

/** A JSON value with any of its fields swapped for anything, so that most of the shape is still there. */
function mutated(value: unknown): fc.Arbitrary<unknown> {
  if (Array.isArray(value)) return fc.oneof({ weight: 6, arbitrary: fc.tuple(...value.map(mutated)) }, fc.jsonValue());
  if (typeof value !== "object" || value === null) return fc.oneof({ weight: 3, arbitrary: fc.constant(value) }, fc.jsonValue());
  const fields = Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, mutated(inner)]));
  return fc.oneof({ weight: 12, arbitrary: fc.record(fields, { requiredKeys: [] }) }, fc.jsonValue());
}

describe("the parser", () => {
  it("makes of any text exactly one of three kinds, with a reason exactly where it is quarantined", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "binary" }), fc.json()), (text) => {
        const { kind, reason, reads } = parseRecognition(text);
        expect(kinds).toContain(kind);
        expect(reason !== null).toBe(kind === "quarantined");
        if (kind !== "recognition") expect(reads).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it("keeps every field of a half-broken recognition within its bounds", () => {
    let recognised = 0;
    fc.assert(
      fc.property(mutated(JSON.parse(sample)), (json) => {
        const { kind, reason, reads, camera } = recognise(json);
        expect(kinds).toContain(kind);
        expect(reason !== null).toBe(kind === "quarantined");
        expect(camera?.length ?? 1).toBeGreaterThan(0);
        if (reads.length > 0) recognised += 1;
        for (const read of reads) {
          expect(read.plate === null || (read.plate.length > 0 && read.plate.length <= maxPlate)).toBe(true);
          expect(read.direction === null || (read.direction >= 0 && read.direction < 360)).toBe(true);
          expect(read.score === null || (read.score >= 0 && read.score <= 1)).toBe(true);
          expect(JSON.parse(JSON.stringify(read))).toEqual(read);
        }
      }),
      { numRuns: 500 },
    );
    expect(recognised).toBeGreaterThan(20);
  });

  it("finds a fault in exactly those texts that are no JSON", () => {
    const nearly = fc.tuple(fc.json(), fc.nat(), fc.string({ maxLength: 2 })).map(([text, at, put]) => {
      const place = at % (text.length + 1);
      return text.slice(0, place) + put + text.slice(place + 1);
    });
    fc.assert(
      fc.property(fc.oneof(nearly, fc.json(), fc.string()), (text) => {
        let valid = true;
        try {
          JSON.parse(text);
        } catch {
          valid = false;
        }
        expect(findJsonFault(text) === null).toBe(valid);
      }),
      { numRuns: 2000 },
    );
  });

  it("calls every beginning of a recognition one that ends in the middle", () => {
    for (let length = 1; length < sample.length; length += 1) {
      expect(describeJsonFault(sample.slice(0, length))).toBe(`the JSON ends in the middle at character ${length}`);
    }
  });
});

describe("the time of a recognition", () => {
  it("is the same moment in every way that recognisers write it", () => {
    const moment = fc.integer({ min: Date.UTC(1971, 0, 1), max: Date.UTC(2100, 0, 1) });
    fc.assert(
      fc.property(moment, fc.integer({ min: -14 * 60, max: 14 * 60 }), fc.boolean(), (at, offset, colon) => {
        const utc = new Date(at).toISOString();
        expect(parseEventTime(utc)).toBe(at);
        expect(parseEventTime(utc.replace("T", " ").replace("Z", "000"))).toBe(at);
        const two = (value: number) => String(Math.floor(value)).padStart(2, "0");
        const zone = `${offset < 0 ? "-" : "+"}${two(Math.abs(offset) / 60)}${colon ? ":" : ""}${two(Math.abs(offset) % 60)}`;
        expect(parseEventTime(new Date(at + offset * 60_000).toISOString().replace("Z", zone))).toBe(at);
      }),
    );
  });

  it.each(["", "yesterday", "2026-02-30T00:00:00Z", "2026-13-01T00:00:00Z", "2026-01-01T25:00:00Z", 5, null, "2026-01-01"])(
    "is not known from %j",
    (value) => {
      expect(parseEventTime(value)).toBeNull();
    },
  );
});
