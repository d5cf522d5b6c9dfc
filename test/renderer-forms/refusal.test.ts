import i18next from "i18next";
import { describe, expect, it } from "vitest";
import { inputOf, refusalOf } from "../../src/renderer/form/refusal.ts";
import { phrase } from "../../src/shared/phrases/phrase.ts";

describe("a refusal of the core", () => {
  it("carries the sentence and the input it is about", () => {
    expect(refusalOf({ message: "There is one called Gate already.", data: { field: "name" } })).toEqual({
      field: "name",
      message: "There is one called Gate already.",
      besideInput: "There is one called Gate already.",
    });
  });

  it("says beside the input only what would be right there", () => {
    const data = { field: "rules.minScore", remedy: "Give a number of at most 1." };
    const refusal = refusalOf({ message: "rules.minScore cannot be taken. Give a number of at most 1.", data });
    expect(refusal?.besideInput).toBe(data.remedy);
    expect(refusal?.message).toContain("rules.minScore");
  });

  it("is told in the page's language", () => {
    i18next.language = "es";
    const refusal = refusalOf({
      message: phrase("console.sourceTaken", { name: "Gate" }),
      data: { field: "name", remedy: null },
    });
    i18next.language = "en";
    expect(refusal?.message).toBe("Ya hay un origen llamado Gate. Elija otro nombre.");
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
