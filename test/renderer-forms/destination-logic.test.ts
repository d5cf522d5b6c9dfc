import { describe, expect, it } from "vitest";
import { backlogMs } from "../../src/renderer/destinations/backlog.ts";
import { cameraRows, sameMap, withTarget } from "../../src/renderer/destinations/camera-rows.ts";
import { rulesOf, rulesStateOf } from "../../src/renderer/destinations/rules-form.ts";
import { noRules, ruleWords } from "../../src/renderer/destinations/rules-words.ts";
import { Rules } from "../../src/shared/destination.ts";
import { tomorrowAtSeven } from "../../src/shared/pause-length.ts";

describe("the words for rules", () => {
  it("are none where every read goes there", () => {
    expect(noRules).toEqual(Rules.parse({}));
    expect(ruleWords(noRules)).toEqual([]);
    expect(ruleWords({ ...noRules, regions: [" "] })).toEqual([]);
  });

  it("name every condition once, cameras first", () => {
    const rules: Rules = {
      cameras: ["gate", "yard"],
      minScore: 0.8,
      regions: ["us-ca"],
      vehicleTypes: ["Sedan"],
      directionFrom: 315,
      directionTo: 45,
      onLists: [],
      notOnLists: [],
      firstWithinS: 0,
      requirePlate: true,
    };
    expect(ruleWords(rules).map((one) => one.key)).toEqual(["cameras", "plate", "score", "regions", "vehicles", "direction"]);
    expect(ruleWords(rules)[0]?.values).toEqual({ list: ["gate", "yard"], count: 2 });
    expect(ruleWords(rules).at(-1)?.values).toEqual({ from: 315, to: 45 });
  });
});

describe("the form for rules", () => {
  it("gives back untouched rules", () => {
    const rules = Rules.parse({ cameras: ["a"], minScore: 0.85, directionFrom: 315, directionTo: 45 });
    expect(rulesOf(rulesStateOf(rules))).toEqual({ rules, problems: {} });
    expect(rulesOf(rulesStateOf(noRules))).toEqual({ rules: noRules, problems: {} });
  });

  it("reads decimal commas, and an emptied score as none", () => {
    const state = { ...rulesStateOf(noRules), minScore: "0,7" };
    expect(rulesOf(state).rules.minScore).toBe(0.7);
    expect(rulesOf({ ...state, minScore: " " })).toMatchObject({ rules: { minScore: 0 }, problems: {} });
  });

  it("names the inputs that make no sense", () => {
    const state = { ...rulesStateOf(noRules), minScore: "80", directed: true, from: "north", to: "361" };
    expect(rulesOf(state).problems).toEqual({ minScore: "score", directionFrom: "degrees", directionTo: "degrees" });
  });

  it("gives up both ends of the direction when it is switched off", () => {
    const state = { ...rulesStateOf({ ...noRules, directionFrom: 10, directionTo: 20 }), directed: false };
    expect(rulesOf(state).rules).toMatchObject({ directionFrom: null, directionTo: null });
  });
});

describe("the camera mapping", () => {
  const seen = [
    { camera: "cam 10", reads: 5, lastSeenAt: 1 },
    { camera: "cam 9", reads: 2, lastSeenAt: 2 },
    { camera: "", reads: 1, lastSeenAt: 3 },
  ];

  it("lists seen and mapped cameras once each, numbers in order", () => {
    expect(cameraRows(seen, { "cam 9": "7", old: "3" })).toEqual([
      { camera: "cam 9", target: "7", seen: { reads: 2, lastSeenAt: 2 } },
      { camera: "cam 10", target: "", seen: { reads: 5, lastSeenAt: 1 } },
      { camera: "old", target: "3", seen: null },
    ]);
  });

  it("takes names that an object has of its own as names", () => {
    expect(cameraRows([{ camera: "constructor", reads: 1, lastSeenAt: 1 }], {})[0]?.target).toBe("");
  });

  it("sets and removes a target without touching the others", () => {
    expect(withTarget({ a: "1", b: "2" }, "a", "9")).toEqual({ b: "2", a: "9" });
    expect(withTarget({ a: "1", b: "2" }, "a", " ")).toEqual({ b: "2" });
    expect(sameMap({ a: "1", b: "2" }, { b: "2", a: "1" })).toBe(true);
    expect(sameMap({ a: "1" }, { b: "1" })).toBe(false);
  });
});

describe("a backlog", () => {
  it("is estimated only where many wait and some move", () => {
    expect(backlogMs(40_000, 400)).toBe(6_000_000);
    expect(backlogMs(9, 1)).toBeNull();
    expect(backlogMs(40_000, 0)).toBeNull();
  });
});

describe("a pause until tomorrow", () => {
  it("ends at 07:00 of the next day, also just after midnight and at the end of a year", () => {
    expect(tomorrowAtSeven(new Date(2026, 10, 23, 0, 5).getTime())).toBe(new Date(2026, 10, 24, 7).getTime());
    expect(tomorrowAtSeven(new Date(2026, 11, 31, 23, 59).getTime())).toBe(new Date(2027, 0, 1, 7).getTime());
  });
});
