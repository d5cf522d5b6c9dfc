import { expect, it } from "vitest";
import { compareVersions, isVersion } from "../../src/main/updates/version-order.ts";

it("puts versions in the order of Semantic Versioning", () => {
  const inOrder = [
    "0.9.9",
    "1.0.0-alpha",
    "1.0.0-alpha.1",
    "1.0.0-alpha.beta",
    "1.0.0-beta.2",
    "1.0.0-beta.11",
    "1.0.0-rc.1",
    "1.0.0",
    "1.0.10",
    "1.2.0",
    "10.0.0",
  ];
  for (const [index, older] of inOrder.entries())
    for (const newer of inOrder.slice(index + 1)) {
      expect(compareVersions(older, newer), `${older} before ${newer}`).toBeLessThan(0);
      expect(compareVersions(newer, older), `${newer} after ${older}`).toBeGreaterThan(0);
    }
  expect(compareVersions("1.2.0+build.7", "1.2.0")).toBe(0);
});

it("knows a version from other text", () => {
  for (const text of ["1.0.0", "1.0.0-beta.2", "1.0.0+7"]) expect(isVersion(text)).toBe(true);
  for (const text of ["1.0", "v1.0.0", "1.0.0/../../x", "", "1.0.0 "]) expect(isVersion(text)).toBe(false);
});
