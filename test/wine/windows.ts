/** The headless program on Windows, for one test file. Paths that it is given are Windows' own: "C:\\…". */
import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, existsSync, openSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { inject, onTestFinished } from "vitest";
import type { Ready } from "../../src/main/cli/ready-file.ts";

const program = "C:\\Program Files\\Plate Courier Headless\\out\\main\\headless.js";
let started = 0;

export interface Ended {
  code: number | null;
  out: string;
  err: string;
}

export interface Serving extends Ready {
  /** What it has printed so far. */
  printed(): Ended;
  /** Ctrl+C in its console window. */
  interrupt(): Promise<Ended>;
  /** Ends it as a power cut would. */
  kill(): Promise<void>;
}

/** Why these tests cannot run here; null: they can. */
export function missing(): string | null {
  const wine = inject("wine");
  return "missing" in wine ? wine.missing : null;
}

function wine() {
  const found = inject("wine");
  if ("missing" in found) throw new Error(found.missing);
  return found;
}

/** Where a path of Windows' is on this machine. */
export const outside = (path: string): string => join(wine().drive, path.slice("C:\\".length).replaceAll("\\", "/"));

/** Runs `plate-courier …` to its end. */
export const courier = (args: readonly string[]): Promise<Ended> => start([wine().node, program, ...args]).ended;

/** Runs any Windows program to its end, by its name in Windows' own folder or by a path of either system. */
export const windowsProgram = (command: readonly string[]): Promise<Ended> => start(command).ended;

/** Starts `plate-courier serve …` on free ports and waits until it receives. null: on the folder that it takes by itself. */
export async function serve(dataDir: string | null, more: readonly string[] = []): Promise<Serving> {
  const readyFile = `C:\\ready ${++started}.json`;
  const folder = dataDir === null ? [] : ["--data-dir", dataDir];
  const where = ["--host", "127.0.0.1", "--port", "0", "--console-port", "0", "--ready-file", readyFile];
  const { child, ended, printed } = start([wine().node, program, "serve", ...folder, ...where, ...more]);
  onTestFinished(() => void child.kill("SIGKILL"));
  while (!existsSync(outside(readyFile)) || !printed().out.includes("Data in")) {
    if (child.exitCode !== null) throw new Error(`It ended with ${child.exitCode}: ${printed().out}${printed().err}`);
    await sleep(50);
  }
  const ready = JSON.parse(readFileSync(outside(readyFile), "utf8")) as Ready;
  return {
    ...ready,
    printed,
    async interrupt() {
      child.kill("SIGINT");
      return ended;
    },
    async kill() {
      child.kill("SIGKILL");
      await ended;
    },
  };
}

/** What it prints goes to files: wine cannot pass a pipe of Linux' on to a program that asks what kind of pipe it is. */
function start(command: readonly string[]) {
  const { loader, drive, env } = wine();
  const files = ["out", "err"].map((kind) => join(drive, `printed-${++started}-${kind}.txt`));
  const [out = -1, err = -1] = files.map((file) => openSync(file, "w"));
  const child: ChildProcess = spawn(loader, command, { env, cwd: drive, stdio: ["ignore", out, err] });
  for (const file of [out, err]) closeSync(file);
  const printed = (): Ended => {
    const [toOut = "", toErr = ""] = files.map((file) => readFileSync(file, "utf8"));
    return { code: child.exitCode, out: toOut, err: toErr };
  };
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", () => {
      resolve(printed());
      for (const file of files) rmSync(file, { force: true });
    });
  });
  return { child, ended, printed };
}
