import { expectAccessible } from "./axe.ts";
import { expect, hook, openConsole, startCourier, test } from "./courier.ts";

const looks = [
  { colorScheme: "light", width: 1280 },
  { colorScheme: "dark", width: 390 },
] as const;

for (const { colorScheme, width } of looks) {
  test(`the overview tells how much came when, of which camera and how it arrived, ${colorScheme}, ${width} pixels wide`, async ({
    page,
    receiver,
  }) => {
    const courier = await startCourier({ destinations: [hook(receiver.url)] });
    try {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.setViewportSize({ width, height: 800 });
      await openConsole(page, courier, "/overview");
      await expect(page.getByRole("heading", { name: "Nothing has come in yet" })).toBeVisible();
      await expectAccessible(page);
      for (const camera of ["gate", "gate", "yard"]) await courier.post("abc123", camera);
      await expect.poll(() => receiver.requests.length).toBe(3);
      await page.reload();
      const reads = page.getByRole("region", { name: "Reads per hour", exact: true });
      const chart = reads.getByRole("slider");
      await chart.focus();
      await page.keyboard.press("Home");
      for (let hour = 0; hour < new Date().getHours(); hour += 1) await page.keyboard.press("ArrowRight");
      await expect(reads.getByTestId("chart-said")).toContainText("Reads: 3");
      await expect(chart).toHaveAttribute("aria-valuetext", /Reads: 3$/);
      await expectAccessible(page);

      // Drawn anew, as in another theme or with new numbers, it still points where it did.
      await reads.locator("canvas").evaluate((canvas) => canvas.setAttribute("data-former", ""));
      await page.emulateMedia({ colorScheme: colorScheme === "light" ? "dark" : "light" });
      await expect(reads.locator("canvas:not([data-former])")).toHaveCount(1);
      await page.keyboard.press("ArrowLeft");
      await page.keyboard.press("ArrowRight");
      await expect(chart).toHaveAttribute("aria-valuetext", /Reads: 3$/);
      await page.emulateMedia({ colorScheme });

      await reads.getByRole("button", { name: /^Show as table/ }).click();
      await expect(reads.getByRole("cell", { name: "3", exact: true })).toHaveCount(1);
      await expectAccessible(page);

      const cameras = page.getByRole("region", { name: "Reads per camera", exact: true });
      await cameras.getByRole("button", { name: /^yard/ }).click();
      await expect(page).toHaveURL(/camera=yard/);
      await expect(reads.getByRole("cell", { name: "1", exact: true })).toHaveCount(1);
      await expect(cameras.getByRole("button", { name: /^gate/ })).toBeVisible();

      const destinations = page.getByRole("region", { name: "Destinations", exact: true });
      await expect(destinations.getByRole("row", { name: /Front desk/ })).toContainText("100%");
      await expect(page.getByTestId("disk-outlook")).toContainText("after a day of receiving");
      await page.getByRole("tab", { name: "30 days" }).click();
      await expect(page.getByRole("region", { name: "Reads per day", exact: true })).toBeVisible();
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    } finally {
      await courier.remove();
    }
  });
}

test("the arrow keys walk the hours of the week, each with its number, and nothing moves meanwhile", async ({
  page,
  courier,
}) => {
  await courier.post("abc123");
  await openConsole(page, courier, "/overview?range=week");
  const week = page.getByRole("region", { name: "Busiest hours", exact: true });
  await expect(week.getByTestId("week-said")).toContainText(/^Busiest: .*1 read on average/);
  const height = (await week.boundingBox())?.height;
  await week.locator('[tabindex="0"]').focus();
  await page.keyboard.press("Home");
  await expect(week.getByTestId("week-said")).toContainText("00:00–01:00");
  await page.keyboard.press("ArrowRight");
  await expect(week.getByTestId("week-said")).toContainText("01:00–02:00");
  await week.getByRole("button", { name: /^Show as table/ }).click();
  await expect(week.getByRole("columnheader", { name: "Reads on average" })).toBeVisible();
  expect(Math.abs(((await week.boundingBox())?.height ?? 0) - (height ?? 0))).toBeLessThan(40);
});
