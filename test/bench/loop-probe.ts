/**
 * Loaded into the program with --import: after a SIGUSR2 it writes how long the event loop was held up since then, in
 * milliseconds, into the file named by BENCH_LOOP_FILE, every tenth of a second. A further SIGUSR2 begins anew.
 */
import { writeFileSync } from "node:fs";
import { monitorEventLoopDelay } from "node:perf_hooks";

const file = process.env.BENCH_LOOP_FILE ?? "";
const resolution = 2;
const delay = monitorEventLoopDelay({ resolution });

function write(): void {
  const [p50, p99, longest] = [delay.percentile(50), delay.percentile(99), delay.max].map((ns) => ns / 1e6 - resolution);
  writeFileSync(file, JSON.stringify({ p50, p99, longest }));
}

if (file !== "") {
  process.once("SIGUSR2", () => delay.enable());
  process.on("SIGUSR2", () => delay.reset());
  process.once("SIGUSR2", () => setInterval(write, 100).unref());
}
