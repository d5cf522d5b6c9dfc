import { type ChildProcess, spawn } from "node:child_process";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** The real headless program as a process of its own, from the sources, on free ports. */
export interface CourierProcess {
  receiver: string;
  console: string;
  consoleToken: string;
  /** Ends it without warning, as a power button would. */
  kill(): Promise<void>;
  /** Its exit code, once it has ended for whatever reason. */
  ended: Promise<number | null>;
  /** SIGTERM; resolves with the exit code. */
  stop(): Promise<number | null>;
}

const entry = join(import.meta.dirname, "../../src/main/headless.ts");

/**
 * Starts it on a data folder and waits until it is ready. Throws with what it printed when it ends before. `apart`: Ctrl+C in the
 * terminal does not reach it, so that whoever started it can end it in order.
 */
export async function startCourier(
  dataDir: string,
  extra: readonly string[] = [],
  { apart = false }: { apart?: boolean } = {},
): Promise<CourierProcess> {
  const readyFile = join(dataDir, `ready-${Math.random().toString(36).slice(2)}.json`);
  const options = ["--data-dir", dataDir, "--host", "127.0.0.1", "--port", "0", "--console-port", "0", "--ready-file", readyFile];
  const child: ChildProcess = spawn(process.execPath, [entry, "serve", ...options, ...extra], {
    stdio: ["ignore", "pipe", "pipe"],
    // On Windows a program of its own group would get a console window of its own.
    detached: apart && process.platform !== "win32",
  });
  let printed = "";
  child.stdout?.on("data", (chunk) => (printed += chunk));
  child.stderr?.on("data", (chunk) => (printed += chunk));
  const ended = new Promise<number | null>((resolve) => child.once("exit", (code) => resolve(code)));
  for (;;) {
    const ready = await readFile(readyFile, "utf8").catch(() => null);
    if (ready !== null) {
      await rm(readyFile, { force: true });
      const { receiver, console, consoleToken } = JSON.parse(ready);
      return {
        ...{ receiver, console, consoleToken, ended },
        async kill() {
          child.kill("SIGKILL");
          await ended;
        },
        async stop() {
          child.kill("SIGTERM");
          return ended;
        },
      };
    }
    if (child.exitCode !== null) throw new Error(`plate-courier ended with ${child.exitCode}: ${printed}`);
    await sleep(20);
  }
}
