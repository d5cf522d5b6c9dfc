import { expectAccessible } from "./axe.ts";
import { expect, hook, openConsole, startCourier, test } from "./courier.ts";
import { addressesOf, routes, settled } from "./routes.ts";

test("the routes are found in the console's own sources", () => {
  expect(routes).toEqual(expect.arrayContaining(["/", "/deliveries", "/settings", "/wall"]));
});

const lists = [{ name: "Wanted", color: "red", entries: [{ plate: "ABC123", name: "Stolen van", note: "call the guard" }] }];

// A phone that looks in; a desk's width, in every language and look: accessible-everywhere.spec.ts.
const width = 390;
for (const colorScheme of ["light", "dark"] as const) {
  test(`axe finds nothing against WCAG 2.2 AA on any page, ${colorScheme}, ${width} pixels wide`, async ({ page, receiver }) => {
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
