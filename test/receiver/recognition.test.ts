import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { maxResults, parseRecognition, type Recognition } from "../../src/main/receiver/recognition.ts";
import type { ReadDraft } from "../../src/shared/plate-read.ts";
import { sampleRecognition } from "../../src/shared/sample-recognition.ts";

const folder = join(import.meta.dirname, "../fixtures/webhooks");
const time = Date.UTC(2026, 7, 18, 7, 32, 36, 123);
const box = { xmin: 143, ymin: 481, xmax: 282, ymax: 575 };
const vehicleBox = { xmin: 67, ymin: 113, xmax: 908, ymax: 653 };

const plateMode: ReadDraft = {
  plate: "nhk552",
  score: 0.904,
  dscore: 0.92,
  region: "gb",
  regionScore: 0.747,
  vehicleType: "Sedan",
  vehicleScore: 0.798,
  make: "Riley",
  model: "RMF",
  makeModelScore: 0.306,
  color: "black",
  colorScore: 0.908,
  orientation: "Front",
  direction: 210,
  speed: 43.5,
  plateBox: box,
  vehicleBox,
  candidates: [
    { plate: "nhk552", score: 0.904 },
    { plate: "nhk5s2", score: 0.898 },
  ],
};
const vehicleMode: ReadDraft = {
  plate: "pl8rec",
  score: 0.968,
  dscore: 0.902,
  region: "us-ca",
  regionScore: 0.95,
  vehicleType: "SUV",
  vehicleScore: 0.866,
  make: "BMW",
  model: "X5",
  makeModelScore: 0.63,
  color: "white",
  colorScore: 0.88,
  orientation: "Rear",
  direction: 0,
  speed: null,
  plateBox: box,
  vehicleBox,
  candidates: [
    { plate: "pl8rec", score: 0.968 },
    { plate: "pl8reo", score: 0.7 },
  ],
};
const noPlate = { plate: null, score: null, dscore: null, region: null, regionScore: null, plateBox: null, candidates: [] };
const noVehicle = {
  ...{ vehicleType: null, vehicleScore: null, vehicleBox: null, make: null, model: null, makeModelScore: null },
  ...{ color: null, colorScore: null, orientation: null },
};
const nothing: ReadDraft = { ...noPlate, ...noVehicle, direction: null, speed: null };
const stream = { kind: "recognition", hookEvent: "recognition", camera: "camera-1", hookCamera: "camera-1", capturedAt: time };

/** What each recorded webhook is understood as; only what is named is compared, reads always. */
const table: Record<
  string,
  Partial<Omit<Recognition, "kind" | "reason">> & { kind: string; reason?: string; reads: ReadDraft[] }
> = {
  "stream-plate-mode": { ...stream, capturedAtLocal: "2026-08-18 09:32:36.123456+02:00", reads: [plateMode] },
  "stream-vehicle-mode": { ...stream, reads: [vehicleMode] },
  "stream-vehicle-without-plate": { ...stream, reads: [{ ...vehicleMode, ...noPlate, direction: null }] },
  "stream-plate-without-vehicle": { ...stream, reads: [{ ...vehicleMode, ...noVehicle, direction: null }] },
  "stream-several-results": {
    ...stream,
    reads: [plateMode, { ...plateMode, plate: "ab12cde" }, { ...vehicleMode, ...noPlate }],
  },
  "stream-odd-result-among-good-ones": { ...stream, skippedResults: 4, reads: [plateMode, { ...plateMode, plate: "ab12cde" }] },
  "stream-no-results": { ...stream, reads: [] },
  "stream-times-without-fraction": {
    ...stream,
    capturedAt: time - 123,
    capturedAtLocal: "2026-08-18 09:32:36+0200",
    reads: [plateMode],
  },
  "stream-local-time-only": { ...stream, reads: [plateMode] },
  "stream-no-camera-no-time": { ...stream, camera: null, capturedAt: null, capturedAtLocal: null, reads: [plateMode] },
  "stream-numbers-as-strings": {
    ...stream,
    reads: [
      {
        ...nothing,
        ...{ plate: "nhk552", score: 0.904, dscore: 0.92, region: "gb", regionScore: 0.747 },
        ...{ plateBox: box, direction: 90.5, speed: 12 },
      },
    ],
  },
  "stream-bad-fields": { ...stream, reads: [nothing, plateMode] },
  "stream-minimal": {
    kind: "recognition",
    hookEvent: null,
    camera: null,
    hookCamera: null,
    reads: [{ ...nothing, plate: "nhk552" }],
  },
  "stream-webhook-header": {
    ...stream,
    sender: { cameraId: "cam-9", cameraName: "Yard", macAddress: "00:11:22:33:44:55", serialNumber: "S-1" },
    reads: [plateMode],
  },
  "snapshot-image-done": {
    ...{ kind: "recognition", hookEvent: "image.done", camera: null, hookCamera: null, capturedAt: time, capturedAtLocal: null },
    reads: [
      {
        ...plateMode,
        ...{ make: null, model: null, makeModelScore: null, color: null, colorScore: null },
        ...{ orientation: null, direction: null, speed: null },
      },
    ],
  },
  "snapshot-no-plates": { kind: "recognition", hookEvent: "image.done", camera: "lobby", reads: [] },
  "stream-heartbeat": { kind: "other", hookEvent: "heartbeat", camera: "camera-1", capturedAt: time - 123, reads: [] },
  "stream-dwell-time": { kind: "other", hookEvent: "dwell_time", reads: [] },
  "stream-video": { kind: "other", hookEvent: "video", reads: [] },
  "quarantined-results-no-list": { kind: "quarantined", reason: "data.results in the JSON is no list", reads: [] },
  "quarantined-results-missing": {
    ...{ kind: "quarantined", camera: "camera-1", hookEvent: "recognition" },
    reason: "data.results is missing in the JSON",
    reads: [],
  },
  "quarantined-only-odd-results": {
    kind: "quarantined",
    reason: "data.results in the JSON has no result that is an object",
    reads: [],
  },
  "quarantined-no-hook-no-data": { kind: "quarantined", reason: "the JSON has neither hook.event nor data", reads: [] },
  "quarantined-a-list": { kind: "quarantined", reason: "the JSON is no object with hook and data", reads: [] },
};

