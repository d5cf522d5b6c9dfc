import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isDue, judge, longestWaitMs, plannedWaitMs, reachability } from "../../src/main/queue/retry-policy.ts";
import { failureKinds } from "../../src/shared/delivery.ts";

const middle = () => 0.5;
const minute = 60_000;

describe("the retry policy", () => {
  it.each(["unreachable", "busy"] as const)("waits 5 s, 15 s, 1 min, 5 min and then 15 min each time after %s", (kind) => {
    const waits = [1, 2, 3, 4, 5, 6, 5000].map((attempts) => judge({ kind, attempts }, middle));
    const expected = [5000, 15_000, minute, 5 * minute, 15 * minute, 15 * minute, 15 * minute];
    expect(waits).toEqual(expected.map((waitMs) => ({ next: "retry", waitMs })));
  });

  it("gives up at once what the destination rejects", () => {
    expect(judge({ kind: "rejected", attempts: 1 }, middle)).toEqual({ next: "end", status: "failed" });
  });

  it("skips what there is nothing to send of", () => {
    expect(judge({ kind: "nothing-to-send", attempts: 1 }, middle)).toEqual({ next: "end", status: "skipped" });
  });

  it.each(["unauthorized", "misconfigured"] as const)("pauses the destination after %s, however often it was tried", (kind) => {
    for (const attempts of [1, 10, 1000]) expect(judge({ kind, attempts }, middle)).toEqual({ next: "pause" });
  });

  it("backs off after our own bug and gives up at the tenth attempt", () => {
    expect(judge({ kind: "internal", attempts: 9 }, middle)).toEqual({ next: "retry", waitMs: 15 * minute });
    expect(judge({ kind: "internal", attempts: 10 }, middle)).toEqual({ next: "end", status: "failed" });
  });

  it("spreads a wait by a fifth to either side", () => {
    expect(plannedWaitMs(1, undefined, () => 0)).toBe(4000);
    expect(plannedWaitMs(1, undefined, () => 0.999999)).toBe(6000);
  });

  it("honours Retry-After exactly between the planned wait and an hour", () => {
    expect(plannedWaitMs(1, 42_000, middle)).toBe(42_000);
    expect(plannedWaitMs(1, 1000, middle)).toBe(5000);
    expect(plannedWaitMs(1, 0, middle)).toBe(5000);
    expect(plannedWaitMs(1, 24 * 60 * minute, middle)).toBe(60 * minute);
    expect(plannedWaitMs(1, Number.NaN, middle)).toBe(5000);
    expect(plannedWaitMs(1, Number.POSITIVE_INFINITY, middle)).toBe(60 * minute);
  });

  it("never plans outside 4 s to 72 min, whatever the attempt count, the Retry-After and the dice", () => {
    const anything = fc.record({
      attempts: fc.oneof(fc.integer(), fc.maxSafeNat()),
      retryAfterMs: fc.option(fc.double(), { nil: undefined }),
      dice: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
    });
    fc.assert(
      fc.property(anything, ({ attempts, retryAfterMs, dice }) => {
        const waitMs = plannedWaitMs(attempts, retryAfterMs, () => dice);
        expect(waitMs).toBeGreaterThanOrEqual(4000);
        expect(waitMs).toBeLessThanOrEqual(longestWaitMs);
      }),
    );
  });

  it("takes a plan that lies further ahead than any wait for one that was made before the clock was set back", () => {
    expect(isDue(null, 0)).toBe(true);
    expect(isDue(1000, 1000)).toBe(true);
    expect(isDue(1001, 1000)).toBe(false);
    expect(isDue(1000 + longestWaitMs, 1000)).toBe(false);
    expect(isDue(1001 + longestWaitMs, 1000)).toBe(true);
  });

  it("counts only unreachable and busy against the destination, and a rejection for it", () => {
    const says = Object.fromEntries(failureKinds.map((kind) => [kind, reachability(kind)]));
    expect(says).toEqual({
      unreachable: "failing",
      busy: "failing",
      rejected: "reachable",
      unauthorized: "unknown",
      misconfigured: "unknown",
      "nothing-to-send": "unknown",
      internal: "unknown",
    });
    expect(reachability("delivered")).toBe("reachable");
  });
});
