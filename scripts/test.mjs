/**
 * `npm test`: every kind of test, one after the other, whether or not an earlier one failed. `npm test -- unit browser` runs
 * some. Sets up what they need, says what it skipped and why, and ends with the sum of what really ran. With CI=true a kind
 * that has to be skipped is a failure: a machine that cannot run a test must not look green.
 */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { aptInstall } from "./apt.mjs";
import { browser } from "./browser.mjs";
import { build } from "./build.mjs";
import { displayCommand } from "./display.mjs";
import { electronRuntime } from "./electron-runtime.mjs";
import { mosquitto } from "./mosquitto.mjs";
import { packageForTests } from "./package.mjs";
import { commandOf, pinnedNode, run } from "./processes.mjs";

/**
 * @typedef {{ passed: number, failed: number, skipped: number, note?: string }} Count note: what went wrong or is missing
 */

const minute = 60_000;
const node = pinnedNode();
const reports = mkdtempSync(join(tmpdir(), "plate-courier-reports-"));
const log = (/** @type {string} */ line) => console.log(line);

/** @type {Record<string, () => Promise<Count>>} in the order of running: quick and telling ones first */
const kinds = {
  types: () => oneOf(["src/main", "src/renderer", "test"].map((project) => [commandOf("typescript", "tsc"), "-p", project])),
  lint: () => oneOf([[commandOf("@biomejs/biome", "biome"), "check", "--error-on-warnings"]]),
  unit,
  build: async () => verdict(await build({ show: true })),
  package: packageTests,
  wine: wineTests,
  browser: browserTests,
  desktop: desktopTests,
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in kinds));
if (unknown.length > 0) {
  console.error(`There is no kind of test called ${unknown.join(", ")}. There are: ${Object.keys(kinds).join(", ")}.`);
  process.exit(2);
}

/** @type {[string, Count, number][]} */
const results = [];
try {
  for (const [name, runKind] of Object.entries(kinds)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    console.log(`\n=== ${name} ===`);
    const startedAt = Date.now();
    const count = await runKind().catch((error) => ({ passed: 0, failed: 1, skipped: 0, note: String(error?.stack ?? error) }));
    results.push([name, strict(count), Math.round((Date.now() - startedAt) / 1000)]);
  }
} finally {
  rmSync(reports, { recursive: true, force: true });
}

console.log("\n=== summary ===");
for (const [name, count, seconds] of results) {
  console.log(`${name.padEnd(8)} ${closing(count)} (${seconds} s)${count.note ? `\n         ${count.note}` : ""}`);
}
const sum = results.reduce(
  (total, [, count]) => ({
    passed: total.passed + count.passed,
    failed: total.failed + count.failed,
    skipped: total.skipped + count.skipped,
  }),
  { passed: 0, failed: 0, skipped: 0 },
);
console.log(`\n${closing(sum)}`);
process.exitCode = sum.failed > 0 || sum.passed === 0 ? 1 : 0;

/** @param {Count} count */
function closing({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}

/** A skipped kind (nothing of it ran) is a failure on CI. @param {Count} count @returns {Count} */
function strict(count) {
  const ranNothing = count.passed === 0 && count.failed === 0 && count.skipped > 0;
  if (!ranNothing || process.env.CI !== "true") return count;
  return { passed: 0, failed: count.skipped, skipped: 0, note: `Skipped, which CI does not allow: ${count.note ?? ""}` };
}

/** Counts as one: all the commands succeed. @param {string[][]} commands @returns {Promise<Count>} */
async function oneOf(commands) {
  let ok = true;
  for (const command of commands) {
    const { code } = await run(node, command, { show: true, timeoutMs: 5 * minute });
    ok &&= code === 0;
  }
  return verdict({ ok });
}

/** @param {{ ok: boolean, reason?: string }} outcome @returns {Count} */
function verdict({ ok, reason }) {
  return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0, ...(reason ? { note: reason } : {}) };
}

