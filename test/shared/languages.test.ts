import { expect, it } from "vitest";
import { languageOf, languages } from "../../src/shared/languages.ts";
import { Settings } from "../../src/shared/settings.ts";
import { languages as translated } from "../renderer/texts.ts";

it("are those that have their texts", () => {
  expect([...languages].filter((language) => language !== "en").sort()).toEqual([...translated].sort());
});

it.each([
  ["en", ["es-ES"], "en"],
  ["pt-BR", [], "pt-BR"],
  ["system", ["es-MX", "en-US"], "es"],
  ["system", ["de-DE", "pt-PT", "en"], "pt-BR"],
  ["system", ["PT_br"], "pt-BR"],
  ["system", ["en-GB", "es-ES"], "en"],
  ["system", ["de", "fr-FR"], "en"],
  ["system", [], "en"],
  ["Klingon", ["es"], "en"],
])("with %s in the settings of a system that speaks %j, %s is spoken", (choice, system, spoken) => {
  expect(languageOf(choice, system)).toBe(spoken);
});

it("are the system's until one is chosen; what a former version stored stays", () => {
  expect(Settings.parse({}).appearance.language).toBe("system");
  expect(Settings.parse({ appearance: { theme: "dark", language: "en" } }).appearance.language).toBe("en");
});
