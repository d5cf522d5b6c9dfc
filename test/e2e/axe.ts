import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, type Page } from "@playwright/test";
import type { AxeResults } from "axe-core";

/** axe itself, as @axe-core/playwright brings it; put into a page once, it can look at it as often as the page changes. */
const axe = readFileSync(
  createRequire(createRequire(import.meta.url).resolve("@axe-core/playwright")).resolve("axe-core"),
  "utf8",
);

/** What WCAG 2.2 asks for at levels A and AA, as far as axe can tell. */
const standard = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"];

const rules = {
  // A demand of 2.2 that axe leaves off unless it is asked for.
  "target-size": { enabled: true },
  // No demand of WCAG, and wrong about labels that are further down a page that scrolls; that inputs have names, "label" sees to.
  "label-title-only": { enabled: false },
};

/** What depends on the colours alone: enough for a page that was looked at in other colours. */
const ofColors = ["color-contrast", "link-in-text-block"];

/** Under forced colours Chromium tells axe of a text's fill what the page wished for; what is drawn is the text's colour. */
function tellForcedColors(): void {
  const told = CSSStyleDeclaration.prototype.getPropertyValue;
  CSSStyleDeclaration.prototype.getPropertyValue = function getPropertyValue(name) {
    const fill = name === "-webkit-text-fill-color" && matchMedia("(forced-colors: active)").matches;
    return told.call(this, fill ? "color" : name);
  };
}

/** Nothing against WCAG 2.2 AA, and nothing else that axe calls serious or critical, with where it is. */
export async function expectAccessible(page: Page, { colorsOnly = false, where = "" } = {}): Promise<void> {
  // Motion at the end of a transition would be judged with half its colour; one begins with the next frame.
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
  await page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState !== "running"));
  if (!(await page.evaluate(() => "axe" in window))) {
    await page.evaluate(axe);
    await page.evaluate(tellForcedColors);
  }
  const { violations } = await page.evaluate(
    (options) =>
      // Fluent's focus keeper puts hidden stops around dialogs and menus, which pass the focus on at once: nobody stands on them.
      (window as unknown as { axe: { run(context: object, options: object): Promise<AxeResults> } }).axe.run(
        { exclude: [["[data-tabster-dummy]"]] },
        options,
      ),
    { resultTypes: ["violations"], ...(colorsOnly ? { runOnly: { type: "rule", values: ofColors } } : { rules }) },
  );
  const found = violations
    .filter(
      ({ impact, tags }) => impact === "serious" || impact === "critical" || standard.some((demand) => tags.includes(demand)),
    )
    .map(({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.target.join(" ")} (${node.failureSummary})`).join("; ")}`);
  expect(found, where || new URL(page.url()).pathname).toEqual([]);
}
