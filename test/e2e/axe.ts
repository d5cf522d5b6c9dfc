import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/** Nothing that keeps a person from using the page: axe's serious and critical findings, with where they are. */
export async function expectAccessible(page: Page): Promise<void> {
  // Motion at the end of a transition would be judged with half its colour.
  await page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState !== "running"));
  // Without a second page of its own, which Electron could not open.
  // Fluent's focus keeper puts hidden stops around dialogs and menus, which pass the focus on at once: nobody stands on them.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).exclude("[data-tabster-dummy]").analyze();
  const found = violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.target.join(" ")} (${node.failureSummary})`).join("; ")}`);
  expect(found).toEqual([]);
}
