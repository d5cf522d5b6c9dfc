/**
 * npm run screenshots: the pictures of the README, taken of the real headless program in a real browser, with a destination
 * that works, one that refuses its token, one that is away and one that refuses what it is sent.
 */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { chromium, type Page } from "@playwright/test";
import { browser as findBrowser } from "../../scripts/browser.mjs";
import { drawScene } from "../../src/main/images/sample-scene.ts";
import { postWebhook } from "../../src/main/send/post-webhook.ts";
import { sampleRecognition } from "../../src/shared/sample-recognition.ts";
import { startCourier } from "../faults/courier-process.ts";

const folder = join(import.meta.dirname, "../../docs/screenshots");
const cars = [
  { plate: "7xkr482", camera: "gate-in", region: "us-ca", make: "Porsche", model: "911", color: "red" },
  { plate: "b8o0i15", camera: "gate-out", region: "gb", make: "Ford", model: "Transit", color: "blue" },
  { plate: "ksw442", camera: "yard", region: "us-nv", make: "Toyota", model: "Camry", color: "silver" },
  { plate: "m1il0oo", camera: "gate-in", region: "nl", make: "BMW", model: "3 Series", color: "black" },
  { plate: "hh4096e", camera: "gate-out", region: "de", make: "Volkswagen", model: "Golf", color: "green" },
  { plate: "8zxc551", camera: "gate-in", region: "us-ca", make: "Tesla", model: "Model 3", color: "white" },
];

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
await writeFile(settingsFile, JSON.stringify({ destinations: destinations.map(({ entry }) => entry) }));
const courier = await startCourier(dataDir, ["--settings", settingsFile]);
for (const [index, car] of cars.entries()) {
  const { jpeg, plateBox, vehicleBox } = await drawScene({ plate: car.plate.toUpperCase(), seed: index });
  const recognition = sampleRecognition({ ...car, timestamp: new Date(), plateBox, vehicleBox });
  await postWebhook({ url: courier.receiver, recognition, image: jpeg });
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
  await take(scheme, "deliveries", "/deliveries");
  await take(scheme, "destinations", "/destinations");
  await take(scheme, "destination", "/destinations", (page) => page.getByText("Archive").last().click());
  await take(scheme, "settings", "/settings");
}
await chrome.close();
await courier.stop();
for (const { server } of destinations) {
  server.close();
  server.closeAllConnections();
}
await rm(dataDir, { recursive: true, force: true });
