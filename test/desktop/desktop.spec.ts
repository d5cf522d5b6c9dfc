import { spawn } from "node:child_process";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, startDesktop, test } from "./desktop-app.ts";
import { chooseInTray, menus, trays } from "./found-objects.ts";
import { program } from "./launch.ts";

test("a webhook is posted, and its plate appears in the window", async ({ desktop }) => {
  const { page } = desktop;
  expect(page.url()).toBe("app://console/");
  await expect(page.getByRole("heading", { name: "No webhook has arrived yet" })).toBeVisible();
  expect(await desktop.post("abc123", "gate-1")).toBe(200);
  const row = page.getByTestId("feed-row");
  await expect(row).toHaveAccessibleName(/^ABC123, gate-1, /);
  await expect
    .poll(() => row.locator("img").evaluateAll((all) => all.filter((one) => (one as HTMLImageElement).naturalWidth > 0).length))
    .toBeGreaterThan(0);
});

test("the port tells its health beside the webhooks, and people what it wants", async ({ desktop }) => {
  const health = await fetch(new URL("health", desktop.receiver));
  expect(health.status).toBe(200);
  expect(await health.json()).toMatchObject({ receiver: { state: "listening" }, store: { ok: true } });
  expect(await (await fetch(desktop.receiver)).text()).toBe("Send a POST request instead.");
});

test("the tray icon is there with its menu, and its entries act", async ({ desktop }) => {
  const { app, page } = desktop;
  expect(await trays(app)).toBe(1);
  expect(await menus(app)).toContainEqual(
    expect.arrayContaining(["Open Plate Courier", "Copy the webhook address", "Send a test plate", "Quit (stops receiving)"]),
  );
  await chooseInTray(app, "Copy the webhook address");
  expect(await app.evaluate(({ clipboard }) => clipboard.readText())).toBe(desktop.receiver);
  await chooseInTray(app, "Send a test plate");
  await expect(page.getByTestId("feed-row")).toHaveCount(1);
});

test("closing the window hides it, says so once, and the receiver goes on", async ({ desktop }) => {
  const { app, page } = desktop;
  const shown = () => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => window.isVisible()));
  const close = () => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  await close();
  await expect.poll(shown).toEqual([false]);
  expect(await desktop.post("abc123")).toBe(200);
  const settings = JSON.parse(readFileSync(join(desktop.folder, "data/settings.json"), "utf8"));
  expect(settings.closeExplained).toBe(true);
  await chooseInTray(app, "Open Plate Courier");
  await expect.poll(shown).toEqual([true]);
  await expect(page.getByTestId("feed-row")).toHaveCount(1);
});

test("a second start shows the first one's window and ends", async ({ desktop }) => {
  const { app } = desktop;
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
  const second = spawn(program(), desktop.args, { stdio: "ignore" });
  const code = await new Promise((resolve) => second.once("exit", resolve));
  expect(code).toBe(0);
  await expect
    .poll(() => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => window.isVisible())))
    .toEqual([true]);
});

test("quitting stops the receiver, and the next start shows what was received", async ({ folder }) => {
  const first = await startDesktop(folder);
  expect(await first.post("abc123")).toBe(200);
  await first.quit();
  await expect(first.post("xyz789")).rejects.toThrow(/did not answer/);
  const second = await startDesktop(folder);
  try {
    await expect(second.page.getByTestId("feed-row")).toHaveAccessibleName(/^ABC123/);
  } finally {
    await second.quit();
  }
});

test("choosing Quit in the tray ends the process with code 0", async ({ desktop }) => {
  const process = desktop.app.process();
  const ended = new Promise((resolve) => process.once("exit", resolve));
  await chooseInTray(desktop.app, "Quit (stops receiving)").catch(() => {});
  expect(await ended).toBe(0);
});

test("a secret entered in the window is nowhere on disk in plain text", async ({ desktop }) => {
  const { page } = desktop;
  const secret = "Bearer planted-secret-4711";
  const saved = await page.evaluate(async (authorization) => {
    const answer = await fetch("/trpc/saveDestination", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({
        ...{ id: null, name: "Front desk", forwarder: "webhook", enabled: true, cameras: {} },
        settings: { url: "http://127.0.0.1:9/", authorization },
        rules: {
          cameras: [],
          minScore: 0,
          regions: [],
          vehicleTypes: [],
          directionFrom: null,
          directionTo: null,
          requirePlate: false,
        },
      }),
    });
    return answer.status;
  }, secret);
  expect(saved).toBe(200);
  await desktop.post("abc123");
  await desktop.quit();
  const files = filesIn(join(desktop.folder, "data"));
  expect(files.some((file) => readFileSync(file, "utf8").includes("Front desk"))).toBe(true);
  for (const text of [
    secret,
    "planted-secret-4711",
    Buffer.from(secret).toString("base64"),
    Buffer.from(secret).toString("hex"),
  ]) {
    expect(files.filter((file) => readFileSync(file).includes(text))).toEqual([]);
  }
});

test("the window opens where it was left", async ({ folder }) => {
  const bounds = { x: 60, y: 40, width: 900, height: 600 };
  const first = await startDesktop(folder);
  await first.app.evaluate(({ BrowserWindow }, to) => BrowserWindow.getAllWindows()[0]?.setBounds(to), bounds);
  await first.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  await first.quit();
  const second = await startDesktop(folder);
  try {
    const size = await second.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getNormalBounds());
    expect(size).toMatchObject({ width: 900, height: 600 });
  } finally {
    await second.quit();
  }
});

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile());
}

test("a data folder that another one holds is refused in words", async ({ desktop, folder }) => {
  const own = desktop.args.filter((arg) => !arg.startsWith("--user-data-dir="));
  const second = spawn(program(), [...own, `--user-data-dir=${join(folder, "other-user")}`, "--port=0"], { stdio: "pipe" });
  let told = "";
  second.stderr.on("data", (text) => {
    told += text;
  });
  // It shows the same words in a dialog and waits there for a person, which a test is not.
  await expect.poll(() => told, { timeout: 20_000 }).toMatch(/another Plate Courier|already|in use/i);
  second.kill("SIGKILL");
  expect(told).not.toMatch(/\bat .*\.js:\d+/);
  expect(await desktop.post("abc123")).toBe(200);
});

test("the system's wish to end is followed gracefully", async ({ desktop }) => {
  test.skip(process.platform === "win32", "Windows has no signal for it");
  expect(await desktop.post("abc123")).toBe(200);
  const main = desktop.app.process();
  const ended = new Promise((resolve) => main.once("exit", (code) => resolve(code)));
  main.kill("SIGTERM");
  expect(await ended).toBe(0);
});
