import { expect, it } from "vitest";
import { firstForm, inputOf, ordersOf } from "../../../src/renderer/deliveries/replay/orders.ts";
import { replayProgress } from "../../../src/renderer/deliveries/replay/progress.ts";
import { remedyOf } from "../../../src/renderer/destinations/remedy.ts";
import { rangeChosen } from "../../../src/renderer/ui/selection.ts";
import { type DeliveryStatus, deliveryStatuses } from "../../../src/shared/delivery.ts";
import type { DestinationStatus } from "../../../src/shared/status.ts";

function destination(changes: Partial<DestinationStatus>): DestinationStatus {
  return {
    ...{ id: "nx 1", name: "Nx", forwarder: "nx-witness", state: "ok", waiting: 0, failed: 0, deliveredToday: 0 },
    ...{ since: null, sentence: "", reason: null, pausedByOperator: false, pausedFor: null, camera: null, nextAttemptAt: null },
    ...changes,
  };
}
const schema = { properties: { url: { title: "URL" }, password: { title: "Password", secret: true } } };

it("leads from each trouble of a destination to where it is mended", () => {
  const remedy = (changes: Partial<DestinationStatus>) => remedyOf(destination(changes), schema);
  expect(remedy({ state: "paused", pausedFor: "unauthorized" })).toEqual({
    ...{ is: "enter", field: "password", to: "/destinations/nx%201?field=password" },
  });
  expect(remedy({ state: "paused", pausedFor: "misconfigured" })).toEqual({ is: "check", to: "/destinations/nx%201?test=now" });
  expect(remedy({ state: "cameraPaused", camera: "gate & yard" })).toMatchObject({
    to: "/destinations/nx%201?part=cameras&camera=gate%20%26%20yard",
  });
  expect(remedy({ state: "paused", pausedByOperator: true })).toEqual({ is: "resume" });
  expect(remedy({ state: "retrying" })).toEqual({ is: "tryNow" });
  expect(remedy({ state: "disabled", waiting: 3 })).toMatchObject({ is: "enable" });
  expect(remedy({ state: "disabled" })).toBeNull();
  expect(remedy({ state: "ok", failed: 2 })).toBeNull();
});

it("has the test say what is wrong where no setting is secret, or the settings are not known yet", () => {
  const paused = destination({ state: "paused", pausedFor: "unauthorized" });
  expect(remedyOf(paused, { properties: { url: {} } })).toMatchObject({ is: "check" });
  expect(remedyOf(paused, undefined)).toMatchObject({ is: "check" });
});

it("chooses and lets go a range up to where Shift is held", () => {
  const order = [5, 4, 3, 2, 1];
  expect(rangeChosen(new Set([4]), 4, 1, order)).toEqual(new Set([4, 3, 2, 1]));
  expect(rangeChosen(new Set([1, 2]), 1, 4, order)).toEqual(new Set([4, 3, 2, 1]));
  expect(rangeChosen(new Set([5, 3]), 4, 3, order)).toEqual(new Set([5]));
  expect(rangeChosen(new Set([3]), 99, 3, order)).toEqual(new Set());
  expect(rangeChosen(new Set(), null, 3, order)).toEqual(new Set([3]));
});

const now = new Date(2026, 10, 23, 12, 30).getTime();

it("orders what went wrong within the last day at first", () => {
  expect(ordersOf(firstForm("nx", now), now)).toEqual({
    orders: {
      ...{ destinationId: "nx", since: now - 86_400_000, until: now, cameras: [], rules: "apply" },
      kinds: ["failed", "expired", "cancelled"],
    },
  });
});

it("turns a range that is upside down, and says what is missing", () => {
  const form = { ...firstForm("nx", now), preset: "own" as const, from: "2026-11-23T10:00", to: "2026-11-23T08:00" };
  expect(ordersOf(form, now)).toMatchObject({
    orders: { since: new Date(2026, 10, 23, 8).getTime(), until: new Date(2026, 10, 23, 10).getTime() },
  });
  expect(ordersOf({ ...form, to: "" }, now)).toEqual({ missing: "range" });
  expect(ordersOf({ ...form, to: form.from }, now)).toEqual({ missing: "range" });
  expect(ordersOf({ ...form, kinds: [] }, now)).toEqual({ missing: "kinds" });
  expect(ordersOf({ ...form, destinationId: "" }, now)).toEqual({ missing: "destination" });
  expect(inputOf(now)).toBe("2026-11-23T12:30");
});

it("measures a replay by what it has gone through and what of that still waits", () => {
  const counts = Object.fromEntries(deliveryStatuses.map((status) => [status, 0])) as Record<DeliveryStatus, number>;
  const replay = {
    ...{ id: 1, orders: { destinationId: "nx", since: 0, until: 1, cameras: [], kinds: [], rules: "apply" as const } },
    ...{ state: "running" as const, createdAt: 0, endedAt: null, looked: 50, total: 100, keptBack: 0 },
  };
  const progress = replayProgress({ ...replay, counts: { ...counts, pending: 5, delivered: 14, failed: 1 } });
  expect(progress).toEqual({ share: 0.375, left: 5, ended: 15 });
  expect(replayProgress({ ...replay, counts }).share).toBe(0.5);
  expect(replayProgress({ ...replay, looked: 0, total: 0, counts }).share).toBe(1);
});
