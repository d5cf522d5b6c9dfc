/**
 * What stands in, on a machine without Windows, for the programs that electron-builder calls when it packages for Windows. Everything
 * that it decides by itself (files, fuses, resources, the installer's script) is then seen for real; what cannot be: whether it runs.
 *
 * electron    a folder with an electron.exe that holds a fuse wire and nothing else.
 * wine        electron-builder runs the half-built installer to get the uninstaller out of it. An empty program stands in.
 * plug-ins    the installer's script calls DLLs that only its publisher offers. Empty libraries with the same functions let makensis
 *             check each call.
 */
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, dirname, join } from "node:path";
import { aptInstall } from "./apt.mjs";
import { withElectronsVersion } from "./package-resources.mjs";
import { root } from "./processes.mjs";
import { tinyPe } from "./tiny-pe.mjs";

const require = createRequire(import.meta.url);

/** As @electron/fuses finds it: the sentinel, version 1, how many fuses, each as Electron is delivered. */
const fuseWire = Buffer.concat([
  Buffer.from("dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX", "latin1"),
  Buffer.from([1, 9]),
  Buffer.from("101100011", "latin1"),
]);

/** @param {string} dir @param {"x64" | "arm64"} arch @returns {Promise<string>} the folder */
export async function standInElectron(dir, arch) {
  rmSync(dir, { recursive: true, force: true });
  mkdirSync(join(dir, "resources"), { recursive: true });
  mkdirSync(join(dir, "locales"));
  writeFileSync(join(dir, "electron.exe"), await withElectronsVersion(tinyPe({ arch, data: fuseWire })));
  writeFileSync(join(dir, "version"), require("electron/package.json").version);
  writeFileSync(join(dir, "LICENSE"), "Electron's license stands here in the real package.\n");
  for (const language of ["en-US", "de", "es"]) writeFileSync(join(dir, "locales", `${language}.pak`), "");
  return dir;
}

/**
 * Tools for electron-builder's nsis target.
 * @param {{ dir: string, log: (line: string) => void }} options
 * @returns {Promise<{ env: Record<string, string>, script: string } | { missing: string }>} script: where the installer's scripts are kept, one
 *   behind the other
 */
export async function installerTools({ dir, log }) {
  const apt = await aptInstall(["nsis", "p7zip-full"], { log });
  const makensis = onPath("makensis");
  const sevenZip = onPath("7za") ?? onPath("7z");
  if (!makensis || !sevenZip) return { missing: `makensis and 7za are needed (${apt.ok ? "not on the PATH" : apt.reason})` };
  rmSync(dir, { recursive: true, force: true });
  const script = join(dir, "installer-scripts.nsi");
  mkdirSync(join(dir, "nsis", "linux"), { recursive: true });
  // The script comes on stdin. NSISDIR is meant for the bundle that electron-builder would download.
  const keeping = `#!/bin/sh\nunset NSISDIR\n{ printf '\\n; %s\\n' "$*"; tee /dev/fd/3; } 3>&1 >>'${script}' | '${makensis}' "$@"\n`;
  writeProgram(join(dir, "nsis", "linux", "makensis"), keeping);
  const empty = join(dir, "uninstaller.exe");
  writeFileSync(empty, tinyPe({ arch: "ia32" }));
  mkdirSync(join(dir, "bin"));
  // Named after the installer, as electron-builder expects to find it.
  writeProgram(join(dir, "bin", "wine"), `#!/bin/sh\ncp '${empty}' "\${1%exe}__uninstaller.exe"\n`);
  mkdirSync(join(dir, "resources", "plugins", "x86-unicode"), { recursive: true });
  for (const [plugin, functions] of Object.entries(pluginFunctions())) {
    const library = tinyPe({ arch: "ia32", exports: { file: `${plugin}.dll`, names: [...functions] } });
    writeFileSync(join(dir, "resources", "plugins", "x86-unicode", `${plugin}.dll`), library);
  }
  return {
    script,
    env: {
      ELECTRON_BUILDER_NSIS_DIR: join(dir, "nsis"),
      ELECTRON_BUILDER_NSIS_RESOURCES_DIR: join(dir, "resources"),
      ELECTRON_BUILDER_7ZIP_PATH: sevenZip,
      PATH: `${join(dir, "bin")}${delimiter}${process.env.PATH ?? ""}`,
    },
  };
}

/** The functions that electron-builder's template calls of plug-ins that makensis does not bring. @returns {Record<string, Set<string>>} */
function pluginFunctions() {
  const templates = join(root, "node_modules", "app-builder-lib", "templates", "nsis");
  const brought = new Set(["System", "nsDialogs", "nsExec", "StartMenu", "UserInfo", "LangDLL", "Banner"]);
  /** @type {Record<string, Set<string>>} */
  const found = {};
  for (const name of readdirSync(templates, { recursive: true, encoding: "utf8" })) {
    if (!/\.ns[hi]$/.test(name)) continue;
    for (const [, plugin = "", fn = ""] of readFileSync(join(templates, name), "utf8").matchAll(/\b([A-Za-z]\w+)::(\w+)/g)) {
      if (brought.has(plugin)) continue;
      found[plugin] ??= new Set();
      found[plugin].add(fn);
    }
  }
  return found;
}

/** @param {string} path @param {string} text */
function writeProgram(path, text) {
  writeFileSync(path, text);
  chmodSync(path, 0o755);
}

/** @param {string} program @returns {string | null} */
function onPath(program) {
  const places = (process.env.PATH ?? "").split(delimiter).map((folder) => join(folder, program));
  return places.find((path) => dirname(path) !== "." && existsSync(path)) ?? null;
}
