/** Debian packages that the tests need; only where this is Debian (or a descendant) and we are root. */
import { existsSync } from "node:fs";
import { run } from "./processes.mjs";

let listsAreFresh = false;

/** A machine that was just started may be updating itself. */
const patient = ["-o", "DPkg::Lock::Timeout=240"];

/**
 * Installs what is missing of `packages`.
 * @param {string[]} packages @param {{ log: (line: string) => void }} options
 * @returns {Promise<{ ok: true } | { ok: false, reason: string }>}
 */
export async function aptInstall(packages, { log }) {
  if (!existsSync("/usr/bin/apt-get")) return { ok: false, reason: "this is not Debian" };
  const missing = [];
  for (const name of packages) {
    const asked = await run("dpkg", ["-s", name], { timeoutMs: 10_000 });
    if (!asked.stdout.includes("Status: install ok installed")) missing.push(name);
  }
  if (missing.length === 0) return { ok: true };
  if (process.getuid?.() !== 0) return { ok: false, reason: `not root; run: sudo apt-get install ${missing.join(" ")}` };
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  if (!listsAreFresh) {
    log("apt-get update …");
    await run("apt-get", ["update", "-q", ...patient], { env, timeoutMs: 420_000 });
    listsAreFresh = true;
  }
  log(`apt-get install ${missing.join(" ")} …`);
  const installed = await run("apt-get", ["install", "-y", "-q", ...patient, "--no-install-recommends", ...missing], {
    env,
    timeoutMs: 600_000,
  });
  if (installed.code === 0) return { ok: true };
  return { ok: false, reason: `apt-get: ${installed.output.trim().split("\n").at(-1)}` };
}
