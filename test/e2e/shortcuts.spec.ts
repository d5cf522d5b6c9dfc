import { expectAccessible } from "./axe.ts";
import { expect, openConsole, test } from "./courier.ts";

test("? lists the keys of the page shown, and Esc closes the list", async ({ page, courier }) => {
  await openConsole(page, courier);
  await page.keyboard.press("?");
  const list = page.getByTestId("shortcuts");
  await expect(list).toContainText("Go to");
  await expect(list).toContainText("Destinations");
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(list).toBeHidden();
});

test("g and a letter goes to another page, but not while one types", async ({ page, courier }) => {
  await openConsole(page, courier);
  await page.keyboard.press("g");
  await page.keyboard.press("d");
  await expect(page).toHaveURL(/\/deliveries$/);
  await page.goto(new URL("/destinations/new?forwarder=webhook", courier.console).href);
  const name = page.getByRole("textbox", { name: "Name", exact: true });
  await name.fill("");
  await name.pressSequentially("gl?");
  await expect(name).toHaveValue("gl?");
  await expect(page).toHaveURL(/\/destinations\/new/);
  await expect(page.getByTestId("shortcuts")).toBeHidden();
});

test("single keys can be switched off, and F1 still opens the list", async ({ page, courier }) => {
  await openConsole(page, courier);
  await page.getByRole("button", { name: "Keyboard shortcuts" }).click();
  await page.getByRole("switch", { name: /single keys/ }).click();
  await page.keyboard.press("Escape");
  await expect(page.getByTestId("shortcuts")).toBeHidden();
  await page.keyboard.press("g");
  await page.keyboard.press("d");
  await page.keyboard.press("?");
  await expect(page).toHaveURL(/:\d+\/$/);
  await expect(page.getByTestId("shortcuts")).toBeHidden();
  await page.keyboard.press("F1");
  await expect(page.getByTestId("shortcuts")).toBeVisible();
});
