import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, post, readJson, startDesktop, test } from "./desktop-app.ts";
import { chooseInTray } from "./found-objects.ts";
import { program, rootless } from "./launch.ts";

/** Runs the program until it ends or was told to; collects what it says. */
function run(args: string[]) {
  const child = spawn(program(), [...rootless, ...args], { stdio: "pipe" });
  let told = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (text) => {
      told += text;
    });
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
  return { child, ended, told: () => told };
}

test("--help and --version tell, and start nothing", async ({ folder }) => {
  const help = run(["--help", `--user-data-dir=${join(folder, "user")}`]);
  expect(await help.ended).toBe(0);
  for (const word of ["--background", "--hidden", "--data-dir", "LOCAL SERVICE"]) expect(help.told()).toContain(word);
  const version = run(["--version", `--user-data-dir=${join(folder, "user")}`]);
  expect(await version.ended).toBe(0);
  expect(version.told()).toMatch(/\d+\.\d+\.\d+/);
  expect(existsSync(join(folder, "user/data"))).toBe(false);
});

test("another user's start on a held folder shows the window there, and says who holds it", async ({ desktop, folder }) => {
  const { app } = desktop;
  const shown = () => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => window.isVisible()));
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
  await expect.poll(() => existsSync(join(folder, "data/attach/instance.json"))).toBe(true);
  const second = run([`--user-data-dir=${join(folder, "other")}`, `--data-dir=${join(folder, "data")}`, "--port=0"]);
  await expect
    .poll(second.told, { timeout: 20_000 })
    .toMatch(/in use by another Plate Courier: that of \S+ \(process \d+, since/);
  await expect.poll(shown).toEqual([true]);
  // It shows the same words in a dialog and waits there for a person.
  second.child.kill("SIGKILL");
  expect(await desktop.post("abc123")).toBe(200);
});

test("a data folder that cannot be used is told before anything starts, and waits for another choice", async ({ folder }) => {
  writeFileSync(join(folder, "in-the-way"), "");
  const started = run([`--user-data-dir=${join(folder, "user")}`, `--data-dir=${join(folder, "in-the-way/data")}`, "--port=0"]);
  await expect.poll(started.told, { timeout: 20_000 }).toMatch(/data folder .*in-the-way.data cannot be written \(ENOTDIR\)/);
  started.child.kill("SIGKILL");
  const background = run(["--background", `--data-dir=${join(folder, "in-the-way/data")}`]);
  expect(await background.ended).toBe(1);
  expect(background.told()).toMatch(/cannot be written/);
});

test("damaged settings and a damaged database are set aside, told, and webhooks are received all the same", async ({
  folder,
}) => {
  const data = join(folder, "data");
  mkdirSync(data);
  writeFileSync(join(data, "settings.json"), '{"version":1,');
  writeFileSync(join(data, "plate-courier.db"), "no database any more".repeat(500));
  const desktop = await startDesktop(folder);
  try {
    const { page } = desktop;
    expect(await desktop.post("abc123")).toBe(200);
    await expect(page.getByTestId("feed-row")).toHaveCount(1);
    await page.getByRole("button", { name: "1 more" }).or(page.getByTestId("attention-start:database")).first().waitFor();
    for (const [key, words] of [
      ["start:settings", /settings file was damaged and is kept as .*settings\.damaged/],
      ["start:database", /database was damaged and is kept as .*damaged/],
    ] as const) {
      const bar = page.getByTestId(`attention-${key}`);
      await expect(bar).toContainText(words);
      await bar.getByRole("button", { name: "I have read this" }).click();
      await expect(bar).toHaveCount(0);
    }
    await page.goto("app://console/settings?section=about");
    await expect(page.getByRole("heading", { name: "What a damaged database held" })).toBeVisible();
    await page.getByRole("button", { name: "Bring back" }).click();
    await expect(page.getByText(/Nothing of .* can be read/)).toBeVisible();
  } finally {
    await desktop.quit();
  }
});

test("takes a settings file in before it receives, and goes on with what it had when the file is wrong", async ({ folder }) => {
  const file = join(folder, "station.json");
  const destination = {
    name: "Desk",
    forwarder: "webhook",
    settings: { url: "http://127.0.0.1:9/", authorization: "Token planted-4712" },
  };
  writeFileSync(file, JSON.stringify({ destinations: [destination] }));
  const first = await startDesktop(folder, [`--settings=${file}`]);
  try {
    await first.page.goto("app://console/destinations");
    await expect(first.page.getByRole("link", { name: "Desk" }).first()).toBeVisible();
  } finally {
    await first.quit();
  }
  expect(readFileSync(join(folder, "data/settings.json"), "utf8")).not.toContain("planted-4712");

  writeFileSync(file, JSON.stringify({ destinations: [{ ...destination, forwarder: "webhok" }] }));
  const second = await startDesktop(folder, [`--settings=${file}`]);
  try {
    await expect(second.page.getByTestId("attention-start:settings-file")).toContainText(/webhok/);
    expect(await second.post("abc123")).toBe(200);
    await second.page.goto("app://console/destinations");
    await expect(second.page.getByRole("link", { name: "Desk" }).first()).toBeVisible();
  } finally {
    await second.quit();
  }
});

/** Starts one that will end and start itself anew, with a webhook received; `startedAgain` waits for its successor. */
async function startToRestart(folder: string) {
  const first = await startDesktop(folder);
  expect(await first.post("abc123")).toBe(200);
  const ready = join(folder, readdirSync(folder).find((name) => name.startsWith("ready-")) ?? "");
  const { pid } = await readJson(ready);
  writeFileSync(ready, "");
  const ended = new Promise((resolve) => first.app.process().once("exit", resolve));
  return { first, pid, ended, startedAgain: () => readJson(ready) };
}

