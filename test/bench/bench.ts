/**
 * Measures the built headless program: throughput beside a server that only reads and forgets (as a ratio, round by round in
 * one run, because machines differ), latencies at 200 webhooks a second, memory, idle CPU, start. Prints; judges nothing.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { drawScene } from "../../src/main/images/sample-scene.ts";
import { flood, padJpeg, percentile, steady } from "./load.ts";

const rounds = Number(process.env.BENCH_ROUNDS ?? 5);
const roundMs = Number(process.env.BENCH_ROUND_MS ?? 4_000);
const headless = join(import.meta.dirname, "../../out/main/headless.js");

interface Running {
  child: ChildProcess;
  port: number;
  readyMs: number;
  dataDir: string;
}

async function startCourier(settings: object): Promise<Running> {
  const dataDir = await mkdtemp(join(tmpdir(), "plate-courier-bench-"));
  const settingsFile = join(dataDir, "import.json");
  const readyFile = join(dataDir, "ready.json");
  await writeFile(settingsFile, JSON.stringify(settings));
  const started = performance.now();
  const options = [
    "--host",
    "127.0.0.1",
    "--port",
    "0",
    "--console-port",
    "0",
    "--settings",
    settingsFile,
    "--ready-file",
    readyFile,
  ];
  const child = spawn(process.execPath, [headless, "serve", "--data-dir", dataDir, ...options], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  for (;;) {
    const ready = await readFile(readyFile, "utf8").catch(() => null);
    if (ready !== null)
      return { child, port: Number(new URL(JSON.parse(ready).receiver).port), readyMs: performance.now() - started, dataDir };
    if (child.exitCode !== null) throw new Error("plate-courier ended before it was ready");
    await sleep(5);
  }
}

async function startForgetter(how: "read" | "busboy"): Promise<{ child: ChildProcess; port: number }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, "forget-server.ts"), how], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const port = await new Promise<number>((resolve) => child.stdout?.once("data", (chunk) => resolve(Number(chunk))));
  return { child, port };
}

async function stop({ child }: { child: ChildProcess }): Promise<void> {
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  await ended;
}

/** CPU seconds and resident bytes of a process, where /proc tells. */
async function usage(pid: number): Promise<{ cpuSeconds: number; rssMb: number } | null> {
  const [stat, status] = await Promise.all([
    readFile(`/proc/${pid}/stat`, "utf8").catch(() => null),
    readFile(`/proc/${pid}/status`, "utf8").catch(() => null),
  ]);
  if (stat === null || status === null) return null;
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const cpuSeconds = (Number(fields[11]) + Number(fields[12])) / 100;
  return { cpuSeconds, rssMb: Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN) / 1024 };
}

const say = (line: string) => process.stdout.write(`${line}\n`);
const scene = await drawScene({ plate: "BENCH01", seed: 1 });
const image = padJpeg(scene.jpeg);

async function throughput(): Promise<void> {
  const courier = await startCourier({});
  const forgetter = await startForgetter("read");
  const parser = await startForgetter("busboy");
  await flood(courier.port, image, { connections: 20, ms: 1500 });
  await flood(forgetter.port, image, { connections: 20, ms: 500 });
  await flood(parser.port, image, { connections: 20, ms: 500 });
  const ratios: number[] = [];
  const parsedRatios: number[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    const forget = await flood(forgetter.port, image, { connections: 20, ms: roundMs / 2 });
    const parse = await flood(parser.port, image, { connections: 20, ms: roundMs / 2 });
    const keep = await flood(courier.port, image, { connections: 20, ms: roundMs });
    ratios.push(keep / forget);
    parsedRatios.push(keep / parse);
    say(
      `  round ${round}: read and forget ${forget.toFixed(0)}/s, busboy and forget ${parse.toFixed(0)}/s, Plate Courier ${keep.toFixed(0)}/s, ratio ${(keep / forget).toFixed(3)}`,
    );
  }
  say(
    `throughput, ${Math.round(image.length / 1024)} KB image, 20 connections: median ratio ${percentile(ratios, 0.5).toFixed(3)} of read and forget, ${percentile(parsedRatios, 0.5).toFixed(3)} of busboy and forget`,
  );
  await stop(courier);
  await stop(forgetter);
  await stop(parser);
  await rm(courier.dataDir, { recursive: true, force: true });
}

async function latency(): Promise<void> {
  const arrivals = new Map<string, number>();
  const destination = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const plate = /"plate":\s*"([^"]+)"/.exec(Buffer.concat(chunks).toString("latin1"))?.[1];
      if (plate !== undefined) arrivals.set(plate, performance.now());
      response.end("ok");
    });
  });
  await new Promise<void>((resolve) => destination.listen(0, "127.0.0.1", resolve));
  const address = destination.address();
  if (address === null || typeof address === "string") throw new Error("the local destination has no port");
  const url = `http://127.0.0.1:${address.port}/`;
  const courier = await startCourier({ destinations: [{ name: "local", forwarder: "webhook", settings: { url } }] });
  const pid = courier.child.pid ?? 0;
  say(`ready after starting headless: ${courier.readyMs.toFixed(0)} ms`);
  await sleep(2_000);
  const idleFrom = await usage(pid);
  await sleep(5_000);
  const idleTo = await usage(pid);
  if (idleFrom && idleTo)
    say(`idle: ${(((idleTo.cpuSeconds - idleFrom.cpuSeconds) / 5) * 100).toFixed(2)} % of a core, ${idleTo.rssMb.toFixed(0)} MB`);
  const sent = new Map<string, { at: number; ms: number }>();
  let peak = 0;
  const watch = setInterval(async () => {
    peak = Math.max(peak, (await usage(pid))?.rssMb ?? 0);
  }, 250);
  await steady(courier.port, image, { rate: 200, seconds: 15 }, (plate, at, ms) => sent.set(plate, { at, ms }));
  for (let waited = 0; waited < 100 && arrivals.size < sent.size; waited += 1) await sleep(100);
  clearInterval(watch);
  const answers = [...sent.values()].map(({ ms }) => ms);
  const ends = [...sent].flatMap(([plate, { at }]) => (arrivals.has(plate) ? [(arrivals.get(plate) ?? 0) - at] : []));
  say(`at 200 webhooks a second: ${sent.size} sent, ${ends.length} arrived at the local destination`);
  say(`  answer: p50 ${percentile(answers, 0.5).toFixed(1)} ms, p99 ${percentile(answers, 0.99).toFixed(1)} ms`);
  say(`  POST to arrival: p50 ${percentile(ends, 0.5).toFixed(1)} ms, p99 ${percentile(ends, 0.99).toFixed(1)} ms`);
  if (peak > 0) say(`  memory at most ${peak.toFixed(0)} MB`);
  await stop(courier);
  destination.close();
  destination.closeAllConnections();
  await rm(courier.dataDir, { recursive: true, force: true });
}

await throughput();
await latency();