describe("the recognition of recorded webhooks", () => {
  it("has an expectation for every recorded webhook", () => {
    const recorded = readdirSync(folder).map((name) => name.replace(/\.json$/, ""));
    expect(recorded.sort()).toEqual(Object.keys(table).sort());
  });

  it.each(Object.entries(table))("understands %s", (name, expected) => {
    const { reads, ...rest } = parseRecognition(readFileSync(join(folder, `${name}.json`), "utf8"));
    const { reads: expectedReads, ...expectedRest } = expected;
    expect(reads).toEqual(expectedReads);
    expect(rest).toMatchObject(expectedRest);
  });

  it("understands the sample that send and the test button use", () => {
    const timestamp = new Date(time);
    const sample = sampleRecognition({ plate: "ABC1234", camera: "gate", region: "de", timestamp });
    const { kind, camera, capturedAt, capturedAtLocal, reads } = parseRecognition(JSON.stringify(sample));
    expect({ kind, camera, capturedAt }).toEqual({ kind: "recognition", camera: "gate", capturedAt: time });
    expect(capturedAtLocal).toBe("2026-08-18T07:32:36.123+00:00");
    expect(reads).toMatchObject([{ plate: "abc1234", region: "de", make: "Toyota", orientation: "Front", direction: 210 }]);
  });
});

/** The one read of a recognition whose only result is `result`, written as JSON text. */
function readOf(result: string): ReadDraft | undefined {
  const { kind, reads } = parseRecognition(`{"hook":{"event":"recognition"},"data":{"results":[${result}]}}`);
  expect(kind).toBe("recognition");
  return reads[0];
}

describe("hostile recognitions", () => {
  it("cuts a plate of a million characters for the column", () => {
    expect(readOf(JSON.stringify({ plate: "a".repeat(1e6) }))?.plate).toBe("a".repeat(64));
  });

  it("removes control and direction characters from a plate, and keeps every other character", () => {
    expect(readOf('{"plate":"\\u0000ab\\u202e12\\n😀\\ud800"}')?.plate).toBe("ab12😀\ufffd");
  });

  it("takes no field from an object's prototype", () => {
    expect(readOf('{"__proto__":{"plate":"evil1"},"constructor":{"score":1}}')).toEqual(nothing);
    expect(parseRecognition('{"__proto__":{"hook":{"event":"heartbeat"}},"data":{"results":[]}}').kind).toBe("recognition");
  });

  it("takes the last of several equal keys, as every JSON reader does", () => {
    expect(readOf('{"plate":"first","plate":"second"}')?.plate).toBe("second");
  });

  it("reads past a value that is nested ten thousand deep", () => {
    expect(readOf(`{"plate":"ab1","user_data":${"[".repeat(1e4)}${"]".repeat(1e4)}}`)?.plate).toBe("ab1");
  });

  it("quarantines NaN, which is no JSON, and names the place", () => {
    const { kind, reason } = parseRecognition('{"data":{"results":[{"score":NaN}]}}');
    expect({ kind, reason }).toEqual({
      kind: "quarantined",
      reason: "the JSON is broken at character 30, where “NaN” does not belong",
    });
  });

  it("quarantines JSON that ends in the middle, and names the place", () => {
    const text = JSON.stringify(sampleRecognition({ plate: "ab1", camera: "c", timestamp: new Date(0) })).slice(0, 700);
    expect(parseRecognition(text).reason).toBe(`the JSON ends in the middle at character 700`);
  });

  it("quarantines more results than a picture can hold", () => {
    const { kind, reads } = parseRecognition(
      JSON.stringify({ data: { results: Array.from({ length: maxResults + 1 }, () => ({})) } }),
    );
    expect({ kind, reads: reads.length }).toEqual({ kind: "quarantined", reads: 0 });
  });

  it("reads a minus zero as zero", () => {
    expect(parseRecognition('{"data":{"results":[{"score":-0}]}}').reads[0]?.score).toBe(0);
  });

  it("reads JSON behind a byte order mark", () => {
    expect(parseRecognition('\ufeff{"data":{"results":[{"plate":"ab1"}]}}').reads).toHaveLength(1);
  });
});