test("a fault in the main process leaves a note without secrets, and starts it again", async ({ folder }) => {
  const { first, pid, ended, startedAgain } = await startToRestart(folder);
  await first.app
    .evaluate(() => {
      setTimeout(() => {
        throw new Error("planted: https://operator:planted-secret-4711@nvr.example/ Bearer planted-secret-4711");
      }, 10);
    })
    .catch(() => {});
  expect(await ended).toBe(1);
  const again = await startedAgain();
  try {
    expect(again.pid).not.toBe(pid);
    expect(await post(again.receiver, "xyz789")).toBe(200);
    const crashes = join(folder, "data/crashes");
    const note = readdirSync(crashes).find((name) => name.startsWith("crash-")) ?? "";
    const text = readFileSync(join(crashes, note), "utf8");
    expect(text).toContain("planted: https://•••@nvr.example/");
    expect(text).not.toContain("planted-secret-4711");
    const logs = readdirSync(join(folder, "data/logs")).map((name) => readFileSync(join(folder, "data/logs", name), "utf8"));
    expect(logs.join("")).toMatch(/ended at .* because of a fault of its own and started again/);
    expect(logs.join("")).not.toContain("planted-secret-4711");
  } finally {
    process.kill(again.pid, "SIGTERM");
    await expect.poll(() => isAlive(again.pid), { timeout: 20_000 }).toBe(false);
  }
});

test("a graphics card that fails again and again ends nothing: the window is drawn without it", async ({ folder }) => {
  test.skip(process.platform !== "linux", "looks into /proc for the words it was started with");
  const { first, pid, ended, startedAgain } = await startToRestart(folder);
  for (let death = 0; death < 3; death++) {
    let drawing = 0;
    const find = () => first.app.evaluate(({ app }) => app.getAppMetrics().find(({ type }) => type === "GPU")?.pid);
    const findAlive = async () => {
      drawing = (await find()) ?? 0;
      return drawing > 0 && isAlive(drawing);
    };
    await expect.poll(findAlive).toBe(true);
    process.kill(drawing, "SIGKILL");
    await expect.poll(() => isAlive(drawing)).toBe(false);
  }
  expect(await ended).toBe(0);
  const again = await startedAgain();
  try {
    expect(again.pid).not.toBe(pid);
    expect(await post(again.receiver, "xyz789")).toBe(200);
    expect(readFileSync(`/proc/${again.pid}/cmdline`, "utf8")).toContain("--software-drawing");
  } finally {
    process.kill(again.pid, "SIGTERM");
    await expect.poll(() => isAlive(again.pid), { timeout: 20_000 }).toBe(false);
  }
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // A zombie of a parent that is gone is nobody's any more.
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return false;
  }
}

test("a page that crashes again and again is given up, and the receiver goes on", async ({ desktop }) => {
  const { app } = desktop;
  await app.evaluate(({ dialog }) => {
    dialog.showErrorBox = (title) => void Object.assign(globalThis, { toldBox: title });
  });
  const crash = () =>
    app.evaluate(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows();
      if (window && !window.webContents.isCrashed() && !window.webContents.isLoading())
        window.webContents.forcefullyCrashRenderer();
      return window !== undefined;
    });
  await expect.poll(crash, { timeout: 45_000, intervals: [700] }).toBe(false);
  expect(await app.evaluate(() => (globalThis as unknown as { toldBox?: string }).toldBox)).toBe("The window crashed");
  expect(await desktop.post("abc123")).toBe(200);
  await chooseInTray(app, "Open Plate Courier");
  await expect.poll(() => app.windows().length).toBeGreaterThan(0);
});

test("the live wall opens in a window of its own, once", async ({ desktop }) => {
  const { app } = desktop;
  await chooseInTray(app, "Live wall");
  await expect
    .poll(() =>
      app
        .windows()
        .map((page) => page.url())
        .sort(),
    )
    .toEqual(["app://console/", "app://console/wall"]);
  await chooseInTray(app, "Live wall");
  expect(app.windows()).toHaveLength(2);
});

test("what the tray says about pausing is what the console shows, and survives in both", async ({ desktop }) => {
  const { app, page } = desktop;
  await chooseInTray(app, "Until resumed");
  await expect(page.getByText(/All deliveries are paused|Deliveries are paused/i).first()).toBeVisible();
  await chooseInTray(app, "Resume deliveries");
  await expect(page.getByText(/All deliveries are paused|Deliveries are paused/i)).toHaveCount(0);
});

test("the settings page of the window sets what is told outside it, and how it starts", async ({ desktop }) => {
  const { app, page } = desktop;
  await page.goto("app://console/settings?section=desktop");
  const quiet = page.getByRole("switch", { name: "Quiet hours" });
  await expect(quiet).not.toBeChecked();
  await quiet.click();
  await expect(page.getByLabel("Quiet from")).toHaveValue("22:00");
  await page.getByLabel("Quiet until").fill("07:15");
  await page.getByLabel("Quiet until").blur();
  await expect
    .poll(() => JSON.parse(readFileSync(join(desktop.folder, "data/settings.json"), "utf8")).notifications.quietHours)
    .toEqual({ from: "22:00", to: "07:15" });
  await page.screenshot({ path: process.env.DESKTOP_SHOT ?? join(desktop.folder, "settings.png") });
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
});
