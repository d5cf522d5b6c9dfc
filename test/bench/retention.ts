/** How long retention holds the program up while webhooks arrive: its first run, 15 s after the start, has thousands to delete. */
import { setTimeout as sleep } from "node:timers/promises";
import { flood, percentile, steady } from "./load.ts";
import { forgetLoopDelay, loopDelay, startCourier } from "./processes.ts";

const firstRunMs = 15_000;
const keptEvents = 500;
const rate = 100;

export async function measureRetention(image: Buffer, say: (line: string) => void): Promise<void> {
  const courier = await startCourier({ retention: { maxEvents: keptEvents } });
  const started = performance.now();
  const fillMs = 8_000;
  const perSecond = await flood(courier.port, image, { connections: 20, ms: fillMs });
  await sleep(Math.max(0, firstRunMs - 1500 - (performance.now() - started)));
  forgetLoopDelay(courier);
  await steady(courier.port, image, { rate, seconds: 1 }, () => {});
  const before = await loopDelay(courier);
  forgetLoopDelay(courier);
  const during: number[] = [];
  await steady(courier.port, image, { rate, seconds: 8 }, (_plate, _at, ms) => during.push(ms));
  const loop = await loopDelay(courier);
  const stored = Math.round((perSecond * fillMs) / 1000);
  say(`retention of ${stored} events down to ${keptEvents}, at ${rate} webhooks a second:`);
  say(`  event loop held up: ${loop}`);
  say(`  a second before it: ${before}`);
  say(`  answer: p50 ${percentile(during, 0.5).toFixed(1)} ms, p99 ${percentile(during, 0.99).toFixed(1)} ms`);
  await courier.stop();
}
