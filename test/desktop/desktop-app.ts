import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { test as base, type ElectronApplication, expect, type Page } from "@playwright/test";
import { postWebhook } from "../../src/main/send/post-webhook.ts";
import { sampleRecognition } from "../../src/shared/sample-recognition.ts";
import { launch, rootless, takeSaid } from "./launch.ts";

const scene = readFileSync(join(import.meta.dirname, "../fixtures/images/scene.jpg"));

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

/** Starts it with a profile of its own: with a shared one the single-instance lock would make it leave. */
export async function startDesktop(folder: string, more: string[] = []): Promise<Desktop> {
  const readyFile = join(folder, `ready-${Date.now()}.json`);
  const args = [`--user-data-dir=${join(folder, "user")}`, `--data-dir=${join(folder, "data")}`, ...more];
  const { app, page } = await launch([...args, "--host=127.0.0.1", "--port=0", `--ready-file=${readyFile}`]);
  const main = app.process();
  const { receiver } = await readJson(readyFile);
  return {
    ...{ app, page, receiver, folder },
    args: [...rootless, ...args],
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
  folder: async ({}, use, info) => {
    const folder = mkdtempSync(join(tmpdir(), "plate-courier-app-"));
    takeSaid();
    await use(folder);
    if (info.status !== info.expectedStatus) console.log(`What the program said in "${info.title}":\n${takeSaid()}`);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  },
  desktop: async ({ folder }, use) => {
    const desktop = await startDesktop(folder);
    await use(desktop);
    await desktop.quit();
  },
});
export { expect };
