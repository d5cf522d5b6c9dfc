import type { Page } from "@playwright/test";
import { expectAccessible } from "./axe.ts";
import { expect, hook, openConsole, startCourier, test } from "./courier.ts";

const looks = [
  { colorScheme: "light", width: 1280 },
  { colorScheme: "dark", width: 390 },
] as const;

async function look(page: Page, { colorScheme, width }: (typeof looks)[number]): Promise<void> {
  await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
  await page.setViewportSize({ width, height: 800 });
}

for (const one of looks) {
  const words = `${one.colorScheme}, ${one.width} pixels wide`;

  test(`a refused token leads to the very field, and mending it delivers what waited, ${words}`, async ({ page, receiver }) => {
    receiver.behave({ kind: "answer", status: 401 });
    const entry = hook(receiver.url);
    const settings = { ...entry.settings, authorization: "Token wrong-one-1234" };
    const courier = await startCourier({ destinations: [{ ...entry, settings }] });
    try {
      await look(page, one);
      for (const plate of ["abc123", "abc124"]) await courier.post(plate);
      await openConsole(page, courier, "/deliveries");
      const line = page.getByRole("list", { name: "Destinations with open deliveries" }).getByRole("listitem");
      await expect(line).toContainText("2 deliveries are waiting, none is lost");
      await expect(line).toContainText(/since \d\d:\d\d/);
      await expectAccessible(page);
      await line.getByRole("button", { name: "Enter “Authorization”" }).click();
      const field = page.getByRole("textbox", { name: "Authorization" }).or(page.getByLabel("Authorization", { exact: true }));
      await expect(field.first()).toBeFocused();
      receiver.behave({ kind: "answer" });
      const before = receiver.requests.length;
      await page.keyboard.type("Token right-one-5678");
      await page.keyboard.press("Enter");
      await expect.poll(() => receiver.requests.length).toBe(before + 2);
      await page.goto(new URL("/deliveries", courier.console).href);
      await expect(page.getByText("Nothing is waiting and nothing has failed.")).toBeVisible();
    } finally {
      await courier.remove();
    }
  });

  test(`what needs attention leads from any page to the very field, with what to do about it, ${words}`, async ({
    page,
    receiver,
  }) => {
    receiver.behave({ kind: "answer", status: 401 });
    const entry = hook(receiver.url);
    const settings = { ...entry.settings, authorization: "Token wrong-one-1234" };
    const courier = await startCourier({ destinations: [{ ...entry, settings }] });
    try {
      await look(page, one);
      await courier.post("abc123");
      await openConsole(page, courier, "/overview");
      const attention = page.getByRole("region", { name: "Needs attention" });
      await attention.getByRole("button", { name: "Enter “Authorization”" }).click();
      const field = page.getByLabel("Authorization", { exact: true });
      await expect(field).toBeFocused();
      await expect(field).toBeInViewport({ ratio: 1 });
      await expect(field).toHaveAccessibleDescription(/Front desk refused this\. Enter it again and save/);
      await expect(page.getByText("Front desk refused this.", { exact: false })).toBeInViewport({ ratio: 1 });
      await expectAccessible(page);
      // The same from outside, as a link in a mail would do it.
      await page.goto(`${page.url()}?field=authorization`);
      await expect(field).toBeFocused();
      receiver.behave({ kind: "answer" });
      await page.keyboard.type("Token right-one-5678");
      await page.keyboard.press("Enter");
      await expect(attention).toBeHidden();
      await expect(page.getByText("Front desk refused this.", { exact: false })).toBeHidden();
    } finally {
      await courier.remove();
    }
  });

  test(`a replay says beforehand what it would send, sends it, and the ledger balances, ${words}`, async ({ page, receiver }) => {
    const courier = await startCourier({ destinations: [hook(receiver.url)] });
    try {
      await look(page, one);
      for (const plate of ["abc123", "abc124", "abc125"]) await courier.post(plate);
      await expect.poll(() => receiver.requests.length).toBe(3);
      await openConsole(page, courier, "/deliveries");
      await page.getByRole("button", { name: "Replay…" }).click();
      await expect(page.getByText("There is nothing of this kind in this range.")).toBeVisible();
      await expectAccessible(page);
      await page.getByRole("checkbox", { name: /^Delivered: once more/ }).check();
      await expect(page.getByTestId("replay-count")).toHaveText("3");
      await expect(page.getByText("3 of them arrived before: Front desk gets them twice.")).toBeVisible();
      await expectAccessible(page);
      expect(receiver.requests).toHaveLength(3);
      await page.getByRole("button", { name: "Send 3 reads" }).click();
      await expect.poll(() => receiver.requests.length).toBe(6);
      await expect(page.getByText("Replay to Front desk is done")).toBeVisible();
      await page.getByRole("button", { name: /^Ledger/ }).click();
      const account = page.getByTestId(/^ledger-/);
      await expect(account).toContainText("6 accepted =");
      await expect(account).toContainText("6 Delivered");
      await expect(account).toContainText("Balanced");
      await expectAccessible(page);
    } finally {
      await courier.remove();
    }
  });

  test(`a range is chosen with Shift, cancelled after a word on what is lost, and brought back, ${words}`, async ({ page }) => {
    // Nobody listens there: what comes in waits.
    const courier = await startCourier({ destinations: [hook("http://127.0.0.1:9/")] });
    try {
      await look(page, one);
      for (const plate of ["abc123", "abc124", "abc125", "abc126"]) await courier.post(plate);
      await openConsole(page, courier, "/deliveries?show=waiting");
      const rows = page.getByTestId("delivery-row");
      await expect(rows).toHaveCount(4);
      // The one that is just being tried cannot be cancelled.
      await expect(rows.getByRole("checkbox", { disabled: true })).toHaveCount(0);
      await rows.nth(0).getByRole("checkbox").click();
      await rows
        .nth(2)
        .getByRole("checkbox")
        .click({ modifiers: ["Shift"] });
      await expect(page.getByText("3 selected", { exact: true })).toBeVisible();
      await page.keyboard.press("Shift+ArrowDown");
      await expect(page.getByText("4 selected", { exact: true })).toBeVisible();
      await page.keyboard.press("Control+a");
      await expect(page.getByText("Select all shown")).toBeVisible();
      await page.keyboard.press("Control+a");
      await page.getByRole("button", { name: "Cancel 4 selected…" }).click();
      await expect(page.getByText(/will not get these 4 reads\. The reads stay here/)).toBeVisible();
      await page.getByRole("button", { name: "Cancel 4 deliveries" }).click();
      await expect(page.getByRole("heading", { name: "Nothing is waiting" })).toBeVisible();
      await page.getByRole("button", { name: "Undo" }).click();
      await expect(rows).toHaveCount(4);
    } finally {
      await courier.remove();
    }
  });
}
