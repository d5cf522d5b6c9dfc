import { spawn } from "node:child_process";
import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, post, readJson, test } from "./desktop-app.ts";
import { chooseInTray, menus, trays } from "./found-objects.ts";
import { launch, program, rootless } from "./launch.ts";

/** Starts the receiver that shows nothing, and the window that attaches to it, each with a profile of its own. */
async function startBackground(folder: string, dataDir = join(folder, "data")) {
  const readyFile = join(folder, `background-${Date.now()}.json`);
  const args = [...rootless, "--background", `--data-dir=${dataDir}`, "--host=127.0.0.1", "--port=0"];
  const child = spawn(program(), [...args, `--ready-file=${readyFile}`], { stdio: "ignore" });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  const { receiver } = await readJson(readyFile);
  return {
    receiver,
    pid: child.pid,
    ended,
    async stop(signal: NodeJS.Signals = "SIGTERM") {
      child.kill(signal);
      await ended;
    },
  };
}

const attach = (folder: string) => launch([`--user-data-dir=${join(folder, "user")}`, `--data-dir=${join(folder, "data")}`]);

test("a window attaches to the receiver that runs in the background, and leaves it running", async ({ folder }) => {
  const background = await startBackground(folder);
  try {
    expect(await post(background.receiver, "abc123")).toBe(200);
    const { app, page } = await attach(folder);
    await expect(page.getByTestId("feed-row")).toHaveAccessibleName(/^ABC123/);
    await expect
      .poll(() => page.getByTestId("feed-row").locator("img").evaluateAll(loaded), { message: "its pictures come through" })
      .toBeGreaterThan(0);
    expect(await post(background.receiver, "xyz789")).toBe(200);
    await expect(page.getByTestId("feed-row").first()).toHaveAccessibleName(/^XYZ789/);
    expect(await trays(app)).toBe(1);
    expect((await menus(app)).flat()).toContain("Quit (the receiver goes on)");
    await chooseInTray(app, "Send a test plate");
    await expect(page.getByTestId("feed-row")).toHaveCount(3);

    const ended = new Promise((resolve) => app.process().once("exit", resolve));
    await app.evaluate(({ app }) => app.quit()).catch(() => {});
    expect(await ended).toBe(0);
    expect(await post(background.receiver, "still1")).toBe(200);
  } finally {
    await background.stop();
  }
});

const loaded = (all: Element[]) => all.filter((one) => (one as HTMLImageElement).naturalWidth > 0).length;

test("the attached window comes back by itself when the receiver was started anew", async ({ folder }) => {
  const first = await startBackground(folder);
  const { app, page } = await attach(folder);
  try {
    expect(await post(first.receiver, "abc123")).toBe(200);
    await expect(page.getByTestId("feed-row")).toHaveCount(1);
    await first.stop("SIGKILL");
    await expect(page.getByTestId("connection-banner")).toBeVisible({ timeout: 30_000 });
    const second = await startBackground(folder);
    try {
      expect(await post(second.receiver, "xyz789")).toBe(200);
      await expect(page.getByTestId("feed-row").first()).toHaveAccessibleName(/^XYZ789/, { timeout: 30_000 });
      await expect(page.getByTestId("feed-row")).toHaveCount(2);
    } finally {
      await second.stop();
    }
  } finally {
    await app.evaluate(({ app }) => app.quit()).catch(() => {});
  }
});

test("only the owner can read how to reach the background receiver, and it goes when that ends", async ({ folder }) => {
  const background = await startBackground(folder);
  const file = join(folder, "data/attach/instance.json");
  try {
    expect(statSync(file).mode & 0o077).toBe(0);
    const { console } = JSON.parse(readFileSync(file, "utf8"));
    expect(console.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
    expect((await fetch(`${console.url}trpc/status`)).status).toBe(401);
    const answer = await fetch(`${console.url}trpc/status`, { headers: { authorization: `Bearer ${console.token}` } });
    expect(answer.status).toBe(200);
  } finally {
    await background.stop();
  }
  expect(existsSync(file)).toBe(false);
});

test("a second receiver for the same folder ends and says who holds it", async ({ folder }) => {
  const background = await startBackground(folder);
  try {
    const second = spawn(program(), [...rootless, "--background", `--data-dir=${join(folder, "data")}`, "--port=0"], {
      stdio: "pipe",
    });
    let told = "";
    second.stderr.on("data", (text) => {
      told += text;
    });
    const code = await new Promise((resolve) => second.once("exit", resolve));
    expect(code).toBe(1);
    expect(told).toMatch(/in use by another Plate Courier/);
    expect(await post(background.receiver, "abc123")).toBe(200);
  } finally {
    await background.stop();
  }
});

test("the receiver in the background copies its database, and ends in order when an installer asks it to", async ({ folder }) => {
  const background = await startBackground(folder);
  const dataDir = join(folder, "data");
  try {
    expect(await post(background.receiver, "abc123")).toBe(200);
    const { console } = JSON.parse(readFileSync(join(dataDir, "attach/instance.json"), "utf8"));
    const headers = { authorization: `Bearer ${console.token}`, "content-type": "application/json" };
    const ask = async (path: string, init: RequestInit = {}) =>
      (await (await fetch(`${console.url}trpc/${path}`, { ...init, headers })).json()).result.data;
    await ask("backUpNow", { method: "POST", body: "{}" });
    await expect.poll(async () => (await ask("backups")).copies.length, { timeout: 20_000 }).toBe(1);
    // It may not install anything itself.
    expect((await ask("updates")).unsupported).toBe(process.platform === "win32" ? "background" : "platform");
    writeFileSync(join(dataDir, "end-request"), "");
    expect(await background.ended).toBe(0);
    expect(existsSync(join(dataDir, "end-request"))).toBe(false);
    expect(existsSync(join(dataDir, "plate-courier.pid"))).toBe(false);
    expect(existsSync(join(dataDir, "attach/instance.json"))).toBe(false);
  } finally {
    await background.stop();
  }
});
