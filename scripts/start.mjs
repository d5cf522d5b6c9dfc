/**
 * `npm start`: builds where needed, then starts the desktop application where there is an Electron and a display, else the same
 * receiver headless. Says which, why, and where to look. Arguments are passed on.
 */
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "./build.mjs";
import { hasDisplay } from "./display.mjs";
import { electronRuntime } from "./electron-runtime.mjs";
import { packageForTests } from "./package.mjs";
import { pinnedNode, root } from "./processes.mjs";

const args = process.argv.slice(2);
const log = (/** @type {string} */ line) => console.log(line);

const built = await build({ onlyIfStale: true });
if (!built.ok) {
  console.error(`The build failed:\n${built.reason}`);
  process.exit(1);
}
if (built.built) log("Built out/ from src/.");

const desktop = await desktopCommand();
if ("why" in desktop) {
  log(`Plate Courier starts headless: ${desktop.why}.`);
  startHeadless();
} else {
  log(`Plate Courier starts as a desktop application: a display is there, and Electron ${desktop.version}.`);
  log("Its window shows the address for your cameras; it stays in the tray when the window is closed.");
  follow(spawn(desktop.program, [...desktop.args, ...rootless(), ...args], { cwd: root, stdio: "inherit" }));
}

/** @returns {Promise<{ program: string, args: string[], version: string } | { why: string }>} */
async function desktopCommand() {
  if (!hasDisplay()) return { why: "there is no display" };
  // Nothing large is fetched behind the back of someone who only wants to start it.
  const runtime = await electronRuntime({ log, download: "stock" });
  if ("missing" in runtime) return { why: `there is no Electron to run (${runtime.missing})` };
  if (runtime.stock) return { program: runtime.path, args: [root], version: runtime.version };
  const packaged = await packageForTests({ runtime, log });
  if ("failed" in packaged) return { why: `the desktop application cannot be packaged (${packaged.failed})` };
  return { program: packaged.program, args: [], version: runtime.version };
}

/** Chromium refuses to run sandboxed as root. */
function rootless() {
  return process.platform === "linux" && process.getuid?.() === 0 ? ["--no-sandbox"] : [];
}

function startHeadless() {
  const given = args[0] && !args[0].startsWith("-") ? args : ["serve", ...args];
  const serving = given[0] === "serve";
  const own = serving && !given.includes("--ready-file");
  const folder = own ? mkdtempSync(join(tmpdir(), "plate-courier-")) : null;
  const readyFile = folder ? join(folder, "ready.json") : null;
  const child = spawn(
    pinnedNode(),
    [join(root, "out", "main", "headless.js"), ...given, ...(readyFile ? ["--ready-file", readyFile] : [])],
    { cwd: root, stdio: "inherit" },
  );
  const timer = readyFile ? setInterval(() => tellWhere(readyFile), 100) : undefined;
  follow(child, () => {
    clearInterval(timer);
    if (folder) rmSync(folder, { recursive: true, force: true });
  });

  /** @param {string} file */
  function tellWhere(file) {
    if (!existsSync(file)) return;
    clearInterval(timer);
    const ready = JSON.parse(readFileSync(file, "utf8"));
    log("");
    log(`  Post webhooks to   ${ready.receiver}`);
    log(`  Watch them at      ${ready.console}${ready.consoleToken ? `#token=${ready.consoleToken}` : ""}`);
    log("");
  }
}

/**
 * This process ends as its child does. A signal is passed on once, so that the receiver stops gracefully.
 * @param {import("node:child_process").ChildProcess} child @param {() => void} [ended]
 */
function follow(child, ended = () => {}) {
  // Ctrl+C in a terminal reaches the child as well: it must not end this process first.
  process.on("SIGINT", () => {});
  process.on("SIGTERM", () => child.kill("SIGTERM"));
  child.on("error", (error) => {
    console.error(`It could not be started: ${error.message}`);
    ended();
    process.exit(1);
  });
  child.on("exit", (code, signal) => {
    ended();
    process.exit(code ?? (signal ? 1 : 0));
  });
}
