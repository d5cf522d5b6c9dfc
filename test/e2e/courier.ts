import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { test as base, expect, type Locator, type Page } from "@playwright/test";
import { postWebhook } from "../../src/main/send/post-webhook.ts";
import { sampleRecognition } from "../../src/shared/sample-recognition.ts";
import { startWebhookReceiver, type WebhookReceiver } from "../simulators/webhook-receiver.ts";

const entry = join(import.meta.dirname, "../../out/main/headless.js");
const scene = readFileSync(join(import.meta.dirname, "../fixtures/images/scene.jpg"));

/** The real headless program, as built, on a data folder of its own. */
export interface Courier {
  receiver: string;
  console: string;
  token: string;
  dataDir: string;
  /** Posts one recognition with a picture, as Stream does, and expects it to be taken. */
  post(plate: string, camera?: string): Promise<void>;
  stop(): Promise<void>;
  /** Ends it without warning, as a power cut does. */
  kill(): Promise<void>;
  /** After stop(): starts again on the same folder and, so that an open page finds it, the same ports. */
  start(): Promise<void>;
}

export interface SettingsFile {
  receiver?: Record<string, unknown>;
  destinations?: Record<string, unknown>[];
  lists?: Record<string, unknown>[];
}

/** Starts it and waits until it listens; the settings are imported as an operator would. */
export async function startCourier(settings?: SettingsFile): Promise<Courier & { remove(): Promise<void> }> {
  const dataDir = mkdtempSync(join(tmpdir(), "plate-courier-e2e-"));
  const settingsFile = join(dataDir, "import.json");
  if (settings) writeFileSync(settingsFile, JSON.stringify(settings));
  let running: ChildProcess | null = null;
  let ports = { receiver: "0", console: "0" };

  const courier = {
    receiver: "",
    console: "",
    token: "",
    dataDir,
    async post(plate: string, camera = "camera-1") {
      const recognition = sampleRecognition({ plate, camera, timestamp: new Date() });
      const answer = await postWebhook({ url: courier.receiver, recognition, image: scene });
      expect(answer.status, answer.body).toBe(200);
    },
    async start() {
      const readyFile = join(dataDir, `ready-${Date.now()}.json`);
      const args = [entry, "serve", "--data-dir", dataDir, "--host", "127.0.0.1", "--port", ports.receiver];
      args.push("--console-port", ports.console, "--ready-file", readyFile, ...(settings ? ["--settings", settingsFile] : []));
      const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "pipe"] });
      running = child;
      let printed = "";
      for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (printed += text));
      const ready = await readyOf(child, readyFile, () => printed);
      courier.receiver = ready.receiver;
      courier.console = ready.console;
      courier.token = ready.consoleToken;
      ports = { receiver: new URL(ready.receiver).port, console: new URL(ready.console).port };
    },
    // Windows has no SIGTERM that a program could hear: there it ends at once, which the store must survive as well.
    stop: () => end("SIGTERM"),
    kill: () => end("SIGKILL"),
    async remove() {
      await courier.stop();
      rmSync(dataDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
  async function end(signal: "SIGTERM" | "SIGKILL"): Promise<void> {
    const child = running;
    running = null;
    if (!child || child.exitCode !== null) return;
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill(signal);
    await ended;
  }
  await courier.start();
  return courier;
}

async function readyOf(child: ChildProcess, file: string, printed: () => string) {
  for (const until = Date.now() + 20_000; Date.now() < until; await sleep(50)) {
    try {
      return JSON.parse(readFileSync(file, "utf8")) as { receiver: string; console: string; consoleToken: string };
    } catch {
      if (child.exitCode !== null) break;
    }
  }
  child.kill("SIGKILL");
  throw new Error(`The headless program did not get ready:\n${printed()}`);
}

/**
 * Opens the console as its address with the token does, signed in; with the welcome skipped, as by an operator who knows the
 * product, unless `firstStart`.
 */
export async function openConsole(
  page: Page,
  courier: Pick<Courier, "console" | "token">,
  path = "/",
  { firstStart = false } = {},
): Promise<void> {
  if (!firstStart) await page.addInitScript((key) => localStorage.setItem(key, "1"), "plate-courier.welcome-skipped");
  const address = new URL(path, courier.console);
  address.hash = new URLSearchParams({ token: courier.token }).toString();
  await page.goto(address.href);
  // The wall has no navigation: it fills the screen.
  await expect(page.getByRole("navigation", { name: /^(Pages|Páginas)$/ }).or(page.getByTestId("wall"))).toBeVisible();
}

/** A section of Settings by its name: behind a tab, or on a phone behind a menu. */
export function settingsSection(page: Page, name: string): Locator {
  return page
    .getByRole("tabpanel", { name })
    .or(page.getByRole("region", { name, exact: true }))
    .first();
}

/** A webhook destination in the words of a settings file. */
export function hook(url: string, name = "Front desk") {
  return { name, forwarder: "webhook", enabled: true, settings: { url } };
}

/**
 * `receiver`: a strict destination on a real socket. `courier`: started with no destination. Both are gone after the test.
 * A page that reported an error of its own, or broke the security policy, fails its test.
 */
export const test = base.extend<{ receiver: WebhookReceiver; courier: Courier; pageFaults: string[] }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures' names from the pattern
  receiver: async ({}, use) => {
    const receiver = await startWebhookReceiver();
    await use(receiver);
    await receiver.close();
  },
  // biome-ignore lint/correctness/noEmptyPattern: as above
  courier: async ({}, use) => {
    const courier = await startCourier();
    await use(courier);
    await courier.remove();
  },
  pageFaults: [
    async ({ page }, use) => {
      const faults: string[] = [];
      page.on("pageerror", (error) => faults.push(error.stack ?? error.message));
      page.on("console", (message) => {
        if (/Content Security Policy|TrustedHTML|TrustedScript/i.test(message.text())) faults.push(message.text());
      });
      await use(faults);
      expect(faults).toEqual([]);
    },
    { auto: true },
  ],
});
export { expect };
