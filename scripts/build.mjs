/** The build: out/ from src/ through electron-vite, when it is missing or older than what it is made of. */
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { commandOf, pinnedNode, root, run } from "./processes.mjs";

/** What a build is made of, and the last file that a build writes. */
const inputs = ["src", "electron.vite.config.ts", "package.json", "package-lock.json"];
const products = ["main/desktop.js", "main/headless.js", "renderer/index.html"];

/**
 * @param {{ show?: boolean, onlyIfStale?: boolean, outDir?: string, env?: Record<string, string> }} [options]
 * @returns {Promise<{ ok: boolean, built: boolean, reason?: string }>}
 */
export async function build({ show = false, onlyIfStale = false, outDir = "out", env = {} } = {}) {
  if (onlyIfStale && !isStale(outDir)) return { ok: true, built: false };
  const { code, output } = await run(pinnedNode(), [commandOf("electron-vite"), "build", "--outDir", outDir], {
    show,
    timeoutMs: 300_000,
    env: { ...process.env, NODE_ENV: "production", ...env },
  });
  if (code === 0) return { ok: true, built: true };
  return { ok: false, built: false, reason: output.trim().split("\n").slice(-12).join("\n") };
}

/** @param {string} outDir */
export function isStale(outDir = "out") {
  const made = products.map((name) => join(root, outDir, name));
  if (!made.every((path) => existsSync(path))) return true;
  const oldest = Math.min(...made.map((path) => statSync(path).mtimeMs));
  return inputs.some((name) => existsSync(join(root, name)) && newest(join(root, name)) > oldest);
}

/** Newest change of a file, or of anything in a folder. @param {string} path @returns {number} */
function newest(path) {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  // The folder's own time counts too: that is what a deleted file changes.
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}
