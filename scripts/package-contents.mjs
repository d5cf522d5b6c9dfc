/**
 * What is inside a packaged application for Windows, and what is wrong with it. Looks at files only, so it works on any machine:
 * `node scripts/package-contents.mjs dist/win-unpacked x64` prints the list, and fails where something is wrong.
 */
import { closeSync, existsSync, openSync, readdirSync, readFileSync, readSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { join, relative, sep } from "node:path";
import { pathToFileURL } from "node:url";
import { readResources } from "./package-resources.mjs";
import { root } from "./processes.mjs";

const require = createRequire(import.meta.url);

/** Where in the package our own files may lie; all else of ours does not belong there. */
const places = [
  /^package\.json$/,
  /^out\/main\/([\w-]+|chunks\/[\w.-]+)\.js$/,
  /^out\/renderer\/index\.html$/,
  /^out\/renderer\/assets\/[\w.-]+\.(js|css|woff2?|png|svg|jpg)$/,
  /^assets\/(icon\.(ico|png)|sample-scene\.\w+|tray\/[\w@-]+\.(ico|png))$/,
];

/** Never, wherever it lies: sources, tests, maps, what a developer keeps beside them, and keys. */
const unwanted = [
  /\.(ts|mts|cts|tsx|map|md|markdown|c|cc|cpp|h|gyp|snap|tgz|bnf)$/i,
  /(^|\/)(tests?|__tests__|spec|fixtures|examples?|benchmark|docs|\.github|\.git|coverage)\//i,
  /(^|\/)(\.env|\.npmrc|tsconfig|biome|eslint|vitest)[^/]*$/i,
  /\.(pem|pfx|p12|key|crt|jks|sqlite|db|log)$/i,
];

/** A stand-in of the desktop tests' build, and what only those who build need. */
const neverShipped = ["@photostructure", "electron", "electron-builder", "vitest", "typescript", "node"];

const secrets = [
  /-----BEGIN [A-Z ]*PRIVATE KEY-----\s+[A-Za-z0-9+/]{20}/,
  /\bnpm_[A-Za-z0-9]{36}\b/,
  /\bgh[pousr]_[A-Za-z0-9]{36}\b/,
  /\bAKIA[0-9A-Z]{16}\b/,
];

/** What electron-builder.yml asks for, as the fuse wire spells it. */
const wantedFuses = {
  RunAsNode: false,
  EnableCookieEncryption: true,
  EnableNodeOptionsEnvironmentVariable: false,
  EnableNodeCliInspectArguments: false,
  EnableEmbeddedAsarIntegrityValidation: true,
  OnlyLoadAppFromAsar: true,
  LoadBrowserProcessSpecificV8Snapshot: false,
  GrantFileProtocolExtraPrivileges: false,
};

const machines = { 332: "ia32", 34404: "x64", 43620: "arm64" };

/**
 * @typedef {{ path: string, bytes: number, place: "beside" | "asar" | "unpacked" }} Entry
 * @param {string} dir such as dist/win-unpacked @param {"x64" | "arm64"} arch
 * @returns {Promise<{ entries: Entry[], problems: string[] }>} problems: sentences, none where all is well
 */
export async function inspectPackage(dir, arch) {
  const problems = [];
  const archive = join(dir, "resources", "app.asar");
  const program = join(dir, "Plate Courier.exe");
  for (const path of [archive, program]) if (!existsSync(path)) return { entries: [], problems: [`${path} is missing.`] };
  const packed = packedFiles(archive);
  const entries = [...besideFiles(dir), ...packed].sort((a, b) => (a.path < b.path ? -1 : 1));

  for (const { path } of packed) {
    if (!path.startsWith("node_modules/") && !places.some((place) => place.test(path)))
      problems.push(`${path} does not belong into the package.`);
    if (unwanted.some((pattern) => pattern.test(path))) problems.push(`${path} must not be shipped.`);
    const foreign = neverShipped.find((name) => path.startsWith(`node_modules/${name}/`));
    if (foreign) problems.push(`${path}: the package ${foreign} is for those who build.`);
  }
  for (const { path, bytes } of packed.filter(({ place }) => place === "unpacked")) {
    const found = statSync(join(`${archive}.unpacked`, path), { throwIfNoEntry: false });
    if (found?.size !== bytes) problems.push(`${path} ${found ? "is damaged" : "is missing"}.`);
  }
  problems.push(...nativeProblems(dir, packed, arch), ...secretProblems(archive));
  problems.push(...(await fuseProblems(program)), ...(await resourceProblems(program)));
  return { entries, problems };
}

/** @param {string} archive @returns {Entry[]} */
function packedFiles(archive) {
  const asar = require(require.resolve("@electron/asar", { paths: [require.resolve("app-builder-lib/package.json")] }));
  const names = asar.listPackage(archive).map((/** @type {string} */ name) => name.slice(1));
  return names.flatMap((/** @type {string} */ name) => {
    const { size, unpacked } = asar.statFile(archive, name);
    const path = name.split("\\").join("/");
    return size === undefined ? [] : [{ path, bytes: size, place: unpacked ? "unpacked" : "asar" }];
  });
}

/** Everything of the folder but the archive's own unpacked files. @param {string} dir @returns {Entry[]} */
function besideFiles(dir) {
  return readdirSync(dir, { recursive: true, encoding: "utf8" })
    .filter((name) => statSync(join(dir, name)).isFile() && !name.includes("app.asar.unpacked"))
    .map((name) => ({ path: name.split(sep).join("/"), bytes: statSync(join(dir, name)).size, place: "beside" }));
}

/**
 * Each native file must be of this architecture and lie where it can be loaded from; sharp's must be there.
 * @param {string} dir @param {Entry[]} packed @param {"x64" | "arm64"} arch
 */
function* nativeProblems(dir, packed, arch) {
  const folder = `node_modules/@img/sharp-win32-${arch}`;
  const needed = [/^lib\/sharp-win32-\w+-[\d.]+\.node$/, /^lib\/libvips-42\.dll$/, /^lib\/libvips-cpp-[\d.]+\.dll$/];
  const there = packed.filter(({ path }) => path.startsWith(`${folder}/`)).map(({ path }) => path.slice(folder.length + 1));
  for (const pattern of needed)
    if (!there.some((path) => pattern.test(path))) yield `${folder} lacks ${pattern.source}: sharp cannot be loaded.`;
  for (const { path } of packed.filter(({ path }) => /^node_modules\/@img\/sharp(-libvips)?-/.test(path)))
    if (!path.startsWith(`${folder}/`)) yield `${path} is for another system.`;
  for (const { path, place } of packed) {
    if (place === "asar" && /\.(node|dll|exe|so|dylib)(\.[\d.]+)?$/i.test(path))
      yield `${path} is packed, and can only be loaded from a real file.`;
  }
  for (const path of readdirSync(dir, { recursive: true, encoding: "utf8" })) {
    if (!statSync(join(dir, path)).isFile()) continue;
    // Where it is installed: the uninstaller is what NSIS makes for every Windows.
    if (path === "Uninstall Plate Courier.exe") continue;
    const kind = nativeKind(join(dir, path));
    if (kind !== null && kind !== arch) yield `${path} is made for ${kind}, not for Windows ${arch}.`;
  }
}

/** For what a program file or library is made; null: it is none. @param {string} path @returns {string | null} */
function nativeKind(path) {
  const head = Buffer.alloc(1024);
  const file = openSync(path, "r");
  try {
    readSync(file, head, 0, head.length, 0);
  } finally {
    closeSync(file);
  }
  if (head.subarray(0, 4).equals(Buffer.from("\x7fELF", "latin1"))) return "Linux";
  if (
    [0xfeedface, 0xfeedfacf, 0xcafebabe].includes(head.readUInt32BE(0)) ||
    [0xfeedface, 0xfeedfacf].includes(head.readUInt32LE(0))
  )
    return "macOS";
  if (head.toString("latin1", 0, 2) !== "MZ") return null;
  const at = head.readUInt32LE(0x3c);
  if (at > head.length - 6 || head.toString("latin1", at, at + 2) !== "PE") return "an unknown machine";
  return machines[/** @type {keyof typeof machines} */ (head.readUInt16LE(at + 4))] ?? "an unknown machine";
}

/** The archive is not compressed: all texts in it can be searched at once. @param {string} archive */
function* secretProblems(archive) {
  const text = readFileSync(archive, "latin1");
  for (const pattern of secrets) {
    const found = pattern.exec(text);
    if (found) yield `The archive holds what looks like a secret: ${found[0].slice(0, 12)}…`;
  }
  if (text.includes(root)) yield `The archive names the folder in which it was built (${root}).`;
  if (text.includes("@photostructure/sqlite"))
    yield "The archive takes SQLite from @photostructure/sqlite: this is the desktop tests' build.";
}

/** @param {string} program */
async function fuseProblems(program) {
  const { getCurrentFuseWire, FuseV1Options, FuseState } = await import("@electron/fuses");
  const wire = /** @type {Record<number, number>} */ (await getCurrentFuseWire(program));
  return Object.entries(wantedFuses).flatMap(([name, on]) => {
    const state = wire[FuseV1Options[/** @type {keyof typeof wantedFuses} */ (name)]];
    return state === (on ? FuseState.ENABLE : FuseState.DISABLE) ? [] : [`The fuse ${name} is not ${on ? "on" : "off"}.`];
  });
}

/** @param {string} program */
async function resourceProblems(program) {
  const { version, productName } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const found = await readResources(program);
  const problems = [];
  if (found.version.ProductName !== productName)
    problems.push(`The program calls itself ${found.version.ProductName}, not ${productName}.`);
  if (!found.version.ProductVersion?.startsWith(version))
    problems.push(`The program says version ${found.version.ProductVersion}, not ${version}.`);
  for (const key of ["FileDescription", "LegalCopyright", "CompanyName"])
    if (!found.version[key]) problems.push(`The program's version resource lacks ${key}.`);
  for (const size of [16, 24, 32, 48, 64, 256])
    if (!found.iconSizes.includes(size)) problems.push(`The program has no icon of ${size} pixels.`);
  if (!found.asarIntegrity) problems.push("The program does not know the archive's hash: its integrity cannot be checked.");
  return problems;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [dir = join(root, "dist", "win-unpacked"), arch = "x64"] = process.argv.slice(2);
  const { entries, problems } = await inspectPackage(dir, arch === "arm64" ? "arm64" : "x64");
  for (const { path, bytes, place } of entries) console.log(`${place.padEnd(8)} ${String(bytes).padStart(10)} ${path}`);
  console.log(`\n${entries.length} files in ${relative(process.cwd(), dir) || dir}`);
  for (const problem of problems) console.error(problem);
  process.exitCode = problems.length > 0 ? 1 : 0;
}
