import { expect, it } from "vitest";
import { createRefusals } from "../../src/main/receiver/refusals.ts";
import { handClock } from "../store/store-kit.ts";

const minute = 60_000;

it("counts refusals of the last hour apart from those since the start", () => {
  const clock = handClock();
  const refusals = createRefusals(clock);
  refusals.count("10.0.0.1");
  refusals.count("10.0.0.1");
  refusals.count("10.0.0.2");
  clock.forward(40 * minute);
  refusals.count("10.0.0.1");
  const lastAt = clock.now();
  expect(refusals.lastHour().map(({ address, count }) => [address, count])).toEqual([
    ["10.0.0.1", 3],
    ["10.0.0.2", 1],
  ]);
  clock.forward(25 * minute);
  expect(refusals.lastHour()).toEqual([{ address: "10.0.0.1", count: 1, lastAt }]);
  clock.forward(60 * minute);
  expect(refusals.lastHour()).toEqual([]);
  expect(refusals.list().map(({ address, count }) => [address, count])).toEqual([
    ["10.0.0.1", 3],
    ["10.0.0.2", 1],
  ]);
});
