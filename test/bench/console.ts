/**
 * Measures the console in a real browser while reads stream in: frames, long tasks, layout shifts, the main thread's work, and what the
 * page holds after thousands of rows. Prints; judges nothing. Frames are told beside those of the same page at rest, because machines
 * differ. BENCH_ROUND_MS sets how long each view is watched, BENCH_ROWS how many rows come for the memory.
 */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type Browser, chromium, type Page } from "@playwright/test";
import { browser as findBrowser } from "../../scripts/browser.mjs";
import { drawScene } from "../../src/main/images/sample-scene.ts";
import { type CourierProcess, startCourier } from "../faults/courier-process.ts";
import { openConnection, padJpeg, percentile, steady } from "./load.ts";
import { type Measured, measure, weigh } from "./page-meter.ts";

const rate = 20;
const roundMs = Number(process.env.BENCH_ROUND_MS ?? 12_000);
const rowsForMemory = Number(process.env.BENCH_ROWS ?? 4_000);
const say = (line: string) => process.stdout.write(`${line}\n`);

const found = await findBrowser({ log: say });
if ("missing" in found) throw new Error(found.missing);
const dataDir = await mkdtemp(join(tmpdir(), "plate-courier-bench-"));
const settingsFile = join(dataDir, "import.json");
// Destinations that are away: their chips change while the rows stand there.
const away = ["Front desk", "Archive"].map((name) => ({ name, forwarder: "webhook", settings: { url: "http://127.0.0.1:9/" } }));
await writeFile(settingsFile, JSON.stringify({ destinations: away }));
const courier = await startCourier(dataDir, ["--settings", settingsFile]);
const port = Number(new URL(courier.receiver).port);
const image = padJpeg((await drawScene({ plate: "BENCH01", seed: 1 })).jpeg);
const chrome = await chromium.launch({ executablePath: found.path, args: process.getuid?.() === 0 ? ["--no-sandbox"] : [] });

try {
  await steady(port, image, { rate: 100, seconds: 6 }, () => {});
  await opening(chrome, courier);
  for (const view of ["rows", "cards", "wall"] as const) await streaming(view);
  await growing();
} finally {
  await chrome.close();
  await courier.stop();
  await rm(dataDir, { recursive: true, force: true });
}

async function open(view: "rows" | "cards" | "wall"): Promise<Page> {
  const page = await chrome.newPage({ viewport: { width: 1280, height: 800 } });
  await page.addInitScript((chosen) => localStorage.setItem("plate-courier.feed-view", chosen), view);
  await page.goto(`${new URL(view === "wall" ? "/wall" : "/", courier.console).href}#token=${courier.consoleToken}`);
  await page
    .getByTestId(view === "wall" ? "wall-band" : "feed-row")
    .first()
    .waitFor();
  return page;
}

/** From the address to the first row, with nothing in the browser's cache. */
async function opening(browser: Browser, { console, consoleToken }: CourierProcess): Promise<void> {
  const times: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    const page = await context.newPage();
    const started = performance.now();
    await page.goto(`${console}#token=${consoleToken}`);
    await page.getByTestId("feed-row").first().waitFor();
    times.push(performance.now() - started);
    await context.close();
  }
  say(`from the address to the first row: median ${percentile(times, 0.5).toFixed(0)} ms`);
}

async function streaming(view: "rows" | "cards" | "wall"): Promise<void> {
  const page = await open(view);
  await sleep(1_000);
  const still = await measure(page, () => sleep(2_000));
  const before = await weigh(page);
  const moving = await measure(page, () => steady(port, image, { rate, seconds: roundMs / 1000 }, () => {}));
  const after = await weigh(page);
  say(`live as ${view}, ${rate} reads a second for ${moving.seconds.toFixed(0)} s:`);
  say(
    `  ${frames(moving)}; at rest ${still.framesPerSecond.toFixed(1)}, ratio ${(moving.framesPerSecond / still.framesPerSecond).toFixed(3)}`,
  );
  say(
    `  main thread busy ${(moving.busy * 100).toFixed(0)} % (at rest ${(still.busy * 100).toFixed(0)} %), its process uses ${moving.cores.toFixed(2)} of a core, layout shift ${moving.layoutShift.toFixed(4)}`,
  );
  say(`  heap ${before.heapMb.toFixed(1)} to ${after.heapMb.toFixed(1)} MB, ${before.nodes} to ${after.nodes} nodes`);
  await page.close();
}

function frames({ framesPerSecond, gapP99, gapMost, late, longTasks, longTaskMs }: Measured): string {
  return (
    `${framesPerSecond.toFixed(1)} frames a second, gaps p99 ${gapP99.toFixed(0)} ms, longest ${gapMost.toFixed(0)} ms, ` +
    `${late} late; ${longTasks} long tasks (${longTaskMs.toFixed(0)} ms)`
  );
}

/** What the open feed and the open wall hold after thousands of rows, a quarter at a time. */
async function growing(): Promise<void> {
  const pages = { rows: await open("rows"), wall: await open("wall") };
  const held: Record<keyof typeof pages, string[]> = { rows: [], wall: [] };
  for (let quarter = 0; quarter <= 4; quarter += 1) {
    if (quarter > 0) await flow(rowsForMemory / 4);
    for (const view of ["rows", "wall"] as const) {
      const { heapMb, nodes, listeners } = await weigh(pages[view]);
      held[view].push(`${heapMb.toFixed(1)} MB, ${nodes} nodes, ${listeners} listeners`);
    }
  }
  for (const view of ["rows", "wall"] as const) {
    say(`held by the open ${view} at 0, ${rowsForMemory / 4}, … ${rowsForMemory} rows:`);
    for (const line of held[view]) say(`  ${line}`);
  }
}

/** `count` webhooks as fast as a few connections bring them; resolves when the feed has shown what came. */
async function flow(count: number): Promise<void> {
  const connections = await Promise.all(Array.from({ length: 4 }, () => openConnection(port)));
  let left = count;
  await Promise.all(
    connections.map(async (connection, index) => {
      while (left > 0) {
        left -= 1;
        await connection.post(image, `camera-${index}`);
      }
      connection.close();
    }),
  );
  await sleep(1_500);
}
