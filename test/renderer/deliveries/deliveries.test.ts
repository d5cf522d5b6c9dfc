import { describe, expect, it } from "vitest";
import { timeToEmpty } from "../../../src/renderer/deliveries/estimate.ts";
import { addressOf, filterOf, statusesOf, views } from "../../../src/renderer/deliveries/filter.ts";
import { chosenOf } from "../../../src/renderer/ui/selection.ts";
import { deliveryStatuses } from "../../../src/shared/delivery.ts";

describe("the filter in the address", () => {
  it("shows what failed, of all destinations, where the address says nothing or nonsense", () => {
    expect(filterOf("")).toEqual({ view: "failed", destinationId: null });
    expect(filterOf("show=everything")).toEqual({ view: "failed", destinationId: null });
  });

  it("comes back from the address it was written to", () => {
    const filter = { view: "waiting", destinationId: "a b&c" } as const;
    expect(filterOf(addressOf(filter).split("?")[1] ?? "")).toEqual(filter);
  });

  it("leaves no delivery status without a list", () => {
    expect(views.flatMap((view) => statusesOf[view]).toSorted()).toEqual([...deliveryStatuses].toSorted());
  });
});

it("a queue's time is told only while it moves", () => {
  expect(timeToEmpty(600, 60)).toBe(600_000);
  expect(timeToEmpty(600, 0)).toBeNull();
  expect(timeToEmpty(0, 60)).toBeNull();
});

it("the checkbox above the list is mixed while some are chosen", () => {
  expect(chosenOf(new Set(), [1, 2])).toBe(false);
  expect(chosenOf(new Set([1]), [1, 2])).toBe("mixed");
  expect(chosenOf(new Set([1, 2, 3]), [1, 2])).toBe(true);
});
