import { expectAccessible } from "./axe.ts";
import { expect, openConsole, settingsSection, test } from "./courier.ts";

test("a copy of the database is made by hand, and how often one is made and how many are kept is chosen", async ({
  page,
  courier,
}) => {
  await courier.post("COPY123");
  await openConsole(page, courier, "/settings?section=backups");
  const panel = settingsSection(page, "Copies");
  await expect(panel.getByText("There is no copy yet.")).toBeVisible();
  await panel.getByRole("button", { name: "Make a copy now" }).click();
  await expect(panel.getByText(/^The newest copy is of \d\d:\d\d\.$/)).toBeVisible();
  await expect(panel.getByText(/^plate-courier-copy-\d{8}T\d{6}Z\.db, /)).toHaveCount(1);
  await expectAccessible(page);

  await panel.getByRole("combobox", { name: "Make a copy" }).click();
  await page.getByRole("option", { name: "Never" }).click();
  await expect(panel.getByRole("combobox", { name: "Make a copy" })).toHaveText("Never");
  await panel.getByRole("combobox", { name: "Copies to keep" }).click();
  await page.getByRole("option", { name: "14" }).click();
  await expect(panel.getByRole("combobox", { name: "Copies to keep" })).toHaveText("14");
  await page.reload();
  await expect(panel.getByRole("combobox", { name: "Make a copy" })).toHaveText("Never");
  await expect(panel.getByRole("combobox", { name: "Copies to keep" })).toHaveText("14");
  await openConsole(page, courier, "/doctor");
  await expect(page.getByTestId("hop-backups")).toContainText("No copies of the database are made.");
});
