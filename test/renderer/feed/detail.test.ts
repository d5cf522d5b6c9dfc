import { describe, expect, it } from "vitest";
import { choicesFor, storyOf } from "../../../src/renderer/feed/detail/story.ts";
import { fitZoom, keepPoint, largestZoom, zoomStep } from "../../../src/renderer/feed/detail/zoom.ts";
import type { Attempt, Delivery } from "../../../src/shared/delivery.ts";

const delivery: Delivery = {
  id: 1,
  eventId: 1,
  readId: 1,
  destinationId: "hook",
  forwarder: "webhook",
  camera: "gate",
  lane: "live",
  status: "pending",
  attempts: 0,
  createdAt: 100,
  nextAttemptAt: null,
  claimedAt: null,
  deliveredAt: null,
  expiresAt: null,
  lastErrorKind: null,
  lastError: null,
  receipt: null,
};
const attempt: Attempt = {
  id: 1,
  deliveryId: 1,
  number: 1,
  startedAt: 110,
  durationMs: 20,
  outcome: "unreachable",
  message: "No answer.",
};
const wordsOf = (change: Partial<Delivery>, history: Attempt[] = []) =>
  storyOf({ ...delivery, ...change }, history).map(({ word, at, text }) => [word, at, text]);

describe("a delivery's story", () => {
  it("begins with its acceptance and says that it waits for its turn", () => {
    expect(wordsOf({})).toEqual([
      ["accepted", 100, null],
      ["waits", null, null],
    ]);
  });

  it("tells the attempts in their order and when the next one is", () => {
    const second = { ...attempt, id: 2, number: 2, startedAt: 130, outcome: "busy" as const, message: "Busy." };
    expect(wordsOf({ nextAttemptAt: 200 }, [second, attempt])).toEqual([
      ["accepted", 100, null],
      ["unreachable", 110, "No answer."],
      ["busy", 130, "Busy."],
      ["next", 200, null],
    ]);
  });

  it("does not say the last attempt's words twice when it gives up", () => {
    expect(wordsOf({ status: "failed", lastError: "No answer." }, [attempt]).at(-1)).toEqual(["failed", null, null]);
    expect(wordsOf({ status: "failed", lastError: "Other." }, [attempt]).at(-1)).toEqual(["failed", null, "Other."]);
  });

  it("ends with the delivering attempt, or with the receipt where no attempt is kept", () => {
    const done = { ...attempt, outcome: "delivered" as const, message: "HTTP 200" };
    expect(wordsOf({ status: "delivered" }, [done])).toHaveLength(2);
    expect(wordsOf({ status: "delivered", deliveredAt: 300, receipt: { summary: "HTTP 200" } }).at(-1)).toEqual([
      "delivered",
      300,
      "HTTP 200",
    ]);
  });

  it("gives the rule as the reason of a filtered one", () => {
    expect(wordsOf({ status: "filtered", lastError: "Another camera." }).at(-1)).toEqual(["filtered", null, "Another camera."]);
  });
});

it("only what has ended without arriving can be retried, and only what waits can be cancelled", () => {
  expect(choicesFor("failed")).toEqual({ retry: true, cancel: false });
  expect(choicesFor("pending")).toEqual({ retry: false, cancel: true });
  expect(choicesFor("sending")).toEqual({ retry: false, cancel: false });
  expect(choicesFor("filtered")).toEqual({ retry: false, cancel: false });
});

describe("zoom", () => {
  it("fits by the tighter side and never enlarges to fit", () => {
    expect(fitZoom({ width: 1000, height: 500 }, { width: 500, height: 400 })).toBe(0.5);
    expect(fitZoom({ width: 1000, height: 1000 }, { width: 500, height: 100 })).toBe(0.1);
    expect(fitZoom({ width: 100, height: 50 }, { width: 500, height: 400 })).toBe(1);
  });

  it("goes in from fitting, out to fitting, and no further than its ends", () => {
    expect(zoomStep(null, 0.4, 1)).toBe(0.5);
    expect(zoomStep(0.5, 0.4, -1)).toBeNull();
    expect(zoomStep(largestZoom, 0.4, 1)).toBe(largestZoom);
  });

  it("keeps the pointed-at spot where it is", () => {
    expect(keepPoint({ scroll: 0, pointer: 100, before: 1, after: 2 })).toBe(100);
    expect(keepPoint({ scroll: 100, pointer: 100, before: 2, after: 1 })).toBe(0);
  });
});
