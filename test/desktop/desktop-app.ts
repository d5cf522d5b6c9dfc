import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { _electron, test as base, type ElectronApplication, expect, type Page } from "@playwright/test";
import { postWebhook } from "../../src/main/send/post-webhook.ts";
import { sampleRecognition } from "../../src/shared/sample-recognition.ts";

const scene = readFileSync(join(import.meta.dirname, "../fixtures/images/scene.jpg"));

/** The packaged application under test; scripts/test.mjs makes it and names it. */
export function program(): string {
  const path = process.env.PLATE_COURIER_DESKTOP;
  if (!path) throw new Error("Run these through `npm test -- desktop`, which packages the application first.");
  return path;
}

export interface Desktop {
  app: ElectronApplication;
  page: Page;
  receiver: string;
  /** Holds the profile (user/) and the data folder (data/). */
  folder: string;
  /** What a second start is given to be the same user's: the same profile. */
  args: string[];
  post(plate: string, camera?: string): Promise<number>;
  /** Ends it as its menu does; nothing where it has ended already. */
  quit(): Promise<void>;
}

/** Chromium refuses to run sandboxed as root; everywhere else the real sandbox is tested. */
export const rootless = process.platform === "linux" && process.getuid?.() === 0 ? ["--no-sandbox"] : [];

/** Starts it with a profile of its own: with a shared one the single-instance lock would make it leave. */
export async function startDesktop(folder: string, more: string[] = []): Promise<Desktop> {
  const readyFile = join(folder, `ready-${Date.now()}.json`);
  const args = [...rootless, `--user-data-dir=${join(folder, "user")}`, `--data-dir=${join(folder, "data")}`, ...more];
  const app = await _electron.launch({
    executablePath: program(),
    args: [...args, "--host=127.0.0.1", "--port=0", `--ready-file=${readyFile}`],
    timeout: 30_000,
    // Playwright's own wish for light would hide what the application's theme does.
    colorScheme: null,
  });
  const main = app.process();
  const page = await app.firstWindow();
  const { receiver } = await readJson(readyFile);
  // As an operator does who knows the product: the first start's welcome has tests of its own.
  await page.evaluate((key) => localStorage.setItem(key, "1"), "plate-courier.welcome-skipped");
  await page.goto("app://console/");
  return {
    ...{ app, page, receiver, folder, args },
    post: (plate, camera) => post(receiver, plate, camera),
    async quit() {
      if (main.exitCode !== null || main.signalCode !== null) return;
      const closed = new Promise((resolve) => app.once("close", () => resolve(undefined)));
      // The evaluation ends with the process: that is no failure of it.
      await app.evaluate(({ app }) => app.quit()).catch(() => {});
      await closed;
    },
  };
}

/** Posts a webhook with a picture; resolves with the status of the answer. */
export async function post(url: string, plate: string, camera = "camera-1"): Promise<number> {
  const recognition = sampleRecognition({ plate, camera, timestamp: new Date() });
  return (await postWebhook({ url, recognition, image: scene })).status;
}

export async function readJson(file: string): Promise<{ receiver: string; pid: number }> {
  for (const until = Date.now() + 20_000; Date.now() < until; await sleep(50)) {
    try {
      return JSON.parse(readFileSync(file, "utf8"));
    } catch {
      // Not there yet.
    }
  }
  throw new Error(`${file} was not written within 20 s`);
}

export const test = base.extend<{ folder: string; desktop: Desktop }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures' names from the pattern
  folder: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), "plate-courier-app-"));
    await use(folder);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  },
  desktop: async ({ folder }, use) => {
    const desktop = await startDesktop(folder);
    await use(desktop);
    await desktop.quit();
  },
});
export { expect };
