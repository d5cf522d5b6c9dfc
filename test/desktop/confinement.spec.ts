import { expectAccessible } from "../e2e/axe.ts";
import { expect, test } from "./desktop-app.ts";

test("the page has no Node, no require and no way to the main process", async ({ desktop }) => {
  const { app, page } = desktop;
  const reach = await page.evaluate(() =>
    ["require", "process", "module", "Buffer", "global", "electron", "ipcRenderer"].filter((name) => name in window),
  );
  expect(reach).toEqual([]);
  const preferences = await app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as {
      getLastWebPreferences(): Electron.WebPreferences;
    };
    const { sandbox, contextIsolation, nodeIntegration, webSecurity, preload } = contents.getLastWebPreferences();
    return { sandbox, contextIsolation, nodeIntegration, webSecurity, preload: preload ?? null };
  });
  expect(preferences).toEqual({
    ...{ sandbox: true, contextIsolation: true, nodeIntegration: false, webSecurity: true },
    preload: null,
  });
  const tools = await app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    contents?.openDevTools();
    return contents?.isDevToolsOpened();
  });
  expect(tools).toBe(false);
});

test("the policy keeps foreign scripts and connections out", async ({ desktop }) => {
  const { page } = desktop;
  const headers = await page.evaluate(async () => (await fetch("/")).headers.get("content-security-policy"));
  expect(headers).toContain("default-src 'none'");
  const inline = await page.evaluate(() => {
    const script = document.createElement("script");
    try {
      script.textContent = "window.owned = true";
      document.head.append(script);
    } catch {
      // Trusted Types refuse the text itself.
    }
    return "owned" in window;
  });
  expect(inline).toBe(false);
  const outside = await page.evaluate(
    (url) =>
      fetch(url).then(
        () => "answered",
        () => "refused",
      ),
    desktop.receiver,
  );
  expect(outside).toBe("refused");
});

test("the window goes nowhere else and opens no other", async ({ desktop }) => {
  const { app, page } = desktop;
  // Nothing may be opened outside either: these are no vendors' pages.
  await app.evaluate(({ shell }) => {
    Object.assign(globalThis, { opened: [] as string[] });
    shell.openExternal = async (url) => void (globalThis as unknown as { opened: string[] }).opened.push(url);
  });
  for (const url of ["https://evil.example/", "file:///etc/passwd", desktop.receiver, "app://elsewhere/"]) {
    await page.evaluate((to) => {
      window.open(to);
      location.assign(to);
    }, url);
    await page.waitForTimeout(200);
    expect(page.url()).toBe("app://console/");
  }
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  await page.evaluate(() => window.open("https://guides.platerecognizer.com/"));
  const opened = () => app.evaluate(() => (globalThis as unknown as { opened: string[] }).opened);
  await expect.poll(opened).toEqual(["https://guides.platerecognizer.com/"]);
});

test("every permission is refused but those for copying text and for the wall", async ({ desktop }) => {
  const { page } = desktop;
  const states = await page.evaluate(async () => {
    const names = ["geolocation", "notifications", "camera", "microphone", "midi", "clipboard-read"] as PermissionName[];
    const asked = await Promise.all(
      names.map((name) => navigator.permissions.query({ name }).catch(() => ({ state: "denied" }))),
    );
    return asked.map(({ state }) => state);
  });
  expect(states).toEqual(states.map(() => "denied"));
  const camera = await page.evaluate(() =>
    navigator.mediaDevices.getUserMedia({ video: true }).then(
      () => "given",
      () => "refused",
    ),
  );
  expect(camera).toBe("refused");
});

test("app:// gives nothing outside the console", async ({ desktop }) => {
  const { page } = desktop;
  const answers = await page.evaluate(() =>
    Promise.all(
      ["/..%2f..%2fpackage.json", "/%2e%2e/main/desktop.js", "/settings.json", "/images/999", "/images/..%2f1"].map(
        async (path) => (await fetch(path)).status,
      ),
    ),
  );
  for (const status of answers) expect(status).toBeGreaterThanOrEqual(400);
});

test("a page that crashes is loaded again", async ({ desktop }) => {
  const { app, page } = desktop;
  await desktop.post("abc123");
  await expect(page.getByTestId("feed-row")).toHaveCount(1);
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer());
  await expect
    .poll(
      () =>
        app.evaluate(async ({ BrowserWindow }) => {
          const contents = BrowserWindow.getAllWindows()[0]?.webContents;
          if (!contents || contents.isCrashed()) return 0;
          // What is asked of a page just before it goes is never answered.
          const rows = contents.executeJavaScript(`document.querySelectorAll('[data-testid="feed-row"]').length`);
          return Promise.race([rows.catch(() => 0), new Promise((resolve) => setTimeout(() => resolve(0), 1_000))]);
        }),
      { timeout: 20_000 },
    )
    .toBe(1);
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`axe finds nothing serious in the window, ${colorScheme}`, async ({ desktop }) => {
    const { app, page } = desktop;
    await app.evaluate(({ nativeTheme }, theme) => {
      nativeTheme.themeSource = theme;
    }, colorScheme);
    await desktop.post("abc123");
    await expect(page.getByTestId("feed-row")).toHaveCount(1);
    await expect(page.locator(`[data-theme="${colorScheme}"]`).first()).toBeVisible();
    await expectAccessible(page);
    for (const name of ["Deliveries", "Destinations", "Settings"]) {
      await page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name }).click();
      await expect(page.getByRole("heading", { name }).first()).toBeVisible();
      await expectAccessible(page);
    }
  });
}
