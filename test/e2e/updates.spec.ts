import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Conf from "conf";
import { systemClock } from "../../src/main/clock.ts";
import { createConsoleServer } from "../../src/main/console/http.ts";
import { createCore } from "../../src/main/core.ts";
import { silentLog } from "../../src/main/log.ts";
import { createKeyFileSecretBox } from "../../src/main/settings/secret-box.ts";
import { openSettings } from "../../src/main/settings/settings-store.ts";
import { createUpdaterUnderTest, createUpdateServer, signingKey } from "../updates/update-server.ts";
import { expectAccessible } from "./axe.ts";
import { expect, openConsole, settingsSection, test } from "./courier.ts";

const token = "the-console-token-of-this-test";

/** The core with a console, as in the desktop, and with the real updater; its installers come from a server of this test. */
async function startUpdatingCourier() {
  const key = signingKey();
  const server = await createUpdateServer(key);
  const dataDir = mkdtempSync(join(tmpdir(), "plate-courier-updating-"));
  const { settings } = openSettings({ dir: dataDir, Store: Conf });
  settings.set({ ...settings.get(), receiver: { ...settings.get().receiver, host: "127.0.0.1", port: 0 } });
  const updater = createUpdaterUnderTest({ url: server.url, keys: key.keys, settings });
  const { subject: updates } = updater;
  const secrets = createKeyFileSecretBox({ dir: dataDir });
  const core = createCore({ dataDir, settings, secrets, clock: systemClock, log: silentLog, version: "1.0.0", updates });
  await core.start();
  const console = createConsoleServer({
    ...{ backend: core.console, image: core.image, file: core.file, token, log: silentLog },
    ...{ host: "127.0.0.1", port: 0, assetsDir: join(import.meta.dirname, "../../out/renderer") },
  });
  await console.start();
  return {
    server,
    updater,
    settings,
    courier: { console: console.url(), token },
    async remove() {
      updater.calm.now = true;
      await updates.stop();
      await console.stop();
      await core.stop();
      await server.close();
      updater.remove();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

for (const [colorScheme, width] of [
  ["light", 1280],
  ["dark", 400],
] as const) {
  test(`a new version is looked for, read about, taken, and waits for a calm moment, ${colorScheme}, ${width} pixels wide`, async ({
    page,
  }) => {
    const { server, updater, settings, courier, remove } = await startUpdatingCourier();
    try {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.setViewportSize({ width, height: 800 });
      await openConsole(page, courier, "/settings?section=updates");
      const panel = settingsSection(page, "Updates");
      await expect(panel.getByText("Not asked since the start.")).toBeVisible();
      await panel.getByRole("button", { name: "Check now" }).click();
      await expect(panel.getByRole("alert")).toContainText("has no version for this kind of computer. Nothing was changed");
      await expectAccessible(page);

      const notes = join(server.dir, "notes.txt");
      writeFileSync(notes, "Listens again after the computer slept.\n\n<b>Bold</b> & <img src=x onerror=alert(1)> stay text.");
      await server.publish("1.1.0", { arguments: ["--notes", notes] });
      await panel.getByRole("button", { name: "Check now" }).click();
      await expect(panel.getByText("Version 1.1.0 is there. This is 1.0.0.")).toBeVisible();
      await expect(panel.getByText("<b>Bold</b> & <img src=x onerror=alert(1)> stay text.")).toBeVisible();
      await expect(panel.getByRole("alert")).toHaveCount(0);
      await expectAccessible(page);

      updater.calm.now = false;
      await panel.getByRole("button", { name: "Install 1.1.0" }).click();
      await expect(panel.getByText("Version 1.1.0 is downloaded and waits for a moment without webhooks.")).toBeVisible();
      expect(updater.events).toEqual([]);
      await expectAccessible(page);

      await panel.getByRole("combobox", { name: "New versions" }).click();
      await page.getByRole("option", { name: "Off: ask only when I do" }).click();
      await expect.poll(() => settings.get().updates.mode).toBe("off");
    } finally {
      await remove();
    }
  });
}

test("a forged version is refused in words, and what runs goes on", async ({ page }) => {
  const { server, updater, courier, remove } = await startUpdatingCourier();
  try {
    await server.publish("1.1.0", { key: signingKey() });
    await openConsole(page, courier, "/settings?section=updates");
    await page.getByRole("button", { name: "Check now" }).click();
    await expect(page.getByRole("alert")).toContainText("is not signed by the makers of Plate Courier. It was not taken.");
    expect(updater.events).toEqual([]);
  } finally {
    await remove();
  }
});

test("a program without an installer says how it is brought up to date", async ({ page, courier }) => {
  await openConsole(page, courier, "/settings?section=updates");
  await expect(page.getByText("runs without a desktop here: it is brought up to date the way it was installed.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Check now" })).toHaveCount(0);
});

test("a window of a receiver in the background says that Windows asks, and that nobody agreed", async ({ page, courier }) => {
  const view = {
    ...{ mode: "automatic", unsupported: null, asks: true, version: "1.0.0", step: "idle", percent: null, checkedAt: 0 },
    ...{ offer: { version: "1.1.0", signedAt: 0, bytes: 98_000_000, notes: null }, staged: false },
    problem: { kind: "declined", detail: "", at: 0 },
  };
  // Answered by the window's own process, so it goes by itself.
  await page.route(/\/trpc\/updates(\?|$)/, (route) => route.fulfill({ json: { result: { data: view } } }));
  await openConsole(page, courier, "/settings?section=updates");
  await expect(page.getByRole("alert")).toContainText(
    "Windows asked for an administrator, and nobody agreed. Nothing was changed",
  );
  await expect(page.getByText("on a computer that nobody logs in to, updates wait.")).toBeVisible();
  await expectAccessible(page);
});
