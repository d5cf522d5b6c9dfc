/** Starting other programs, the same way on Windows, macOS and Linux. */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The project's folder. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/**
 * @typedef {{ code: number, stdout: string, output: string }} Outcome output: stdout and stderr as they came
 * @typedef {{ cwd?: string, env?: Record<string, string | undefined>, timeoutMs?: number, show?: boolean }} RunOptions
 *   show: the output also goes to this terminal as it comes
 */

/**
 * Runs a program to its end and never throws: code 127 where it cannot be started, 124 where it took too long and was ended.
 * @param {string} program @param {string[]} args @param {RunOptions} [options] @returns {Promise<Outcome>}
 */
export function run(program, args, { cwd = root, env = process.env, timeoutMs = 600_000, show = false } = {}) {
  return new Promise((resolve) => {
    // Its own process group, so that what it started ends with it when it takes too long. Windows has taskkill for that.
    const child = spawn(program, args, {
      cwd,
      env,
      detached: process.platform !== "win32",
      stdio: ["ignore", "pipe", "pipe"],
      windowsHide: true,
    });
    let stdout = "";
    let output = "";
    let late = false;
    child.stdout.setEncoding("utf8").on("data", (text) => {
      stdout += text;
      output += text;
      if (show) process.stdout.write(text);
    });
    child.stderr.setEncoding("utf8").on("data", (text) => {
      output += text;
      if (show) process.stderr.write(text);
    });
    const timer = setTimeout(() => {
      late = true;
      endTree(child.pid);
    }, timeoutMs);
    // Ctrl+C reaches this process only: the child has its own group.
    const interrupted = () => {
      endTree(child.pid);
      process.exit(130);
    };
    process.once("SIGINT", interrupted);
    process.once("SIGTERM", interrupted);
    const done = (/** @type {number} */ code, /** @type {string} */ extra = "") => {
      clearTimeout(timer);
      process.off("SIGINT", interrupted);
      process.off("SIGTERM", interrupted);
      const why = late ? `\nended after ${Math.round(timeoutMs / 1000)} s` : extra;
      resolve({ code: late ? 124 : code, stdout, output: output + why });
    };
    child.on("error", (error) => done(127, `\n${error.message}`));
    child.on("close", (code) => done(code ?? 1));
  });
}

/** Ends a process of ours and everything it started. @param {number | undefined} pid */
function endTree(pid) {
  if (!pid) return;
  try {
    if (process.platform === "win32") spawn("taskkill", ["/pid", String(pid), "/T", "/F"], { windowsHide: true });
    else process.kill(-pid, "SIGKILL");
  } catch {
    // It ended by itself in between.
  }
}

/**
 * Runs npm with the registry and proxy that the user configured. npm is a JavaScript program; started through Node it needs no
 * shell and no .cmd file.
 * @param {string[]} args @param {RunOptions} [options]
 */
export function npm(args, options) {
  const script = process.env.npm_execpath;
  if (script && /npm-cli\.c?js$/.test(script)) return run(process.execPath, [script, ...args], options);
  const beside = npmBesideNode();
  if (beside) return run(process.execPath, [beside, ...args], options);
  return process.platform === "win32" ? run("cmd.exe", ["/d", "/c", "npm", ...args], options) : run("npm", args, options);
}

/** Where the Node on the PATH keeps its npm. */
function npmBesideNode() {
  for (const folder of (process.env.PATH ?? "").split(delimiter)) {
    for (const place of ["node_modules/npm/bin/npm-cli.js", "../lib/node_modules/npm/bin/npm-cli.js"]) {
      const script = join(folder, place);
      if (folder && existsSync(script)) return script;
    }
  }
  return null;
}

/** The Node that the project pins, or the one that runs this script where the pinned one is not installed. */
export function pinnedNode() {
  const beside = join(root, "node_modules", "node", "bin", process.platform === "win32" ? "node.exe" : "node");
  return existsSync(beside) ? beside : process.execPath;
}

/**
 * The JavaScript file behind a package's command, to be run with a Node of our choice and without a shell.
 * @param {string} packageName @param {string} [command] @returns {string}
 */
export function commandOf(packageName, command) {
  const require = createRequire(join(root, "package.json"));
  const folder = join(root, "node_modules", packageName);
  const { bin, name } = require(join(folder, "package.json"));
  const file = typeof bin === "string" ? bin : bin[command ?? name.split("/").at(-1)];
  return join(folder, file);
}
