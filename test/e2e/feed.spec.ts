import { expect, openConsole, test } from "./courier.ts";

test("an empty feed tells the address for config.ini and sends a test plate", async ({ page, courier }) => {
  await openConsole(page, courier);
  await expect(page.getByRole("heading", { name: "No webhook has arrived yet" })).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Webhook address" })).toHaveValue(courier.receiver);
  await page.getByRole("button", { name: "Send a test plate" }).click();
  await expect(page.getByTestId("feed-row")).toHaveCount(1);
});

test("a webhook appears by itself, newest first, with its picture", async ({ page, courier }) => {
  await openConsole(page, courier);
  await courier.post("abc123", "gate-1");
  await courier.post("xyz789", "gate-2");
  const rows = page.getByTestId("feed-row");
  await expect(rows).toHaveCount(2);
  await expect(rows.nth(0)).toHaveAccessibleName(/^XYZ789, gate-2, /);
  await expect(rows.nth(1)).toHaveAccessibleName(/^ABC123, gate-1, /);
  const pictures = rows.nth(0).locator("img, canvas");
  await expect(pictures.first()).toBeVisible();
  await expect
    .poll(() =>
      rows
        .nth(0)
        .locator("img")
        .evaluateAll((all) => all.filter((one) => (one as HTMLImageElement).naturalWidth > 0).length),
    )
    .toBeGreaterThan(0);
  await expect(page.getByTestId("reads-today")).toHaveText("2 reads today");
});

test("a read opens with its scene, its raw JSON and a way back", async ({ page, courier }) => {
  await courier.post("abc123");
  await openConsole(page, courier);
  await page.getByTestId("feed-row").click();
  const panel = page.getByTestId("event-panel");
  await expect(panel).toBeVisible();
  await expect(page).toHaveURL(/\/event\/1/);
  await expect(panel.getByText("As received")).toBeVisible();
  await expect(panel.getByText("silver").first()).toBeVisible();
  await panel.getByRole("button", { name: "Close" }).click();
  await expect(panel).toBeHidden();
});

test("the keyboard alone walks the feed and opens a read", async ({ page, courier }) => {
  await courier.post("abc123");
  await courier.post("xyz789");
  await openConsole(page, courier);
  const list = page.getByTestId("feed-list");
  await expect(page.getByTestId("feed-row")).toHaveCount(2);
  await list.focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("event-panel")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByTestId("event-panel")).toBeHidden();
});

test("hostile plate and camera texts are shown as text", async ({ page, courier }) => {
  await openConsole(page, courier);
  await courier.post("<img src=x onerror=alert(1)>", "<script>document.title='owned'</script>");
  await expect(page.getByTestId("feed-row")).toHaveCount(1);
  await expect(page.getByTestId("feed-row")).toContainText("<script>document.title='owned'</script>");
  await expect(page).not.toHaveTitle(/owned/);
});

test("a wrong token opens nothing, and the right one does", async ({ page, courier }) => {
  await courier.post("abc123");
  await page.goto(courier.console);
  await page.getByLabel("Console token").fill("not-the-token-at-all");
  await page.getByRole("button", { name: "Open the console" }).click();
  await expect(page.getByText("This is not the console's token.", { exact: false })).toBeVisible();
  expect((await page.request.get(new URL("/images/1", courier.console).href)).status()).toBe(401);
  await page.getByLabel("Console token").fill(courier.token);
  await page.getByRole("button", { name: "Open the console" }).click();
  await expect(page.getByTestId("feed-row")).toHaveCount(1);
});

test("the page says when the core is gone, and goes on by itself when it is back", async ({ page, courier }) => {
  await openConsole(page, courier);
  await courier.post("abc123");
  await expect(page.getByTestId("feed-row")).toHaveCount(1);
  await courier.stop();
  await expect(page.getByTestId("connection-banner")).toBeVisible({ timeout: 20_000 });
  await courier.start();
  await expect(page.getByTestId("connection-banner")).toBeHidden({ timeout: 20_000 });
  await courier.post("xyz789");
  await expect(page.getByTestId("feed-row")).toHaveCount(2);
});

test("a feed that has rows never says, not for a blink, that nothing has arrived", async ({ page, courier }) => {
  await courier.post("abc123");
  await page.addInitScript(() => {
    const said: string[] = [];
    Object.assign(window, { said });
    new MutationObserver(() => {
      if (document.body?.innerText.includes("No webhook has arrived yet")) said.push("empty");
    }).observe(document, { childList: true, subtree: true });
  });
  await openConsole(page, courier);
  await expect(page.getByTestId("feed-row")).toHaveCount(1);
  expect(await page.evaluate(() => (window as unknown as { said: string[] }).said)).toEqual([]);
});
