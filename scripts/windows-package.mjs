/**
 * The Windows package as far as it can be made on any machine: the real files, fuses, resources and installer script, around an
 * electron.exe that stands in and does nothing. For looking at, never for shipping.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { build } from "./build.mjs";
import { inspectPackage } from "./package-contents.mjs";
import { commandOf, pinnedNode, root, run } from "./processes.mjs";
import { stageForWindows } from "./windows-staging.mjs";
import { installerTools, standInElectron } from "./windows-stand-ins.mjs";

export { inspectPackage };

const require = createRequire(import.meta.url);
const work = join(root, "dist", "package-check");

/**
 * @typedef {{ dir: string, installer: { path: string, bytes: number, scripts: string } | { missing: string }, manifest: string | null }} Made
 *   dir: the folder that would be installed. scripts: what makensis was given. manifest: latest.yml.
 * @param {{ arch: "x64" | "arm64", log: (line: string) => void, changes?: Record<string, unknown> }} options
 *   changes: to electron-builder.yml
 * @returns {Promise<Made | { failed: string } | { offline: string }>}
 */
export async function makeWindowsPackage({ arch, log, changes = {} }) {
  const built = await build({ onlyIfStale: true });
  if (!built.ok) return { failed: `the build: ${built.reason}` };
  const staged = await stageForWindows({ arch, log });
  if ("failed" in staged) return staged.offline ? { offline: staged.failed } : { failed: staged.failed };
  const tools = await installerTools({ dir: join(work, `tools-${arch}`), log });
  const output = join(work, arch);
  rmSync(output, { recursive: true, force: true });
  mkdirSync(output, { recursive: true });
  const config = join(work, `electron-builder-${arch}.json`);
  writeFileSync(
    config,
    JSON.stringify({
      extends: join(root, "electron-builder.yml"),
      directories: { app: staged.dir, output },
      electronDist: await standInElectron(join(work, `electron-${arch}`), arch),
      electronVersion: require("electron/package.json").version,
      win: { signExecutable: false },
      publish: [{ provider: "generic", url: "https://updates.example/plate-courier" }],
      ...changes,
    }),
  );
  const target = "missing" in tools ? "dir" : "nsis";
  log(`Packaging for Windows ${arch} (${target}) …`);
  const args = ["--win", target, `--${arch}`, "--config", config, "--publish", "never"];
  const { code, output: said } = await run(pinnedNode(), [commandOf("electron-builder", "electron-builder"), ...args], {
    timeoutMs: 300_000,
    env: { ...process.env, CSC_IDENTITY_AUTO_DISCOVERY: "false", ...("missing" in tools ? {} : tools.env) },
  });
  if (code !== 0) return { failed: whatMatters(said) };
  const dir = join(output, readdirSync(output).find((name) => name.endsWith("unpacked")) ?? "");
  const manifest = join(output, "latest.yml");
  return { dir, installer: installerIn(output, tools), manifest: existsSync(manifest) ? readFileSync(manifest, "utf8") : null };
}

/** @param {string} output @param {Awaited<ReturnType<typeof installerTools>>} tools @returns {Made["installer"]} */
function installerIn(output, tools) {
  if ("missing" in tools) return tools;
  const name = readdirSync(output).find((file) => file.endsWith(".exe"));
  if (!name) return { missing: `electron-builder left no installer in ${output}` };
  const path = join(output, name);
  return { path, bytes: statSync(path).size, scripts: readFileSync(tools.script, "utf8") };
}

/** electron-builder repeats makensis' whole command line; the fault stands in a few lines. @param {string} said */
function whatMatters(said) {
  const lines = said.split("\n").filter((line) => line.trim() !== "" && !line.startsWith("Command line defined"));
  return [...new Set(lines)].slice(-25).join("\n");
}
