import { expectAccessible } from "./axe.ts";
import { type Courier, expect, openConsole, startCourier, test } from "./courier.ts";

const lists = [
  { name: "Staff", color: "green", entries: [{ plate: "STAFF01", name: "Ida Lorenz", note: "reception" }] },
  { name: "Wanted", color: "red", sound: true, entries: [{ plate: "STOLEN1", name: "Stolen van", note: "call the guard" }] },
];

async function withLists(act: (courier: Courier) => Promise<void>): Promise<void> {
  const courier = await startCourier({ lists });
  try {
    await act(courier);
  } finally {
    await courier.remove();
  }
}

test("the wall shows the last vehicle by itself, large, with the ones before it below", async ({ page, courier }) => {
  await courier.post("abc123", "gate-1");
  await openConsole(page, courier, "/wall");
  const band = page.getByTestId("wall-band");
  await expect(band).toContainText(/abc123/i);
  await courier.post("xyz789", "gate-2");
  await expect(band).toContainText(/xyz789.*gate-2/i);
  await expect(page.getByTestId("wall-recent").getByRole("listitem").first()).toContainText(/abc123/i);
  await expect(page.getByTestId("wall-state")).toContainText("Receiving on port");
  // A fifth of the height, as read from across a room.
  const plate = band.getByText(/xyz789/i);
  const { height } = (await plate.boundingBox()) ?? { height: 0 };
  expect(height).toBeGreaterThanOrEqual(800 / 5 - 1);
  await expect(page.locator('svg image[href^="/images/"]')).toHaveCount(1);
});

for (const colorScheme of ["light", "dark"] as const) {
  for (const [width, height] of [
    [1280, 800],
    [400, 800],
  ] as const) {
    test(`a listed plate comes at once and cannot be missed, ${colorScheme}, ${width} pixels wide`, async ({ page }) => {
      await withLists(async (courier) => {
        await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
        await page.setViewportSize({ width, height });
        await courier.post("abc123");
        await openConsole(page, courier, "/wall");
        await expect(page.getByTestId("wall")).toBeVisible();
        await courier.post("stolen1");
        await courier.post("abc124");
        await expect(page.getByTestId("wall-hit")).toHaveText("Wanted");
        await expect(page.getByTestId("wall-band")).toContainText("Stolen van · call the guard");
        await expect(page.getByTestId("wall")).toHaveAttribute("data-list-color", "red");
        // What came after it waits below.
        await expect(page.getByTestId("wall-recent")).toContainText(/abc124/i);
        await expect(page.getByTestId("wall-hit")).toHaveText("Wanted");
        await expectAccessible(page);
        // Nothing is wider or higher than the screen.
        const over = await page
          .getByTestId("wall")
          .evaluate((wall) => [wall.scrollWidth - wall.clientWidth, wall.scrollHeight - wall.clientHeight]);
        expect(over).toEqual([0, 0]);
      });
    });
  }
}

test("the wall of one camera, named in its address, shows no other", async ({ page, courier }) => {
  await courier.post("abc123", "gate-1");
  await openConsole(page, courier, "/wall?camera=gate-2");
  await expect(page.getByText("Nothing from gate-2 is kept yet.", { exact: false })).toBeVisible();
  await courier.post("other1", "gate-1");
  await courier.post("xyz789", "gate-2");
  await expect(page.getByTestId("wall-band")).toContainText(/xyz789/i);
  await expect(page.getByTestId("wall-recent")).not.toContainText(/abc123|other1/i);
});

for (const [width, height] of [
  [1280, 800],
  [400, 800],
] as const) {
  test(`several cameras are chosen by keys, kept in the address, and each shows its own last vehicle, ${width} pixels wide`, async ({
    page,
  }) => {
    await withLists(async (courier) => {
      await page.setViewportSize({ width, height });
      await courier.post("yard01", "yard");
      await courier.post("dock01", "dock");
      await courier.post("gate01", "gate");
      await openConsole(page, courier, "/wall");
      await expect(page.getByTestId("wall-band")).toContainText(/gate01/i);
      await page.keyboard.press("c");
      await expect(page.getByRole("menuitemcheckbox")).toHaveText(["dock", "gate", "yard"]);
      await expectAccessible(page);
      await page.keyboard.press("ArrowDown");
      for (const key of ["Enter", "ArrowDown", "ArrowDown", "Enter", "Escape"]) await page.keyboard.press(key);
      await expect(page).toHaveURL(/\/wall\?camera=\w+&camera=\w+$/);
      const tile = (camera: string) => page.getByRole("region", { name: camera, exact: true });
      await expect(page.getByTestId("wall-tile")).toHaveCount(2);
      await page.goto(new URL("/wall?camera=yard&camera=gate", courier.console).href);
      await expect(tile("yard").getByTestId("wall-band")).toContainText(/yard01/i);
      await expect(tile("gate").getByTestId("wall-band")).toContainText(/gate01/i);
      // Another camera's vehicle is not shown; a chosen one's stands in its own picture, and the one before goes below.
      await courier.post("dock02", "dock");
      await courier.post("stolen1", "yard");
      await expect(tile("yard").getByTestId("wall-hit")).toHaveText("Wanted");
      await expect(tile("yard")).toHaveAttribute("data-list-color", "red");
      await expect(tile("gate").getByTestId("wall-band")).toContainText(/gate01/i);
      await expect(page.getByTestId("wall-recent").getByRole("listitem")).toHaveCount(1);
      await expect(page.getByTestId("wall-recent")).toContainText(/yard01/i);
      await expectAccessible(page);
      const over = await page
        .getByTestId("wall")
        .evaluate((wall) => [wall.scrollWidth - wall.clientWidth, wall.scrollHeight - wall.clientHeight]);
      expect(over).toEqual([0, 0]);
      // One step back, or Esc, leads out of the wall, however often cameras were chosen.
      await page.keyboard.press("Escape");
      await expect(page.getByTestId("feed-list")).toBeVisible();
    });
  });
}

