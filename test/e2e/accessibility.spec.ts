import { expectAccessible } from "./axe.ts";
import { expect, hook, openConsole, startCourier, test } from "./courier.ts";
import { addressesOf, routes } from "./routes.ts";
import { walk } from "./walk.ts";

test("the routes are found in the console's own sources", () => {
  expect(routes).toEqual(expect.arrayContaining(["/", "/deliveries", "/settings", "/wall"]));
});

const lists = [{ name: "Wanted", color: "red", entries: [{ plate: "ABC123", name: "Stolen van", note: "call the guard" }] }];

// A phone that looks in; a desk's width, in every language and look: accessible-everywhere.spec.ts.
const width = 390;

test(`axe finds nothing against WCAG 2.2 AA on any page, light and dark, ${width} pixels wide`, async ({ page, receiver }) => {
  test.setTimeout(240_000);
  const courier = await startCourier({ destinations: [hook(receiver.url), hook("http://127.0.0.1:9/", "Archive")], lists });
  const lookAt = async (where: string) => {
    await expectAccessible(page, { where });
    await page.emulateMedia({ colorScheme: "dark" });
    await expectAccessible(page, { colorsOnly: true, where: `${where}, dark` });
    await page.emulateMedia({ colorScheme: "light" });
  };
  try {
    await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
    await page.setViewportSize({ width, height: 800 });
    const go = await walk(page);
    await openConsole(page, courier);
    await lookAt("the feed before the first webhook");
    await courier.post("abc123");
    await fetch(courier.receiver, { method: "POST", headers: { "content-type": "application/json" }, body: "{}" });
    const read = page.getByTestId("feed-row").filter({ hasText: /abc123/i });
    await expect(read.locator('[data-chip="delivered"]')).toHaveCount(1);
    await read.click();
    await expect(page.getByTestId("event-panel").getByText("As received")).toBeVisible();
    await lookAt("a read's panel");
    for (const address of routes.flatMap(addressesOf)) {
      await go(address);
      await lookAt(address);
    }
  } finally {
    await courier.remove();
  }
});
