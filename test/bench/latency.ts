/**
 * What senders and one destination see at 200 webhooks a second, and what the program takes of the machine. In turn with the bare server
 * that shares flushes, because a disk may hold up everybody who waits for it, now and then and for longer than anything else takes.
 */
import { createServer } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { percentile, steady } from "./load.ts";
import { forgetLoopDelay, loopDelay, type Measured, startCourier, startReference, usage } from "./processes.ts";

const rate = 200;
const seconds = 5;
const rounds = Number(process.env.BENCH_ROUNDS ?? 5);

/** Milliseconds of each round's webhooks. */
type Rounds = number[][];

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
  say(`idle: ${await idling(courier)}`);
  const bare = await startReference("grouped");
  let peak = 0;
  const watch = setInterval(async () => {
    peak = Math.max(peak, (await usage(courier.pid))?.rssMb ?? 0);
  }, 250);
  const answers: Record<"bare" | "ours", Rounds> = { bare: [], ours: [] };
  const ends: Rounds = [];
  let sent = 0;
  forgetLoopDelay(courier);
  for (let round = 0; round < rounds; round += 1) {
    answers.bare.push((await oneRound(bare.port, image)).map(({ ms }) => ms));
    const ours = await oneRound(courier.port, image);
    sent += ours.length;
    for (let waited = 0; waited < 100 && arrivals.size < sent; waited += 1) await sleep(100);
    answers.ours.push(ours.map(({ ms }) => ms));
    ends.push(ours.flatMap(({ plate, at }) => (arrivals.has(plate) ? [(arrivals.get(plate) ?? 0) - at] : [])));
  }
  clearInterval(watch);
  say(`at ${rate} webhooks a second, ${rounds} rounds of ${seconds} s, in ms:`);
  say(`${"".padEnd(52)}   p50    p99  usual round's p99  first round's p99`);
  say(`  answer of a bare server, shared flush and commit  ${cells(answers.bare)}`);
  say(`  answer of Plate Courier                           ${cells(answers.ours)}`);
  say(`  from POST to arrival at the local destination     ${cells(ends)}`);
  say(`  ${sent} sent, ${arrivals.size} arrived; event loop held up: ${await loopDelay(courier)}`);
  if (peak > 0) say(`  memory at most ${peak.toFixed(0)} MB`);
  await bare.stop();
  await courier.stop();
  stop();
}

async function idling({ pid }: Measured): Promise<string> {
  await sleep(2_000);
  const from = await usage(pid);
  await sleep(5_000);
  const to = await usage(pid);
  if (!from || !to) return "not told here";
  return `${(((to.cpuSeconds - from.cpuSeconds) / 5) * 100).toFixed(2)} % of a core, ${to.rssMb.toFixed(0)} MB`;
}

async function oneRound(port: number, image: Buffer): Promise<{ plate: string; at: number; ms: number }[]> {
  const sent: { plate: string; at: number; ms: number }[] = [];
  await steady(port, image, { rate, seconds }, (plate, at, ms) => sent.push({ plate, at, ms }));
  return sent;
}

/** Of all rounds together, and the 99th percentile in the middle one and in the first, when the program's code is cold. */
function cells(of: Rounds): string {
  const p99s = of.map((ms) => percentile(ms, 0.99));
  const all = of.flat();
  const figures = [percentile(all, 0.5), percentile(all, 0.99), percentile(p99s, 0.5), p99s[0] ?? Number.NaN];
  return figures.map((figure, index) => figure.toFixed(1).padStart([6, 6, 18, 18][index] ?? 0)).join(" ");
}
