import { postWebhook } from "../../src/main/send/post-webhook.ts";
import { sampleRecognition } from "../../src/shared/sample-recognition.ts";
import { expectAccessible } from "./axe.ts";
import { type Courier, expect, hook, openConsole, startCourier, test } from "./courier.ts";

const firstStart = { firstStart: true };

test("the first start begins with the welcome, which tells what to write where and turns into the first plate", async ({
  page,
  courier,
}) => {
  await openConsole(page, courier, "/", firstStart);
  await expect(page).toHaveURL(/\/welcome$/);
  await expect(page.getByTestId("hop-listener")).toHaveAttribute("data-level", "ok");
  // The test's receiver listens on loopback only, which is what a camera server cannot reach.
  await expect(page.getByTestId("hop-addresses")).toContainText("choose 0.0.0.0");
  const block = page.getByRole("textbox", { name: "Webhook for config.ini" });
  await expect(block).toHaveValue(new RegExp(`url = ${courier.receiver.replaceAll(".", "\\.")}`));
  await expect(block).not.toHaveValue(/header/);
  await expect(page.getByRole("textbox", { name: "Webhook address" })).toHaveValue(courier.receiver);
  const first = page.getByTestId("first-plate");
  await expect(first).toContainText("Waiting for the first webhook…");
  await courier.post("abc123", "gate-1");
  await expect(first).toContainText("The first webhook is here.");
  await expect(first).toContainText("abc123");
  await expect(first).toContainText("gate-1");
  await first.getByRole("link", { name: "Open it" }).click();
  await expect(page.getByTestId("event-panel")).toBeVisible();
});

test("the block is copied by its button", async ({ page, courier, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await openConsole(page, courier, "/welcome");
  await page.getByRole("button", { name: "Copy: Webhook for config.ini" }).click();
  await expect(page.getByText("Copied")).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toContain("[[plate-courier]]");
  expect(copied).toContain(courier.receiver);
});

test("from nothing to a plate at its destination: test plate, destination, test, cameras, done", async ({
  page,
  courier,
  receiver,
}) => {
  await openConsole(page, courier, "/", firstStart);
  await page.getByRole("button", { name: "Send a test plate" }).click();
  await expect(page.getByTestId("first-plate")).toContainText("The first webhook is here.");
  await page.getByRole("button", { name: "Next: where should plates go?" }).click();
  await page.getByRole("link", { name: /^Webhook/ }).click();
  await page.getByRole("textbox", { name: "URL" }).first().fill(receiver.url);
  await page.getByRole("button", { name: "Test", exact: true }).click();
  await expect(page.getByText(/The test passed/)).toBeVisible();
  await page.getByRole("button", { name: "Add destination" }).click();
  await expect(page.getByRole("heading", { name: "Which camera is which?" })).toBeVisible();
  await page.getByRole("textbox", { name: "Id at the destination for test-plate" }).fill("vms-7");
  await page.getByRole("button", { name: "Save cameras" }).click();
  await page.getByRole("button", { name: "Done: go to the live feed" }).click();
  await courier.post("xyz789", "gate-1");
  await expect(page.getByTestId("feed-row").first().locator('[data-chip="delivered"]')).toHaveCount(1);
});

test("the welcome is skipped for good, and found again from the rail", async ({ page, courier }) => {
  await openConsole(page, courier, "/", firstStart);
  await page.getByRole("button", { name: "Skip for now" }).click();
  await expect(page.getByRole("heading", { name: "No webhook has arrived yet" })).toBeVisible();
  await page.reload();
  await expect(page.getByRole("heading", { name: "No webhook has arrived yet" })).toBeVisible();
  await expect(page).toHaveURL(/\/$/);
  await page.getByRole("link", { name: "Doctor" }).click();
  await page.getByRole("button", { name: "Set up step by step" }).click();
  await expect(page.getByRole("heading", { name: "Welcome" })).toBeVisible();
});

test("a console that was set up before does not begin with the welcome", async ({ page, receiver }) => {
  const courier = await startCourier({ destinations: [hook(receiver.url)] });
  try {
    await openConsole(page, courier, "/", firstStart);
    await expect(page.getByRole("heading", { name: "No webhook has arrived yet" })).toBeVisible();
  } finally {
    await courier.remove();
  }
});

test("where a token is required its place is marked, and no token is shown", async ({ page }) => {
  const token = "a-token-that-nobody-may-see";
  const courier = await startCourier({ receiver: { requireToken: true, sources: [{ name: "Yard", token }] } });
  try {
    await openConsole(page, courier, "/welcome");
    await expect(page.getByRole("textbox", { name: "Webhook for config.ini" })).toHaveValue(/Token PUT-THE-TOKEN-HERE/);
    await expect(page.getByText("A token is required.")).toBeVisible();
    expect(await page.content()).not.toContain(token);
    expect(await postTo(courier, token)).toBe(200);
    await expect(page.getByTestId("first-plate")).toContainText("abc123");
  } finally {
    await courier.remove();
  }
});

async function postTo(courier: Courier, token: string): Promise<number> {
  const recognition = sampleRecognition({ plate: "abc123", camera: "gate", timestamp: new Date() });
  return (await postWebhook({ url: courier.receiver, token, recognition })).status;
}

for (const colorScheme of ["light", "dark"] as const) {
  for (const width of [1280, 400]) {
    test(`axe finds nothing in the welcome, ${colorScheme}, ${width} pixels wide`, async ({ page, courier }) => {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.setViewportSize({ width, height: 800 });
      await openConsole(page, courier, "/welcome");
      await expect(page.getByTestId("first-plate")).toBeVisible();
      await expectAccessible(page);
      await courier.post("abc123");
      await expect(page.getByTestId("first-plate")).toContainText("abc123");
      await expectAccessible(page);
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
      for (const place of ["/welcome/destination", "/welcome/destination?forwarder=webhook", "/welcome/cameras"]) {
        await page.goto(new URL(place, courier.console).href);
        await expect(page.getByRole("navigation", { name: "Steps" })).toBeVisible();
        await page.waitForLoadState("networkidle").catch(() => undefined);
        await expectAccessible(page);
      }
    });
  }
}
