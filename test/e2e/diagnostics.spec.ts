import { readFileSync } from "node:fs";
import { expectAccessible } from "./axe.ts";
import { expect, openConsole, settingsSection, test } from "./courier.ts";

for (const [colorScheme, width] of [
  ["light", 1280],
  ["dark", 400],
] as const) {
  test(`the file for support is seen before it is saved, and holds no plate, ${colorScheme}, ${width} pixels wide`, async ({
    page,
    courier,
  }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.setViewportSize({ width, height: 800 });
    await courier.post("zyx9876");
    await openConsole(page, courier, "/settings?section=diagnostics");
    const panel = settingsSection(page, "Diagnostics");
    await panel.getByRole("button", { name: "Prepare the file" }).click();
    const preview = panel.getByRole("region", { name: "What is in the file" });
    await expect(preview).toContainText("1 webhooks, 1 reads, 1 cameras");
    await expect(preview).not.toContainText(/zyx9876/i);
    await expect(preview).not.toContainText(courier.token);
    await expectAccessible(page);

    const downloading = page.waitForEvent("download");
    await panel.getByRole("button", { name: "Save file" }).click();
    const download = await downloading;
    expect(download.suggestedFilename()).toMatch(/^plate-courier-diagnostics-\d{8}-\d{4}\.txt$/);
    expect(readFileSync(await download.path(), "utf8")).toBe(await preview.textContent());

    await panel.getByRole("combobox", { name: "What is written" }).click();
    await page.getByRole("option", { name: "Everything" }).click();
    await expect(panel.getByRole("combobox", { name: "What is written" })).toHaveText("Everything");
    await page.reload();
    await expect(page.getByRole("combobox", { name: "What is written" })).toHaveText("Everything");
  });
}
