import { expectAccessible } from "./axe.ts";
import { expect, hook, openConsole, startCourier, test } from "./courier.ts";

test("a delivery's chip becomes delivered when the destination took the read", async ({ page, receiver }) => {
  const courier = await startCourier({ destinations: [hook(receiver.url)] });
  try {
    await openConsole(page, courier);
    await courier.post("abc123");
    const row = page.getByTestId("feed-row");
    await expect(row.locator('[data-chip="delivered"]')).toHaveCount(1);
    await expect(row.getByRole("img", { name: /^Front desk: delivered/ })).toBeVisible();
    expect(receiver.requests).toHaveLength(1);
    expect(receiver.requests[0]?.jsonText).toContain("abc123");
  } finally {
    await courier.remove();
  }
});

test("a destination that fails for now says so, and gets the read by itself once it works", async ({ page, receiver }) => {
  receiver.behave({ kind: "answer", status: 503 });
  const courier = await startCourier({ destinations: [hook(receiver.url)] });
  try {
    await openConsole(page, courier);
    await courier.post("abc123");
    const row = page.getByTestId("feed-row");
    await expect(row.getByRole("img", { name: /^Front desk: waiting, tried/ })).toBeVisible();
    await expect(page.getByRole("link", { name: /Front desk.*Tries again by itself/ })).toBeVisible();
    await row.click();
    const panel = page.getByTestId("event-panel");
    await expect(panel.getByText(/503/).first()).toBeVisible();
    receiver.behave({ kind: "answer" });
    // The first retry comes after 5 s, give or take a fifth.
    await expect(row.locator('[data-chip="delivered"]')).toHaveCount(1, { timeout: 20_000 });
  } finally {
    await courier.remove();
  }
});

test("a read that the destination refuses has failed with its reason, and can be retried", async ({ page, receiver }) => {
  receiver.behave({ kind: "answer", status: 422, body: "no such lane" });
  const courier = await startCourier({ destinations: [hook(receiver.url)] });
  try {
    await openConsole(page, courier);
    await courier.post("abc123");
    const row = page.getByTestId("feed-row");
    await expect(row.locator('[data-chip="failed"]')).toHaveCount(1);
    receiver.behave({ kind: "answer" });
    await row.click();
    await page.getByTestId("event-panel").getByRole("button", { name: "Retry" }).click();
    await expect(row.locator('[data-chip="delivered"]')).toHaveCount(1);
  } finally {
    await courier.remove();
  }
});

test("a destination is added through its form, tested, and then gets the next read", async ({ page, courier, receiver }) => {
  await openConsole(page, courier, "/destinations");
  await page
    .getByRole("link", { name: "Add destination" })
    .or(page.getByRole("button", { name: "Add destination" }))
    .first()
    .click();
  await page
    .getByRole("link", { name: /^Webhook/ })
    .first()
    .click();
  await page.getByRole("textbox", { name: "Name", exact: true }).fill("Front desk");
  await page.getByRole("textbox", { name: "URL", exact: true }).fill(receiver.url);
  await page.getByRole("button", { name: "Test", exact: true }).click();
  await expect(page.getByText(/The test passed/)).toBeVisible();
  await page.getByRole("button", { name: "Add destination" }).click();
  await expect(page).toHaveURL(/\/destinations\/(?!new)/);
  await expect(page.getByRole("heading", { name: "Front desk" })).toBeVisible();
  const before = receiver.requests.length;
  await courier.post("abc123");
  await expect.poll(() => receiver.requests.length).toBe(before + 1);
});

test("a destination's address that is none is refused beside its input, and nothing is saved", async ({ page, courier }) => {
  await openConsole(page, courier, "/destinations/new?forwarder=webhook");
  await page.getByRole("textbox", { name: "URL", exact: true }).fill("not an address");
  await page.getByRole("button", { name: "Add destination" }).click();
  await expect(page.getByText(/Enter a whole address/)).toBeVisible();
  await expect(page).toHaveURL(/\/destinations\/new/);
});

test("all deliveries are paused for an hour and resumed; meanwhile every page says so", async ({ page, receiver }) => {
  const courier = await startCourier({ destinations: [hook(receiver.url)] });
  try {
    await openConsole(page, courier, "/deliveries");
    await page.getByRole("button", { name: "Pause deliveries" }).click();
    await page.getByRole("menuitem", { name: "For an hour" }).click();
    const banner = page.getByTestId("pause-banner");
    await expect(banner).toContainText(/All deliveries are paused until .*nothing waits yet/);
    await courier.post("abc123");
    await expect(banner).toContainText("1 delivery waits, none is lost.");
    await page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "Live", exact: true }).click();
    await expect(page.getByTestId("feed-row")).toHaveCount(1);
    expect(receiver.requests).toHaveLength(0);
    await expectAccessible(page);
    await banner.getByRole("button", { name: "Resume deliveries" }).click();
    await expect(banner).toHaveCount(0);
    await expect.poll(() => receiver.requests.length).toBe(1);
  } finally {
    await courier.remove();
  }
});
