import { readFileSync } from "node:fs";
import { expectAccessible } from "./axe.ts";
import { expect, hook, openConsole, startCourier, test } from "./courier.ts";

const settings = {
  receiver: { sources: [{ name: "Gate", token: "gate-token-1234567890" }] },
  destinations: [
    { ...hook("http://127.0.0.1:9/plates"), settings: { url: "http://127.0.0.1:9/plates", authorization: "Token hush-hush" } },
  ],
};

for (const [colorScheme, width] of [
  ["light", 1280],
  ["dark", 400],
] as const) {
  test(`settings are taken along and brought in again, ${colorScheme}, ${width} pixels wide`, async ({ page }) => {
    const from = await startCourier(settings);
    const to = await startCourier();
    try {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.setViewportSize({ width, height: 800 });
      await openConsole(page, from, "/");
      await page.goto(new URL("/settings?section=file", from.console).href);
      const plain = page.waitForEvent("download");
      await page.getByRole("button", { name: "Save the file" }).click();
      const text = readFileSync(await (await plain).path(), "utf8");
      expect(JSON.parse(text)).toMatchObject({ version: 1, destinations: [{ name: "Front desk" }] });
      expect(text).not.toMatch(/hush-hush|gate-token|sha256:/);

      await page.getByRole("radio", { name: "Put them in, and seal the file with a passphrase" }).check();
      await page.getByLabel("Passphrase", { exact: true }).fill("short");
      await page.getByRole("button", { name: "Save the file" }).click();
      await expect(page.getByText("Use at least 8 characters.")).toBeVisible();
      await page.getByLabel("Passphrase", { exact: true }).fill("correct horse");
      await page.getByLabel("The same once more").fill("correct horse");
      await expectAccessible(page);
      const sealed = page.waitForEvent("download");
      await page.getByRole("button", { name: "Save the file" }).click();
      const path = await (await sealed).path();
      expect(readFileSync(path, "utf8")).not.toMatch(/Front desk|hush-hush/);

      await openConsole(page, to, "/");
      await page.goto(new URL("/settings?section=file", to.console).href);
      const pick = page.getByTestId("settings-file");
      await pick.setInputFiles({ name: "newer.json", mimeType: "application/json", buffer: Buffer.from('{"version": 7}') });
      await expect(page.getByText(/newer\.json has version 7, and Plate Courier .* understands version 1 at most/)).toBeVisible();
      await pick.setInputFiles({
        name: "typo.json",
        mimeType: "application/json",
        buffer: Buffer.from('{"retention": {"days": 0}}'),
      });
      await expect(page.getByText(/retention\.days cannot be 0\. Give a number of at least 1/)).toBeVisible();

      await pick.setInputFiles({ name: "courier.json", mimeType: "application/json", buffer: readFileSync(path) });
      await page.getByLabel("The file's passphrase").fill("wrong horse");
      await page.getByRole("button", { name: "Open", exact: true }).click();
      await expect(page.getByText(/The passphrase does not open courier\.json/)).toBeVisible();
      await page.getByLabel("The file's passphrase").fill("correct horse");
      await page.getByRole("button", { name: "Open", exact: true }).click();
      await expect(page.getByTestId("import-changes")).toContainText("New:");
      await expect(page.getByTestId("import-changes")).toContainText("Front desk");
      await expect(page.getByTestId("import-changes")).toContainText("Gate");
      await expectAccessible(page);
      await page.getByRole("button", { name: /^Make these? / }).click();
      await expect(page.getByText("The settings are imported.").first()).toBeVisible();
      await page.goto(new URL("/destinations", to.console).href);
      await expect(page.getByText("Front desk").first()).toBeVisible();
    } finally {
      await from.remove();
      await to.remove();
    }
  });
}
