import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { expectAccessible } from "./axe.ts";
import { expect, hook, openConsole, startCourier, test } from "./courier.ts";

/** Every address that the console's own routes name: a page that is added there is looked at here without a further word. */
const app = join(import.meta.dirname, "../../src/renderer/app");
const routes = ["routes.tsx", "screens.tsx"].flatMap((file) =>
  [...readFileSync(join(app, file), "utf8").matchAll(/<Route\s+path=(?:"([^"]+)"|\{[^}]*\})/g)].map(([, path]) => path ?? "/"),
);

/** Pages of a route beside its plain address; a route that cannot do without a parameter must have one here. */
const further: Record<string, string[]> = {
  "/": ["/event/1"],
  "/destinations/:id?": ["/destinations/new", "/destinations/new?forwarder=webhook", "/destinations/new?forwarder=nx-witness"],
  "/lists/:id?": ["/lists/new", "/lists/wanted"],
  "/settings": [
    "/settings?section=sources",
    "/settings?section=retention",
    "/settings?section=appearance",
    "/settings?section=inboxes",
  ],
};

function addressesOf(route: string): string[] {
  const plain = route.replace(/\/:\w+\?/g, "");
  const named = further[route] ?? [];
  if (plain.includes(":") && named.length === 0) throw new Error(`Name an address for the route ${route} in "further".`);
  return plain.includes(":") ? named : [plain, ...named];
}

/** Whatever the page asks of the core is there, and it says what it is. */
async function settled(page: Page): Promise<void> {
  await expect(page.locator("h1").first()).toBeAttached();
  await expect(page.getByRole("progressbar")).toHaveCount(0);
}

test("the routes are found in the console's own sources", () => {
  expect(routes).toEqual(expect.arrayContaining(["/", "/deliveries", "/settings", "/wall"]));
});

/** Desktop, and a phone that looks in. */
const widths = [1280, 390];
const lists = [{ name: "Wanted", color: "red", entries: [{ plate: "ABC123", name: "Stolen van", note: "call the guard" }] }];

for (const colorScheme of ["light", "dark"] as const) {
  for (const width of widths) {
    test(`axe finds nothing against WCAG 2.2 AA on any page, ${colorScheme}, ${width} pixels wide`, async ({
      page,
      receiver,
    }) => {
      test.setTimeout(240_000);
      const courier = await startCourier({
        destinations: [hook(receiver.url), hook("http://127.0.0.1:9/", "Archive")],
        lists,
      });
      try {
        await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
        await page.setViewportSize({ width, height: 800 });
        await openConsole(page, courier);
        await expectAccessible(page);
        await courier.post("abc123");
        await fetch(courier.receiver, { method: "POST", headers: { "content-type": "application/json" }, body: "{}" });
        const read = page.getByTestId("feed-row").filter({ hasText: /abc123/i });
        await expect(read.locator('[data-chip="delivered"]')).toHaveCount(1);
        await read.click();
        await expect(page.getByTestId("event-panel").getByText("As received")).toBeVisible();
        await expectAccessible(page);
        for (const address of routes.flatMap(addressesOf)) {
          await page.goto(new URL(address, courier.console).href);
          await settled(page);
          await expectAccessible(page);
        }
      } finally {
        await courier.remove();
      }
    });
  }
}
