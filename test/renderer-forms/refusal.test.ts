import { describe, expect, it } from "vitest";
import { inputOf, refusalOf } from "../../src/renderer/form/refusal.ts";

describe("a refusal of the core", () => {
  it("carries the sentence and the input it is about", () => {
    expect(refusalOf({ message: "There is one called Gate already.", data: { field: "name" } })).toEqual({
      field: "name",
      message: "There is one called Gate already.",
    });
  });

  it("drops the path that a schema's sentence starts with", () => {
    expect(refusalOf({ message: "rules.minScore: too big", data: { field: "rules.minScore" } })?.message).toBe("Too big");
  });

  it("is none where the core did not answer", () => {
    expect(refusalOf(new TypeError("Failed to fetch"))).toBeNull();
    expect(refusalOf({ message: "x", data: null })).toBeNull();
  });

  it("leads to the closest input of the form", () => {
    const inputs = ["name", "settings.url", "settings.headers"];
    expect(inputOf("settings.headers.X-Key", inputs)).toBe("settings.headers");
    expect(inputOf("settings.urlish", inputs)).toBeNull();
    expect(inputOf(null, inputs)).toBeNull();
    expect(inputOf("receiver.port", ["port"], "receiver")).toBe("port");
    expect(inputOf("tls.certFile", ["tls.certFile", "tls"], "receiver")).toBe("tls.certFile");
  });
});
