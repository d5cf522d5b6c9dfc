/**
 * Exports a million reads (BENCH_READS for others) as CSV and JSON lines, and 70,000 pictures of 64 KB (BENCH_PICTURES, more than 4 GB and
 * more than 65,535 files) as ZIP, from the console and on the command line, while webhooks are posted; beside a loop that reads the same
 * rows and holds everything up. Programs that are not ours look at the results. Prints; judges nothing. Its folder goes away again.
 */
import { spawn } from "node:child_process";
import { createWriteStream, statSync, writeFileSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { databaseName } from "../../src/main/store/data-folder.ts";
import type { HistoryFilter } from "../../src/shared/history-filter.ts";
import { linesOf, readersSay } from "./export-check.ts";
import { fillFolder, pictureCamera } from "./export-fill.ts";
import { answered, forgetPeak, peakMb, postMeanwhile } from "./export-meter.ts";
import { padJpeg, percentile } from "./load.ts";
import { forgetLoopDelay, loopDelay, type Measured, startCourier } from "./processes.ts";

const reads = Number(process.env.BENCH_READS ?? 1_000_000);
const pictures = Number(process.env.BENCH_PICTURES ?? 70_000);
const pictureBytes = 64 * 1024;
const rate = 50;
const say = (line: string) => process.stdout.write(`${line}\n`);
const scene = padJpeg(await readFile(join(import.meta.dirname, "../fixtures/images/scene.jpg")));

const folder = await mkdtemp(join(tmpdir(), "plate-courier-bench-export-"));
let dataDir = "";
let until = 0;
let bareMs = 0;
let courier: Measured | null = null;
const end = async () => {
  await courier?.stop();
  if (dataDir !== "") await rm(dataDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
};
process.once("SIGINT", () => void end().finally(() => process.exit(130)));
try {
  const running = await startCourier({ retention: { days: 3650 } }, async (made) => {
    dataDir = made;
    const filling = performance.now();
    await fillFolder(dataDir, { reads, pictures, pictureBytes });
    say(`filled ${reads} reads and ${pictures} pictures in ${((performance.now() - filling) / 1000).toFixed(0)} s`);
    until = Date.now() + 1;
    bareMs = bare();
    say(`a loop that reads the rows and writes JSON lines, and does nothing else: ${(bareMs / 1000).toFixed(1)} s`);
  });
  courier = running;
  const { console: url, consoleToken } = JSON.parse(await readFile(join(running.folder, "ready.json"), "utf8")) as Record<
    string,
    string
  >;
  const headers = { authorization: `Bearer ${consoleToken}`, "content-type": "application/json" };

  async function fromConsole(format: string, filter: HistoryFilter, path: string): Promise<void> {
    const body = JSON.stringify({ filter: { ...filter, until }, format, excel: false });
    const order = await fetch(`${url}trpc/startExport`, { method: "POST", headers, body });
    const { result } = (await order.json()) as { result: { data: { id: string } } };
    const download = await fetch(`${url}files/export/${result.data.id}`, { headers });
    if (!download.body) throw new Error(`the export was not there: ${download.status}`);
    await pipeline(Readable.fromWeb(download.body as Parameters<typeof Readable.fromWeb>[0]), createWriteStream(path));
  }

  async function onCommandLine(argv: readonly string[], path: string): Promise<number> {
    const program = join(import.meta.dirname, "../../out/main/headless.js");
    const args = [program, "export", "reads", "--data-dir", dataDir, "--until", new Date(until).toISOString(), ...argv];
    const child = spawn(process.execPath, [...args, "--output", path], { stdio: "ignore" });
    let peak = 0;
    const watch = setInterval(async () => {
      peak = Math.max(peak, (await peakMb(child.pid ?? 0)) || 0);
    }, 50);
    const code = await new Promise((resolve) => child.once("exit", resolve));
    clearInterval(watch);
    if (code !== 0) throw new Error(`plate-courier ${args.slice(1).join(" ")} ended with ${code}`);
    return peak;
  }

  /** Runs one export while webhooks come, and tells all of it. */
  async function measure(name: string, path: string, work: () => Promise<number | null>): Promise<void> {
    await forgetPeak(running.pid);
    forgetLoopDelay(running);
    const posting = postMeanwhile(running.port, scene, rate);
    const began = performance.now();
    const peak = await work();
    const ms = performance.now() - began;
    const took = await posting.stop();
    const size = statSync(path).size;
    say(`${name}: ${(ms / 1000).toFixed(1)} s (${(ms / bareMs).toFixed(1)} × the loop), ${(size / 1e6).toFixed(0)} MB`);
    const receiver = `the receiver at most ${(await peakMb(running.pid)).toFixed(0)} MB`;
    say(`  ${peak === null ? receiver : `the export at most ${peak.toFixed(0)} MB, ${receiver}`}`);
    say(`  ${answered(took)}: p99 ${(percentile(took, 0.99) / aloneP99).toFixed(1)} × without an export`);
    say(`  event loop of the receiver held up: ${await loopDelay(running)}`);
  }

  await sleep(3_000);
  await forgetPeak(running.pid);
  const alone = postMeanwhile(running.port, scene, rate);
  await sleep(15_000);
  const tookAlone = await alone.stop();
  const aloneP99 = percentile(tookAlone, 0.99);
  say(`without an export: ${answered(tookAlone)}; the receiver at most ${(await peakMb(running.pid)).toFixed(0)} MB`);

  const path = join(folder, "exported");
  for (const format of ["csv", "jsonl"] as const) {
    await measure(`console, ${format}`, path, () => fromConsole(format, {}, path).then(() => null));
    say(`  ${linesOf(path) - (format === "csv" ? 1 : 0)} of ${reads + pictures} rows, counted by wc`);
    await measure(`command line, ${format}`, path, () => onCommandLine(["--format", format], path));
    say(`  ${linesOf(path) - (format === "csv" ? 1 : 0)} of ${reads + pictures} rows, counted by wc`);
  }
  const archives: [string, () => Promise<number | null>][] = [
    ["console, zip", () => fromConsole("zip", { cameras: [pictureCamera] }, path).then(() => null)],
    ["command line, zip", () => onCommandLine(["--format", "zip", "--camera", pictureCamera], path)],
  ];
  for (const [name, work] of archives) {
    await measure(name, path, work);
    for (const line of readersSay(path)) say(`  ${line}`);
    writeFileSync(path, "");
  }
} finally {
  await end();
}

/** How quick it could be: one statement, one text, no turn for anybody else. */
function bare(): number {
  const database = new DatabaseSync(join(dataDir, databaseName), { readOnly: true });
  const began = performance.now();
  let text = "";
  let bytes = 0;
  for (const row of database.prepare("SELECT r.*, e.* FROM reads r JOIN events e ON e.id = r.event_id ORDER BY r.id").iterate()) {
    text += `${JSON.stringify(row)}\n`;
    if (text.length < 1_000_000) continue;
    bytes += Buffer.byteLength(text);
    text = "";
  }
  if (bytes + text.length === 0) throw new Error("there is nothing to read");
  const ms = performance.now() - began;
  database.close();
  return ms;
}
