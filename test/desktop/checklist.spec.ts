/**
 * Electron's own security checklist (its documentation, "Security", numbered as there) on the packaged application.
 * confinement.spec.ts plays what a page could try; here stands what is set.
 */
import { FuseV1Options, getCurrentFuseWire } from "@electron/fuses";
import type { ElectronApplication } from "@playwright/test";
import { expect, test } from "./desktop-app.ts";
import { chooseInTray } from "./found-objects.ts";
import { program } from "./launch.ts";

const preferencesOf = (app: ElectronApplication) =>
  app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((window) => {
      const contents = window.webContents as unknown as { getLastWebPreferences(): Record<string, unknown> };
      return contents.getLastWebPreferences();
    }),
  );

test("2 to 4, 6, 8 to 12: every window is isolated, sandboxed and without switches that weaken it", async ({ desktop }) => {
  await chooseInTray(desktop.app, "Live wall");
  await expect.poll(async () => (await preferencesOf(desktop.app)).length).toBe(2);
  for (const preferences of await preferencesOf(desktop.app)) {
    expect(preferences).toMatchObject({
      ...{ nodeIntegration: false, contextIsolation: true, sandbox: true, webSecurity: true, webviewTag: false },
    });
    for (const weakening of [
      ...["allowRunningInsecureContent", "experimentalFeatures", "nodeIntegrationInWorker", "nodeIntegrationInSubFrames"],
      ...["enableBlinkFeatures", "preload", "disableWebSecurity"],
    ])
      expect(preferences[weakening] ?? false, weakening).toBeFalsy();
  }
});

test("1, 18: nothing is loaded from anywhere but the application itself", async ({ desktop }) => {
  const { app, page } = desktop;
  await app.evaluate(({ session }) => {
    const asked: string[] = [];
    Object.assign(globalThis, { asked });
    session.fromPartition("persist:console").webRequest.onBeforeRequest((details, answer) => {
      asked.push(details.url);
      answer({});
    });
  });
  await page.reload();
  await desktop.post("abc123");
  await expect(page.getByTestId("feed-row")).toHaveCount(1);
  for (const name of ["Deliveries", "Destinations", "Doctor", "Settings"]) {
    await page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name, exact: true }).click();
    await expect(page.getByRole("heading", { name }).first()).toBeVisible();
  }
  const asked = await app.evaluate(() => (globalThis as unknown as { asked: string[] }).asked);
  expect(asked.length).toBeGreaterThan(5);
  expect(asked.filter((url) => !/^(app:\/\/console\/|data:|blob:app:)/.test(url))).toEqual([]);
});

test("7: the policy allows no inline script and no evaluation, and the page obeys", async ({ desktop }) => {
  const { page } = desktop;
  const policy = await page.evaluate(async () => (await fetch("/")).headers.get("content-security-policy"));
  expect(policy).not.toMatch(/unsafe-inline|unsafe-eval|wasm-unsafe-eval|\*|https?:/);
  // In a turn of its own: what the debugger evaluates is exempt from the policy.
  const evaluated = await page.evaluate(
    () =>
      new Promise<string>((resolve) =>
        setTimeout(() => {
          try {
            resolve(String(new Function("return 1")()));
          } catch (error) {
            resolve((error as Error).name);
          }
        }),
      ),
  );
  expect(evaluated).toBe("EvalError");
});

test("13, 14: a page that nobody meant to open can open nothing either", async ({ desktop }) => {
  const opened = await desktop.app.evaluate(async ({ BrowserWindow }) => {
    const stray = new BrowserWindow({ show: false });
    await stray.loadURL("data:text/html,<p>stray</p>");
    const reach = await stray.webContents.executeJavaScript(`[typeof require, String(window.open("https://evil.example/"))]`);
    stray.destroy();
    return reach;
  });
  expect(opened).toEqual(["undefined", "null"]);
});

test("15: only https pages of known vendors are opened outside", async ({ desktop }) => {
  const { app, page } = desktop;
  await app.evaluate(({ shell }) => {
    Object.assign(globalThis, { opened: [] as string[] });
    shell.openExternal = async (url) => void (globalThis as unknown as { opened: string[] }).opened.push(url);
  });
  const bad = [
    "http://platerecognizer.com/",
    "https://platerecognizer.com.evil.example/",
    "file:///etc/passwd",
    "ms-settings:privacy",
  ];
  for (const url of [...bad, "https://platerecognizer.com/"]) await page.evaluate((to) => void window.open(to), url);
  const opened = () => app.evaluate(() => (globalThis as unknown as { opened: string[] }).opened);
  await expect.poll(opened).toEqual(["https://platerecognizer.com/"]);
});

test("17, 20: there is no message channel between page and main process to be misused", async ({ desktop }) => {
  const channels = await desktop.app.evaluate(({ ipcMain }) => {
    const handlers = (ipcMain as unknown as { _invokeHandlers: Map<string, unknown> })._invokeHandlers;
    return [...ipcMain.eventNames().map(String), ...handlers.keys()];
  });
  // Electron's own, for what its listeners throw.
  expect(channels.filter((channel) => channel !== "error")).toEqual([]);
});

test("18: only the console's own session knows app://", async ({ desktop }) => {
  const answered = await desktop.app.evaluate(async ({ session }) => {
    const ask = (from: Electron.Session) =>
      from.fetch("app://console/trpc/status").then(
        ({ status }) => status,
        () => "refused",
      );
    return [await ask(session.defaultSession), await ask(session.fromPartition("persist:console"))];
  });
  expect(answered).toEqual(["refused", 200]);
});

test("19: the binary's fuses are set as they ship", async () => {
  const fuses = await getCurrentFuseWire(program());
  const state = (fuse: FuseV1Options) => String.fromCharCode(Number(fuses[fuse]));
  expect(state(FuseV1Options.RunAsNode)).toBe("0");
  expect(state(FuseV1Options.EnableNodeOptionsEnvironmentVariable)).toBe("0");
  expect(state(FuseV1Options.EnableCookieEncryption)).toBe("1");
  expect(state(FuseV1Options.OnlyLoadAppFromAsar)).toBe("1");
  expect(state(FuseV1Options.EnableEmbeddedAsarIntegrityValidation)).toBe("1");
  expect(state(FuseV1Options.GrantFileProtocolExtraPrivileges)).toBe("0");
  // The one that differs from what ships: these tests come in through it.
  expect(state(FuseV1Options.EnableNodeCliInspectArguments)).toBe("1");
});
