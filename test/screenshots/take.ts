/**
 * npm run screenshots: the pictures of the README, taken of the real headless program in a real browser, with a destination
 * that works, one that refuses its token, one that is away and one that refuses what it is sent. The vehicles are the demo's.
 */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { chromium, type Page } from "@playwright/test";
import { browser as findBrowser } from "../../scripts/browser.mjs";
import { postWebhook } from "../../src/main/send/post-webhook.ts";
import { passing, staff, wanted, webhookOf } from "../demo/traffic.ts";
import { startCourier } from "../faults/courier-process.ts";

const folder = join(import.meta.dirname, "../../docs/screenshots");

/** A destination that answers everything with one status. */
async function destination(name: string, status: number, said: string) {
  const server = createServer((request, response) => {
    request.resume().on("end", () => response.writeHead(status).end(said));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = address !== null && typeof address === "object" ? address.port : 0;
  return {
    server,
    entry: { name, forwarder: "webhook", settings: { url: `http://127.0.0.1:${port}/plates`, authorization: "Token 12345678" } },
  };
}

const dataDir = await mkdtemp(join(tmpdir(), "plate-courier-screenshots-"));
const destinations = [
  await destination("Front desk", 200, "thank you"),
  await destination("Archive", 401, "token unknown"),
  await destination("Night guard", 503, "starting"),
  await destination("Parking", 422, "score too low"),
];
const settingsFile = join(dataDir, "import.json");
const lists = [
  { name: "Staff", color: "green", entries: staff },
  { name: "Wanted", color: "red", entries: wanted },
];
await writeFile(settingsFile, JSON.stringify({ destinations: destinations.map(({ entry }) => entry), lists }));
const courier = await startCourier(dataDir, ["--settings", settingsFile]);
for (let number = 0; number < 30; number += 1) {
  const { recognition, image } = await webhookOf(passing(number), { number, at: new Date() });
  await postWebhook({ url: courier.receiver, recognition, image });
}
await sleep(1000);

const found = await findBrowser({ log: (line: string) => process.stdout.write(`${line}\n`) });
if ("missing" in found) throw new Error(found.missing);
const chrome = await chromium.launch({ executablePath: found.path, args: process.getuid?.() === 0 ? ["--no-sandbox"] : [] });

async function take(scheme: "light" | "dark", name: string, path: string, act: (page: Page) => Promise<void> = async () => {}) {
  const page = await chrome.newPage({ viewport: { width: 1280, height: 800 }, colorScheme: scheme });
  await page.goto(`${courier.console}#token=${courier.consoleToken}`);
  await page.getByText("7XKR482").first().waitFor();
  await page.goto(new URL(path, courier.console).href);
  await page.waitForLoadState("load");
  await sleep(1200);
  await act(page);
  await sleep(800);
  await page.screenshot({ path: join(folder, `${name}-${scheme}.png`) });
  await page.close();
}

for (const scheme of ["light", "dark"] as const) {
  await take(scheme, "live", "/");
  await take(scheme, "detail", "/", (page) => page.getByText("7XKR482").first().click());
  await take(scheme, "wall", "/wall");
  await take(scheme, "wall-cameras", "/wall?camera=gate-in&camera=gate-out&camera=yard&camera=loading-dock");
  await take(scheme, "history", "/history?plate=8*");
  await take(scheme, "read", "/read/3");
  await take(scheme, "inspector", "/inspector/3");
  await take(scheme, "evidence", "/evidence/3");
  await take(scheme, "deliveries", "/deliveries");
  await take(scheme, "replay", "/deliveries/replay");
  await take(scheme, "destinations", "/destinations");
  await take(scheme, "destination", "/destinations", (page) => page.getByText("Archive").last().click());
  await take(scheme, "lists", "/lists");
  await take(scheme, "overview", "/overview");
  await take(scheme, "doctor", "/doctor");
  await take(scheme, "welcome", "/welcome");
  await take(scheme, "settings", "/settings");
}
await chrome.close();
await courier.stop();
for (const { server } of destinations) {
  server.close();
  server.closeAllConnections();
}
await rm(dataDir, { recursive: true, force: true });
