/**
 * Loaded into the program with --import: after a SIGUSR2 it writes how long the event loop was held up since then, in
 * milliseconds, into the file named by BENCH_LOOP_FILE, every tenth of a second. A further SIGUSR2 begins anew.
 */
import { renameSync, writeFileSync } from "node:fs";
import { monitorEventLoopDelay } from "node:perf_hooks";

const file = process.env.BENCH_LOOP_FILE ?? "";
const resolution = 2;
const delay = monitorEventLoopDelay({ resolution });

/** The most that the loop computed at a stretch: what remains of the longest delay when other programs and the disk are left out. */
let computed = 0;
let before = process.threadCpuUsage();

function lookAtComputing(): void {
  const { user, system } = process.threadCpuUsage(before);
  before = process.threadCpuUsage();
  computed = Math.max(computed, (user + system) / 1000);
}

function write(): void {
  const [p50, p99, longest] = [delay.percentile(50), delay.percentile(99), delay.max].map((ns) => ns / 1e6 - resolution);
  // Who reads it must not find half of it.
  writeFileSync(`${file}.new`, JSON.stringify({ p50, p99, longest, computed }));
  renameSync(`${file}.new`, file);
}

function begin(): void {
  delay.enable();
  setInterval(lookAtComputing, 1).unref();
  setInterval(write, 100).unref();
}

if (file !== "") {
  process.once("SIGUSR2", begin);
  process.on("SIGUSR2", () => {
    delay.reset();
    before = process.threadCpuUsage();
    computed = 0;
  });
}
