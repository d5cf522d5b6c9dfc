import { expectAccessible } from "./axe.ts";
import { expect, hook, openConsole, startCourier, test } from "./courier.ts";

/** Desktop, and a phone that looks in. */
const widths = [1280, 390];

for (const colorScheme of ["light", "dark"] as const) {
  for (const width of widths) {
    test(`axe finds nothing serious on any page, ${colorScheme}, ${width} pixels wide`, async ({ page, receiver }) => {
      const courier = await startCourier({ destinations: [hook(receiver.url), hook("http://127.0.0.1:9/", "Archive")] });
      try {
        await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
        await page.setViewportSize({ width, height: 800 });
        await openConsole(page, courier);
        await courier.post("abc123");
        await expect(page.getByTestId("feed-row").locator('[data-chip="delivered"]')).toHaveCount(1);
        await expectAccessible(page);
        await page.getByTestId("feed-row").click();
        await expect(page.getByTestId("event-panel").getByText("As received")).toBeVisible();
        await expectAccessible(page);
        for (const [place, heading] of pages) {
          await page.goto(new URL(place, courier.console).href);
          await expect(page.getByRole("heading", { name: heading }).first()).toBeVisible();
          await expectAccessible(page);
        }
      } finally {
        await courier.remove();
      }
    });
  }
}

const pages: [string, RegExp][] = [
  ["/deliveries", /Deliveries/],
  ["/destinations", /Destinations/],
  ["/destinations/new?forwarder=webhook", /New destination/],
  ["/settings", /Settings/],
];
