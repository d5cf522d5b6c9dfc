/**
 * Packages the desktop application for this platform into dist/: on Windows an installer for each architecture (--arch=x64 makes one
 * only), signed where CSC_LINK or WIN_CSC_LINK names a certificate, with its update manifest beside it. With --test: the folder that the desktop tests drive, in
 * dist/test/, which differs from what ships in two points only: Playwright may attach to it, and where the Electron at hand is
 * the tests' stand-in (older, without node:sqlite) the build takes SQLite from a package with the same API.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "./build.mjs";
import { electronRuntime } from "./electron-runtime.mjs";
import { commandOf, pinnedNode, root, run } from "./processes.mjs";
import { architectures, stageForWindows } from "./windows-staging.mjs";

const testOutput = "dist/test";
/** Not out/: a build for the stand-in must never be started, or shipped, by mistake. */
const standInBuild = "dist/stand-in-build";

/**
 * @param {{ runtime: import("./electron-runtime.mjs").Runtime, log: (line: string) => void }} options
 * @returns {Promise<{ program: string } | { failed: string }>}
 */
export async function packageForTests({ runtime, log }) {
  const outDir = runtime.stock ? "out" : standInBuild;
  const built = await build(
    runtime.stock ? { onlyIfStale: true } : { onlyIfStale: true, outDir, env: { PLATE_COURIER_TEST_SQLITE: "1" } },
  );
  if (!built.ok) return { failed: `the build: ${built.reason}` };
  log(`Packaging for Electron ${runtime.version} …`);
  rmSync(join(root, testOutput), { recursive: true, force: true });
  const packaged = await electronBuilder(["--dir"], {
    extends: join(root, "electron-builder.yml"),
    directories: { output: testOutput },
    electronDist: runtime.dir,
    electronVersion: runtime.version,
    electronFuses: { enableNodeCliInspectArguments: true },
    ...(runtime.stock ? {} : { files: standInFiles(), asarUnpack: ["node_modules/@photostructure/**"] }),
  });
  if (packaged.code !== 0) return { failed: packaged.output.trim().split("\n").slice(-12).join("\n") };
  const program = programIn(join(root, testOutput));
  return program ? { program } : { failed: `no program was found in ${testOutput}` };
}

function standInFiles() {
  return [
    "!out/**",
    { from: standInBuild, to: "out" },
    {
      from: "node_modules/@photostructure/sqlite",
      to: "node_modules/@photostructure/sqlite",
      filter: ["package.json", "dist/**", "prebuilds/linux-x64/**"],
    },
    { from: "node_modules/node-gyp-build", to: "node_modules/node-gyp-build" },
  ];
}

/**
 * @param {string[]} args @param {Record<string, unknown>} changes to electron-builder.yml
 */
function electronBuilder(args, changes) {
  const file = join(root, "dist", "electron-builder.generated.json");
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify({ extends: "electron-builder.yml", ...changes }, null, 2));
  return run(pinnedNode(), [commandOf("electron-builder", "electron-builder"), ...args, "--config", file, "--publish", "never"], {
    timeoutMs: 600_000,
    // Without a certificate there is nothing to look for.
    env: { ...process.env, ...(process.env.CSC_LINK ? {} : { CSC_IDENTITY_AUTO_DISCOVERY: "false" }) },
    show: process.argv[1]?.endsWith("package.mjs") ?? false,
  });
}

/** The started file of the packaged folder, where each platform puts it. @param {string} output */
function programIn(output) {
  const places = ["linux-unpacked/plate-courier", "win-unpacked/Plate Courier.exe"].concat(
    ["mac", "mac-arm64"].map((folder) => `${folder}/Plate Courier.app/Contents/MacOS/Plate Courier`),
  );
  return places.map((place) => join(output, place)).find((path) => existsSync(path)) ?? null;
}

/** @param {string[]} args @param {(line: string) => void} log @returns {Promise<string | null>} why it failed */
async function packageForRelease(args, log) {
  const built = await build({ onlyIfStale: true, show: true });
  if (!built.ok) return built.reason ?? "the build";
  if (process.platform !== "win32") {
    const { code } = await electronBuilder([], {});
    return code === 0 ? null : "electron-builder failed, see above";
  }
  const wished = args.find((arg) => arg.startsWith("--arch="))?.slice("--arch=".length);
  const wanted = architectures.filter((arch) => wished === undefined || wished === arch);
  if (wanted.length === 0) return `--arch=${wished}: give ${architectures.join(" or ")}`;
  for (const arch of wanted) {
    const staged = await stageForWindows({ arch, log });
    if ("failed" in staged) return staged.failed;
    const { code } = await electronBuilder(["--win", `--${arch}`], { directories: { app: staged.dir }, ...feed() });
    if (code !== 0) return "electron-builder failed, see above";
    // Each architecture has a manifest of its own: one that names both installers would have to be put together, and could be mixed up.
    const manifest = join(root, "dist", "latest.yml");
    if (existsSync(manifest)) renameSync(manifest, join(root, "dist", `latest-${arch}.yml`));
  }
  return null;
}

/** With an address for updates electron-builder writes the manifest that scripts/sign-update.mjs signs. */
function feed() {
  const { url } = JSON.parse(readFileSync(join(root, "src", "main", "updates", "release-feed.json"), "utf8"));
  return url === null ? {} : { publish: [{ provider: "generic", url }] };
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const log = (/** @type {string} */ line) => console.log(line);
  let failure = null;
  if (process.argv.includes("--test")) {
    const runtime = await electronRuntime({ log });
    const packaged = "missing" in runtime ? { failed: runtime.missing } : await packageForTests({ runtime, log });
    if ("program" in packaged) log(`Packaged: ${packaged.program}`);
    else failure = packaged.failed;
  } else failure = await packageForRelease(process.argv.slice(2), log);
  if (failure) console.error(`Packaging failed: ${failure}`);
  process.exitCode = failure ? 1 : 0;
}
