import { describe, expect, it } from "vitest";
import { type Breaker, createBreaker } from "../../src/main/queue/breaker.ts";
import type { FailureKind } from "../../src/shared/delivery.ts";

const record = (breaker: Breaker, outcome: "delivered" | FailureKind, now = 0, probe = false, retryAfterMs?: number) =>
  breaker.record({ outcome, probe, now, retryAfterMs });

function opened(): Breaker {
  const breaker = createBreaker(() => 0.5);
  for (let count = 0; count < 3; count += 1) record(breaker, "unreachable");
  return breaker;
}

describe("the breaker", () => {
  it("opens at the third failure in a row and then admits nothing until the first probe", () => {
    const breaker = createBreaker(() => 0.5);
    expect([record(breaker, "unreachable"), record(breaker, "busy"), record(breaker, "busy")]).toEqual([
      "unchanged",
      "unchanged",
      "opened",
    ]);
    expect([0, 4999, 5000].map((now) => breaker.admits(now))).toEqual(["none", "none", "probe"]);
  });

  it.each(["delivered", "rejected"] as const)("counts anew after %s, because the destination answered", (outcome) => {
    const breaker = createBreaker(() => 0.5);
    for (const each of ["busy", "busy", outcome, "busy", "busy"] as const) record(breaker, each);
    expect(breaker.open).toBe(false);
  });

  it.each(["internal", "nothing-to-send", "unauthorized", "misconfigured"] as const)("is not moved by %s", (outcome) => {
    const breaker = createBreaker(() => 0.5);
    for (const each of ["busy", "busy", outcome, outcome, outcome] as const) record(breaker, each);
    expect(breaker.open).toBe(false);
    record(breaker, "busy");
    expect(breaker.open).toBe(true);
  });

  it("lets one probe go at a time, at growing waits", () => {
    const breaker = opened();
    let now = 0;
    const waits: number[] = [];
    for (let probe = 0; probe < 7; probe += 1) {
      const at = breaker.nextProbeAt ?? Number.NaN;
      waits.push(at - now);
      now = at;
      expect(breaker.admits(now)).toBe("probe");
      breaker.probeStarts();
      expect(breaker.admits(now)).toBe("none");
      record(breaker, "unreachable", now, true);
    }
    expect(waits).toEqual([5000, 15_000, 60_000, 300_000, 900_000, 900_000, 900_000]);
  });

  it.each(["delivered", "rejected"] as const)("closes when a probe ends as %s", (outcome) => {
    const breaker = opened();
    breaker.probeStarts();
    expect(record(breaker, outcome, 5000, true)).toBe("closed");
    expect(breaker.admits(5000)).toBe("any");
  });

  it("waits as long as the destination asks before the next probe", () => {
    const breaker = opened();
    breaker.probeStarts();
    record(breaker, "busy", 5000, true, 120_000);
    expect(breaker.nextProbeAt).toBe(125_000);
  });

  it("learns nothing from failures of deliveries that were under way before it opened, but closes when one succeeds", () => {
    const breaker = opened();
    record(breaker, "unreachable", 1000);
    expect(breaker.nextProbeAt).toBe(5000);
    expect(record(breaker, "delivered", 2000)).toBe("closed");
  });

  it("lets the next one probe at once when a probe was not sent after all", () => {
    const breaker = opened();
    breaker.probeStarts();
    breaker.probeCancelled();
    expect(breaker.admits(5000)).toBe("probe");
  });

  it("does not probe in a tight loop when our own bug breaks the probes", () => {
    const breaker = opened();
    breaker.probeStarts();
    record(breaker, "internal", 5000, true);
    expect(breaker.nextProbeAt).toBe(20_000);
  });

  it("admits one probe at once on trial, and opens fully when that fails", () => {
    const breaker = createBreaker(() => 0.5);
    breaker.trial(1000);
    expect(breaker.admits(1000)).toBe("probe");
    breaker.probeStarts();
    expect(breaker.admits(1000)).toBe("none");
    record(breaker, "unreachable", 1000, true);
    expect(breaker.admits(6000)).toBe("none");
  });
});
