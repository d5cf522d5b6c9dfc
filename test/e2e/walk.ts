import { expect, type Page, type Request } from "@playwright/test";
import { settled } from "./routes.ts";

/**
 * Returns what goes from page to page as a link does, without loading anew, and waits until neither its code nor anything of the core is
 * on its way any more. To be called before the console is opened.
 */
export async function walk(page: Page): Promise<(address: string) => Promise<void>> {
  await page.addInitScript(() => localStorage.setItem("plate-courier.welcome-skipped", "1"));
  const asked = new Set<Request>();
  page.on("request", (request) => {
    if (request.resourceType() === "script" || /\/trpc\/(?!live)/.test(request.url())) asked.add(request);
  });
  page.on("requestfinished", (request) => asked.delete(request));
  page.on("requestfailed", (request) => asked.delete(request));
  // Asked and answered is not drawn yet: a page that is drawn under axe's eyes is judged in two states at once.
  const drawn = () => page.evaluate(() => new Promise<void>((done) => requestIdleCallback(() => done(), { timeout: 5_000 })));
  return async (address) => {
    await page.evaluate((to) => history.pushState(null, "", to), address);
    await drawn();
    await settled(page);
    await expect.poll(() => asked.size, { intervals: [30] }).toBe(0);
    await drawn();
    await settled(page);
  };
}
