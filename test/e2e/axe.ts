import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/** What WCAG 2.2 asks for at levels A and AA, as far as axe can tell. */
const standard = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"];

const rules = {
  // A demand of 2.2 that axe leaves off unless it is asked for.
  "target-size": { enabled: true },
  // No demand of WCAG, and wrong about labels that are further down a page that scrolls; that inputs have names, "label" sees to.
  "label-title-only": { enabled: false },
};

/** Nothing against WCAG 2.2 AA, and nothing else that axe calls serious or critical, with where it is. */
export async function expectAccessible(page: Page): Promise<void> {
  // Motion at the end of a transition would be judged with half its colour.
  await page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState !== "running"));
  // Without a second page of its own, which Electron could not open.
  // Fluent's focus keeper puts hidden stops around dialogs and menus, which pass the focus on at once: nobody stands on them.
  const builder = new AxeBuilder({ page }).setLegacyMode(true).exclude("[data-tabster-dummy]");
  const { violations } = await builder.options({ rules }).analyze();
  const found = violations
    .filter(
      ({ impact, tags }) => impact === "serious" || impact === "critical" || standard.some((demand) => tags.includes(demand)),
    )
    .map(({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.target.join(" ")} (${node.failureSummary})`).join("; ")}`);
  expect(found, new URL(page.url()).pathname).toEqual([]);
}
