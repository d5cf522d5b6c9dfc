import { describe, expect, it } from "vitest";
import { lettingAll, refusal } from "../../src/main/queue/rules.ts";
import { sampleRead, sampleRules } from "./samples.ts";

describe("the rules of a destination", () => {
  it("let everything through when none is set", () => {
    const bare = sampleRead({ plate: null, score: null, region: null, vehicleType: null, direction: null });
    expect(refusal(sampleRules(), bare, "")).toBeNull();
    expect(lettingAll(sampleRules())).toBe(true);
    expect(lettingAll(sampleRules({ cameras: ["", "  "] }))).toBe(true);
  });

  it.each([
    { cameras: ["gate"] },
    { minScore: 0.1 },
    { regions: ["fr"] },
    { vehicleTypes: ["Sedan"] },
    { directionFrom: 0, directionTo: 10 },
    { requirePlate: true },
  ])("are not taken for empty when one is set: %j", (rule) => {
    expect(lettingAll(sampleRules(rule))).toBe(false);
  });

  it("say in words which score was too low", () => {
    const rules = sampleRules({ minScore: 0.6 });
    expect(refusal(rules, sampleRead({ score: 0.42 }), "gate")).toBe("score 0.42 is below the minimum of 0.6");
    expect(refusal(rules, sampleRead({ score: 0.6 }), "gate")).toBeNull();
    expect(refusal(rules, sampleRead({ score: null }), "gate")).toBe("it has no score, and the minimum is 0.6");
  });

  it("compare cameras, regions and vehicle types without case and outer spaces", () => {
    const rules = sampleRules({ cameras: [" Gate "], regions: ["FR", "be"], vehicleTypes: ["big truck"] });
    const truck = sampleRead({ region: "fr", vehicleType: "Big Truck" });
    expect(refusal(rules, truck, "GATE")).toBeNull();
    expect(refusal(rules, truck, "yard")).toBe("camera yard is not chosen for this destination");
    expect(refusal(rules, truck, "")).toBe("it names no camera");
    expect(refusal(rules, { ...truck, region: "de" }, "gate")).toBe("region de is not among FR, be");
    expect(refusal(rules, { ...truck, region: null }, "gate")).toBe("it has no region, and only FR, be is sent");
    expect(refusal(rules, { ...truck, vehicleType: "Sedan" }, "gate")).toBe("vehicle type Sedan is not among big truck");
  });

  it("keep vehicles without a plate back only where a plate is required", () => {
    const rules = sampleRules({ requirePlate: true });
    expect(refusal(rules, sampleRead({ plate: null }), "gate")).toBe("no plate could be read");
    expect(refusal(rules, sampleRead({ plate: " " }), "gate")).toBe("no plate could be read");
    expect(refusal(rules, sampleRead(), "gate")).toBeNull();
  });

  it.each([
    [45, 135, [45, 90, 135], [44.9, 135.1, 0, 270]],
    [315, 45, [315, 359.9, 0, 45], [314.9, 45.1, 180]],
    [350, 360, [350, 355, 0], [10, 349]],
    [360, 45, [0, 45], [46, 359]],
    [0, 360, [0, 180, 359.9], []],
    [90, 90, [90], [89, 91]],
  ])("take a direction between %d° and %d° by the way from the first to the second", (from, to, inside, outside) => {
    const rules = sampleRules({ directionFrom: from, directionTo: to });
    const passes = (direction: number) => refusal(rules, sampleRead({ direction }), "gate") === null;
    expect(inside.filter((direction) => !passes(direction))).toEqual([]);
    expect(outside.filter(passes)).toEqual([]);
  });

  it("say which direction was outside, or that none is known", () => {
    const rules = sampleRules({ directionFrom: 315, directionTo: 45 });
    expect(refusal(rules, sampleRead({ direction: 180 }), "gate")).toBe("direction 180° is not between 315° and 45°");
    expect(refusal(rules, sampleRead({ direction: null }), "gate")).toBe(
      "its direction of travel is not known, and only 315° to 45° is sent",
    );
  });
});