/** @returns {Promise<Count>} */
async function unit() {
  // The power cut test looks at the program through it; elsewhere that test is skipped.
  const strace = process.platform === "linux" ? await aptInstall(["strace"], { log }) : { ok: true };
  if ("reason" in strace) log(`Without strace the test of a power cut is skipped: ${strace.reason}`);
  const broker = await mosquitto({ log });
  if ("missing" in broker) log(`Mosquitto: ${broker.missing}. MQTT is tried against the simulated brokers only.`);
  const count = await vitest("unit", []);
  if (!("missing" in broker && broker.due && process.env.CI === "true")) return count;
  return { ...count, failed: count.failed + 1, note: `The tests against a real MQTT broker were skipped: ${broker.missing}` };
}

/** @returns {Promise<Count>} */
function packageTests() {
  return vitest("package", ["--config", "vitest.package.config.ts"]);
}

/** Windows' own Node on Linux; where that cannot be, the tests say why and skip. @returns {Promise<Count>} */
function wineTests() {
  return vitest("wine", ["--config", "vitest.wine.config.ts"]);
}

/** @param {string} kind @param {string[]} options @returns {Promise<Count>} */
async function vitest(kind, options) {
  const file = join(reports, `${kind}.json`);
  const args = [commandOf("vitest"), "run", ...options, "--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  const { code } = await run(node, args, { show: true, timeoutMs: 10 * minute });
  const report = reportOf(file);
  if (!report) return { passed: 0, failed: 1, skipped: 0, note: "vitest ended without a report" };
  const count = {
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests + (report.numTodoTests ?? 0),
  };
  // A file that cannot be loaded, or an error outside any test, fails the run without failing a test.
  return code !== 0 && count.failed === 0 ? { ...count, failed: 1, note: "vitest failed outside the tests, see above" } : count;
}

/** @returns {Promise<Count>} */
async function browserTests() {
  const built = await build({ onlyIfStale: true });
  if (!built.ok) return { passed: 0, failed: 1, skipped: 0, note: `The build failed: ${built.reason}` };
  const found = await browser({ log });
  if ("missing" in found) return { passed: 0, failed: 0, skipped: 1, note: `No browser: ${found.missing}` };
  log(`Browser: ${found.path} (${found.found})`);
  return playwright("browser", [], { PLATE_COURIER_BROWSER: found.path });
}

/** @returns {Promise<Count>} */
async function desktopTests() {
  const runtime = await electronRuntime({ log });
  if ("missing" in runtime) return { passed: 0, failed: 0, skipped: 1, note: `No Electron: ${runtime.missing}` };
  log(
    `Electron: ${runtime.version}, ${runtime.stock ? "the one that ships" : "a stand-in for the one that ships"} (${runtime.path})`,
  );
  const display = await displayCommand({ log });
  if ("missing" in display) return { passed: 0, failed: 0, skipped: 1, note: `No display: ${display.missing}` };
  const packaged = await packageForTests({ runtime, log });
  if ("failed" in packaged) return { passed: 0, failed: 1, skipped: 0, note: `Packaging failed: ${packaged.failed}` };
  log(`Desktop: ${packaged.program}`);
  return playwright("desktop", display.command, { PLATE_COURIER_DESKTOP: packaged.program });
}

/**
 * @param {string} project @param {string[]} wrapper a command that is put in front, for a display
 * @param {Record<string, string>} env @returns {Promise<Count>}
 */
async function playwright(project, wrapper, env) {
  const file = join(reports, `${project}.json`);
  const command = [...wrapper, node, commandOf("@playwright/test", "playwright"), "test", `--project=${project}`];
  const [program = node, ...args] = [...command, "--reporter=list,json"];
  const { code } = await run(program, args, {
    show: true,
    timeoutMs: 25 * minute,
    env: { ...process.env, ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: file, FORCE_COLOR: "0" },
  });
  const stats = reportOf(file)?.stats;
  if (!stats) return { passed: 0, failed: 1, skipped: 0, note: "Playwright ended without a report" };
  const count = { passed: stats.expected + stats.flaky, failed: stats.unexpected, skipped: stats.skipped };
  return code !== 0 && count.failed === 0
    ? { ...count, failed: 1, note: "Playwright failed outside the tests, see above" }
    : count;
}

/** @param {string} file */
function reportOf(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return null;
  }
}
