/** The programs that are measured, each in a process of its own. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

export interface Measured {
  child: ChildProcess;
  pid: number;
  port: number;
  readyMs: number;
  folder: string;
  /** Ends it and removes its folder. */
  stop(): Promise<void>;
}

const headless = join(import.meta.dirname, "../../out/main/headless.js");
const reference = join(import.meta.dirname, "reference-server.ts");
const probe = join(import.meta.dirname, "loop-probe.ts");

/**
 * The built headless program with these settings; its event loop is watched, see loopDelay. `prepare` may fill its data folder
 * before it starts.
 */
export async function startCourier(settings: object, prepare?: (dataDir: string) => Promise<void>): Promise<Measured> {
  const folder = await mkdtemp(join(tmpdir(), "plate-courier-bench-"));
  await prepare?.(folder);
  const settingsFile = join(folder, "import.json");
  const readyFile = join(folder, "ready.json");
  await writeFile(settingsFile, JSON.stringify(settings));
  const started = performance.now();
  const program = [headless, "serve", "--data-dir", folder, "--settings", settingsFile, "--ready-file", readyFile];
  const ports = ["--host", "127.0.0.1", "--port", "0", "--console-port", "0"];
  const child = spawn(process.execPath, ["--import", probe, ...program, ...ports], {
    stdio: ["ignore", "ignore", "ignore"],
    env: { ...process.env, BENCH_LOOP_FILE: join(folder, "loop.json") },
  });
  for (;;) {
    const ready = await readFile(readyFile, "utf8").catch(() => null);
    if (ready !== null) {
      const port = Number(new URL(JSON.parse(ready).receiver).port);
      return measured(child, port, performance.now() - started, folder);
    }
    if (child.exitCode !== null) throw new Error("plate-courier ended before it was ready");
    await sleep(5);
  }
}

export async function startReference(kind: string): Promise<Measured> {
  const folder = await mkdtemp(join(tmpdir(), "plate-courier-bench-"));
  const started = performance.now();
  const child = spawn(process.execPath, [reference, kind, folder], { stdio: ["ignore", "pipe", "inherit"] });
  const port = await new Promise<number>((resolve) => child.stdout?.once("data", (chunk) => resolve(Number(chunk))));
  return measured(child, port, performance.now() - started, folder);
}

function measured(child: ChildProcess, port: number, readyMs: number, folder: string): Measured {
  return {
    ...{ child, pid: child.pid ?? 0, port, readyMs, folder },
    async stop() {
      const ended = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGTERM");
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Processor seconds and resident megabytes of a process, where /proc tells. */
export async function usage(pid: number): Promise<{ cpuSeconds: number; rssMb: number } | null> {
  const [stat, status] = await Promise.all([
    readFile(`/proc/${pid}/stat`, "utf8").catch(() => null),
    readFile(`/proc/${pid}/status`, "utf8").catch(() => null),
  ]);
  if (stat === null || status === null) return null;
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const cpuSeconds = (Number(fields[11]) + Number(fields[12])) / 100;
  return { cpuSeconds, rssMb: Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN) / 1024 };
}

/** How long the program's event loop was held up since `forgetLoopDelay`, in words; see loop-probe.ts. */
export async function loopDelay({ folder }: Measured): Promise<string> {
  await sleep(150);
  const found = JSON.parse(await readFile(join(folder, "loop.json"), "utf8")) as Record<"p99" | "longest" | "computed", number>;
  const { p99, longest, computed } = found;
  return `p99 ${p99.toFixed(0)} ms, longest ${longest.toFixed(0)} ms, computing at most ${computed.toFixed(0)} ms at a stretch`;
}

export function forgetLoopDelay({ child }: Measured): void {
  child.kill("SIGUSR2");
}