test("a chosen camera that nothing came from says so, and shows what came while the core was gone", async ({ page, courier }) => {
  await courier.post("abc123", "gate");
  await openConsole(page, courier, "/wall?camera=gate&camera=yard");
  const yard = page.getByRole("region", { name: "yard", exact: true });
  await expect(yard).toContainText("Nothing from this camera is kept yet.");
  await courier.kill();
  await expect(page.getByTestId("wall-state")).toContainText("Not connected to Plate Courier since", { timeout: 20_000 });
  await courier.start();
  await courier.post("late01", "yard");
  await expect(yard.getByTestId("wall-band")).toContainText(/late01/i, { timeout: 20_000 });
});

test("the wall opens from the feed with its camera, fills the screen, and Esc leads back", async ({ page, courier }) => {
  await courier.post("abc123", "gate-1");
  await openConsole(page, courier);
  await expect(page.getByTestId("feed-row")).toHaveCount(1);
  await page.getByRole("button", { name: "Live wall, full screen" }).click();
  await expect(page).toHaveURL(/\/wall$/);
  await expect(page.getByTestId("wall-band")).toContainText(/abc123/i);
  await expect.poll(() => page.evaluate(() => document.fullscreenElement !== null)).toBe(true);
  // A browser that fills the screen takes Esc for itself and leaves it; the page hears only of that.
  await page.evaluate(() => document.exitFullscreen());
  await expect(page.getByTestId("feed-list")).toBeVisible();
  await page.keyboard.press("w");
  await expect(page.getByTestId("wall")).toBeVisible();
});

test("without full screen Esc leaves the wall as well", async ({ page, courier }) => {
  await courier.post("abc123");
  await openConsole(page, courier, "/wall");
  await expect(page.getByTestId("wall-band")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByTestId("feed-list")).toBeVisible();
});

test("the pointer and what it could press go after a while, and come back when it moves", async ({ page, courier }) => {
  await openConsole(page, courier, "/wall");
  const wall = page.getByTestId("wall");
  const cursor = () => wall.evaluate((element) => getComputedStyle(element).cursor);
  await expect.poll(cursor).toBe("none");
  await expect(page.getByTestId("wall-controls")).toHaveCSS("opacity", "0");
  await page.mouse.move(200, 200);
  await page.mouse.move(220, 210);
  await expect(page.getByTestId("wall-controls")).toHaveCSS("opacity", "1");
  await expect.poll(cursor, { intervals: [50] }).not.toBe("none");
});

test("the wall says when its core is gone, greys what it knew, and goes on without losing a vehicle", async ({
  page,
  courier,
}) => {
  await courier.post("abc123");
  await openConsole(page, courier, "/wall");
  await expect(page.getByTestId("wall-band")).toContainText(/abc123/i);
  await courier.kill();
  await expect(page.getByTestId("wall-state")).toContainText("Not connected to Plate Courier since", { timeout: 20_000 });
  await expect(page.getByTestId("wall-band")).toHaveCSS("filter", "grayscale(1)");
  await expect(page.getByTestId("wall-band")).toContainText(/abc123/i);
  await courier.start();
  // Before the page has found it again: these must not be missing afterwards.
  await courier.post("xyz789");
  await courier.post("klm456");
  await expect(page.getByTestId("wall-state")).toContainText("Receiving on port", { timeout: 20_000 });
  await expect(page.getByTestId("wall-band")).toContainText(/klm456/i);
  await expect(page.getByTestId("wall-recent")).toContainText(/xyz789/i);
  await expect(page.getByTestId("wall-band")).not.toHaveCSS("filter", "grayscale(1)");
});
