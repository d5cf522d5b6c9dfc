/**
 * The folder that one architecture's Windows package is made from: the built program, and of node_modules what is needed at run time
 * with the natives of this architecture and no other. A checkout's own node_modules has those of the machine that builds.
 */
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { npm, root } from "./processes.mjs";

export const architectures = /** @type {const} */ (["x64", "arm64"]);

/** What npm must agree with the lockfile on; the rest of package.json is for those who build. */
const kept = ["name", "productName", "version", "description", "license", "author", "private", "type", "main"];

/**
 * Needs a build in out/. Fetches through npm, from its cache where it can.
 * @param {{ arch: (typeof architectures)[number], log: (line: string) => void }} options
 * @returns {Promise<{ dir: string } | { failed: string, offline: boolean }>} offline: the registry could not be reached
 */
export async function stageForWindows({ arch, log }) {
  const dir = join(root, "dist", "stage", `win32-${arch}`);
  rmSync(dir, { recursive: true, force: true });
  mkdirSync(dir, { recursive: true });
  for (const name of ["package.json", "package-lock.json"]) cpSync(join(root, name), join(dir, name));
  log(`Fetching the natives for Windows ${arch} …`);
  const args = [
    "ci",
    "--omit=dev",
    "--os=win32",
    `--cpu=${arch}`,
    "--ignore-scripts",
    "--prefer-offline",
    "--no-audit",
    "--no-fund",
  ];
  const { code, output } = await npm(args, { cwd: dir, timeoutMs: 300_000 });
  if (code !== 0) {
    const offline = /ENOTFOUND|ECONNREFUSED|ETIMEDOUT|EAI_AGAIN|ENOTCACHED|network/.test(output);
    return { failed: output.trim().split("\n").slice(-8).join("\n"), offline };
  }
  for (const name of ["out", "assets"]) cpSync(join(root, name), join(dir, name), { recursive: true });
  const whole = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const shipped = Object.fromEntries([...kept, "dependencies"].map((key) => [key, whole[key]]));
  writeFileSync(join(dir, "package.json"), `${JSON.stringify(shipped, null, 2)}\n`);
  rmSync(join(dir, "package-lock.json"));
  return { dir };
}
