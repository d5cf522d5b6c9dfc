import { describe, expect, it } from "vitest";
import { prettyJson } from "../../../src/renderer/feed/detail/pretty-json.ts";
import { compassPoint, makeAndModel, vehicleWords } from "../../../src/renderer/feed/vehicle-words.ts";
import { streamConfig } from "../../../src/shared/stream-config/block.ts";
import { madeUpRead } from "./made-up.ts";

describe("a vehicle in words", () => {
  it("names colour, make, model, type and side", () => {
    const read = madeUpRead({ color: "Red", make: "Porsche", model: "911", vehicleType: "Sedan", orientation: "Rear" });
    expect(vehicleWords(read)).toBe("red Porsche 911, sedan, rear");
  });

  it("leaves out what is not known", () => {
    expect(vehicleWords(madeUpRead({ color: "unknown", make: "Unknown", model: "", vehicleType: "Big Truck" }))).toBe(
      "big truck",
    );
    expect(vehicleWords(madeUpRead())).toBe("");
  });

  it("does not say the make twice", () => {
    expect(makeAndModel({ make: "Ford", model: "Ford Transit" })).toBe("Ford Transit");
    expect(makeAndModel({ make: "Ford", model: "Fordson" })).toBe("Ford Fordson");
  });
});

it("a direction is told by the nearest compass point, all round", () => {
  expect([0, 44, 90, 180, 292, 359.9].map(compassPoint)).toEqual(["N", "NE", "E", "S", "W", "N"]);
});

describe("the block for config.ini", () => {
  it("posts pictures to the receiver's address", () => {
    expect(streamConfig("http://192.168.1.20:8001/", false)).toBe(
      "[webhooks]\n  [[plate-courier]]\n    url = http://192.168.1.20:8001/\n    image = yes\n    image_type = original, vehicle",
    );
  });

  it("has a line for the token where one is required", () => {
    expect(streamConfig("http://a/", true)).toContain("\n    header = Authorization: Token ");
  });
});

describe("the raw body", () => {
  it("is laid out where it is JSON", () => {
    expect(prettyJson('{"a":[1]}')).toBe('{\n  "a": [\n    1\n  ]\n}');
  });

  it("stays as it is where it is not", () => {
    expect(prettyJson('{"a":')).toBe('{"a":');
  });
});
