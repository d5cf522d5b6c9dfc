/** What one sender and one destination see at 200 webhooks a second, and what the program takes of the machine. */
import { createServer } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { percentile, steady } from "./load.ts";
import { forgetLoopDelay, loopDelay, startCourier, usage } from "./processes.ts";

const rate = 200;
const seconds = 15;

async function startDestination(): Promise<{ url: string; arrivals: Map<string, number>; stop(): void }> {
  const arrivals = new Map<string, number>();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const plate = /"plate":\s*"([^"]+)"/.exec(Buffer.concat(chunks).toString("latin1"))?.[1];
      if (plate !== undefined) arrivals.set(plate, performance.now());
      response.end("ok");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the local destination has no port");
  const stop = () => {
    server.close();
    server.closeAllConnections();
  };
  return { url: `http://127.0.0.1:${address.port}/`, arrivals, stop };
}

export async function measureLatency(image: Buffer, say: (line: string) => void): Promise<void> {
  const { url, arrivals, stop } = await startDestination();
  const courier = await startCourier({ destinations: [{ name: "local", forwarder: "webhook", settings: { url } }] });
  say(`ready after starting headless: ${courier.readyMs.toFixed(0)} ms`);
  await sleep(2_000);
  const idleFrom = await usage(courier.pid);
  await sleep(5_000);
  const idleTo = await usage(courier.pid);
  if (idleFrom && idleTo)
    say(`idle: ${(((idleTo.cpuSeconds - idleFrom.cpuSeconds) / 5) * 100).toFixed(2)} % of a core, ${idleTo.rssMb.toFixed(0)} MB`);
  const sent = new Map<string, { at: number; ms: number }>();
  let peak = 0;
  const watch = setInterval(async () => {
    peak = Math.max(peak, (await usage(courier.pid))?.rssMb ?? 0);
  }, 250);
  forgetLoopDelay(courier);
  await steady(courier.port, image, { rate, seconds }, (plate, at, ms) => sent.set(plate, { at, ms }));
  for (let waited = 0; waited < 100 && arrivals.size < sent.size; waited += 1) await sleep(100);
  clearInterval(watch);
  const loop = await loopDelay(courier);
  const answers = [...sent.values()].map(({ ms }) => ms);
  const ends = [...sent].flatMap(([plate, { at }]) => (arrivals.has(plate) ? [(arrivals.get(plate) ?? 0) - at] : []));
  say(`at ${rate} webhooks a second: ${sent.size} sent, ${ends.length} arrived at the local destination`);
  say(`  answer: p50 ${percentile(answers, 0.5).toFixed(1)} ms, p99 ${percentile(answers, 0.99).toFixed(1)} ms`);
  say(`  POST to arrival: p50 ${percentile(ends, 0.5).toFixed(1)} ms, p99 ${percentile(ends, 0.99).toFixed(1)} ms`);
  say(`  event loop held up: ${loop}`);
  if (peak > 0) say(`  memory at most ${peak.toFixed(0)} MB`);
  await courier.stop();
  stop();
}
