import { expectAccessible } from "./axe.ts";
import { expect, openConsole, startCourier, test } from "./courier.ts";

for (const colorScheme of ["light", "dark"] as const) {
  for (const width of [1280, 400]) {
    test(`the feed is shown as cards instead of rows, and is found so again, ${colorScheme}, ${width} pixels wide`, async ({
      page,
      courier,
    }) => {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.setViewportSize({ width, height: 800 });
      for (const plate of ["abc121", "abc122", "abc123"]) await courier.post(plate);
      await openConsole(page, courier);
      await expect(page.getByTestId("feed-row")).toHaveCount(3);
      await page.getByRole("button", { name: "Show as cards" }).click();
      await expect(page.getByTestId("feed-list")).toHaveAttribute("data-view", "cards");
      await expect(page.getByTestId("feed-row").first()).toHaveAccessibleName(/^ABC123, camera-1, /);
      await expectAccessible(page);
      await page.reload();
      await expect(page.getByTestId("feed-list")).toHaveAttribute("data-view", "cards");
      const boxes = await page
        .getByTestId("feed-row")
        .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().toJSON()));
      for (const { right } of boxes) expect(right).toBeLessThanOrEqual(width);
    });
  }
}

test("rows that come while one reads are counted, and the pill leads to the newest", async ({ page, courier }) => {
  await courier.post("abc123");
  await openConsole(page, courier);
  await expect(page.getByTestId("feed-row")).toHaveCount(1);
  await page.keyboard.press("Space");
  await expect(page.getByTestId("pause")).toHaveAccessibleName("Resume");
  await courier.post("xyz789");
  await courier.post("klm456");
  await expect(page.getByTestId("new-rows")).toHaveText("2 new");
  await expect(page.getByTestId("feed-row")).toHaveCount(1);
  await page.getByTestId("new-rows").click();
  await expect(page.getByTestId("feed-row")).toHaveCount(3);
  await expect(page.getByTestId("feed-row").first()).toHaveAccessibleName(/^KLM456/);
  await expect(page.getByTestId("pause")).toHaveAccessibleName("Pause");
});

test("scrolling away pauses the feed, and going back to the top goes on", async ({ page, courier }) => {
  for (let number = 10; number < 26; number += 1) await courier.post(`abc1${number}`);
  await openConsole(page, courier);
  await expect(page.getByTestId("feed-row").first()).toBeVisible();
  const list = page.getByTestId("feed-list");
  await list.evaluate((element) => element.scrollTo({ top: 400 }));
  await expect(page.getByTestId("pause")).toHaveAccessibleName("Resume");
  await courier.post("xyz789");
  await expect(page.getByTestId("new-rows")).toHaveText("1 new");
  await list.evaluate((element) => element.scrollTo({ top: 0 }));
  await expect(page.getByTestId("feed-row").first()).toHaveAccessibleName(/^XYZ789/);
});

for (const width of [1280, 400]) {
  test(`keys walk the feed from anywhere, open, and come back to the row that was open, ${width} pixels wide`, async ({
    page,
    courier,
  }) => {
    await page.setViewportSize({ width, height: 800 });
    for (const plate of ["abc121", "abc122", "abc123"]) await courier.post(plate);
    await openConsole(page, courier);
    await expect(page.getByTestId("feed-row")).toHaveCount(3);
    const active = () =>
      page
        .getByTestId("feed-list")
        .evaluate((list) => document.getElementById(list.getAttribute("aria-activedescendant") ?? "")?.ariaLabel ?? "");
    await page.keyboard.press("ArrowDown");
    await expect.poll(active).toMatch(/^ABC123/);
    await page.keyboard.press("ArrowDown");
    await expect.poll(active).toMatch(/^ABC122/);
    await page.keyboard.press("Enter");
    await expect(page.getByTestId("event-panel")).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(page.getByTestId("event-panel")).toBeHidden();
    await expect.poll(active).toMatch(/^ABC122/);
    await page.keyboard.press("End");
    await expect.poll(active).toMatch(/^ABC121/);
    await page.keyboard.press("Home");
    await expect.poll(active).toMatch(/^ABC123/);
  });
}

test("keys are left to what one types in", async ({ page, courier }) => {
  await courier.post("abc123");
  await openConsole(page, courier);
  await page.getByTestId("feed-row").click();
  await page.getByTestId("event-panel").getByText("As received").click();
  await page.getByRole("combobox", { name: "Camera" }).focus();
  await page.keyboard.press("w");
  await page.keyboard.press("v");
  await expect(page).not.toHaveURL(/\/wall/);
  await expect(page.getByTestId("feed-list")).toHaveAttribute("data-view", "rows");
});

test("a listed plate is heard once while the feed is open, and not after it was muted", async ({ page }) => {
  const lists = [{ name: "Wanted", color: "red", sound: true, entries: [{ plate: "STOLEN1" }] }];
  const courier = await startCourier({ lists });
  try {
    await page.addInitScript(() => {
      const start = OscillatorNode.prototype.start;
      OscillatorNode.prototype.start = function (...when) {
        document.documentElement.dataset.tones = String(Number(document.documentElement.dataset.tones ?? 0) + 1);
        start.apply(this, when);
      };
    });
    await openConsole(page, courier);
    await page.getByRole("heading", { name: "Live" }).click();
    const tones = () => page.evaluate(() => Number(document.documentElement.dataset.tones ?? 0));
    const sound = page.getByTestId("sound");
    await expect(sound).toHaveAccessibleName("Mute the sound of listed plates");
    await courier.post("stolen1");
    await expect.poll(tones).toBeGreaterThan(0);
    const before = await tones();
    await sound.click();
    await expect(sound).toHaveAccessibleName("Let listed plates sound again");
    await courier.post("stolen1", "camera-2");
    await expect(page.getByTestId("feed-row")).toHaveCount(2);
    expect(await tones()).toBe(before);
  } finally {
    await courier.remove();
  }
});

test("a webhook that is no recognition is a row in words", async ({ page, courier }) => {
  await openConsole(page, courier);
  const answer = await fetch(courier.receiver, { method: "POST", headers: { "content-type": "application/json" }, body: "{}" });
  expect(answer.status).toBe(200);
  await expect(page.getByTestId("feed-row")).toContainText("came in that is not a recognition");
});

test("a killed core greys the feed with the time, and not one row is lost when it is back", async ({ page, courier }) => {
  await courier.post("abc123");
  await openConsole(page, courier);
  await expect(page.getByTestId("feed-row")).toHaveCount(1);
  await courier.kill();
  await expect(page.getByTestId("connection-banner")).toContainText(/since \d\d:\d\d/, { timeout: 20_000 });
  await expect(page.getByRole("main")).toHaveCSS("filter", "grayscale(1)");
  await expect(page.getByTestId("feed-row")).toHaveCount(1);
  await courier.start();
  for (const plate of ["xyz781", "xyz782", "xyz783"]) await courier.post(plate);
  await expect(page.getByTestId("connection-banner")).toBeHidden({ timeout: 20_000 });
  await expect(page.getByTestId("feed-row")).toHaveCount(4);
  await expect(page.getByRole("main")).not.toHaveCSS("filter", "grayscale(1)");
});
