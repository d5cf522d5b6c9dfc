/**
 * Does the installer work on a real Windows? Installs silently, posts a webhook to the program, finds it in the store, upgrades from
 * the release before where there is one, uninstalls, and looks whether anything but the data is left.
 *
 *   npm run smoke:windows -- --installers dist/release --previous dist/previous --yes
 *
 * It changes this computer, so it wants --yes; as an administrator, on a machine that has no Plate Courier.
 */
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { inspectPackage } from "./package-contents.mjs";
import { pinnedNode, root, run } from "./processes.mjs";
import { bootProcess, startAtBoot } from "./windows-boot.mjs";
import { dataDir, installDir, installedVersion, machineDir, program, traces, uninstaller } from "./windows-state.mjs";

const largestInstaller = 110 * 1024 * 1024;
const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const headless = join(root, "out", "main", "headless.js");

const { values } = parseArgs({
  options: { installers: { type: "string" }, previous: { type: "string" }, yes: { type: "boolean" } },
});
if (process.platform !== "win32" || !values.yes || !values.installers) {
  console.error("This installs and removes Plate Courier on a Windows computer: --installers DIR [--previous DIR] --yes");
  process.exit(2);
}
const installer = installerIn(values.installers);
const previous = values.previous && existsSync(values.previous) ? installerIn(values.previous, false) : null;
if (!installer) throw new Error(`There is no …-x64.exe in ${values.installers}.`);

/** The plates that were posted, each of which must be in the store from then on. @type {string[]} */
const posted = [];

await step("this computer has no Plate Courier", async () => {
  const there = Object.entries(await traces()).filter(([, is]) => is);
  expect(there.length === 0, `already there: ${there.map(([name]) => name).join(", ")}`);
});
await step("the installer is small enough", async () => {
  const { size } = statSync(installer);
  expect(size < largestInstaller, `it has ${(size / 1024 / 1024).toFixed(1)} MB`);
});
if (previous) {
  await step("the release before installs, and receives", async () => {
    await install(previous);
    await receiveOne("SMOKE1");
  });
} else console.log("(there is no release before this one: no upgrade to try)");
await step("it installs silently, with the firewall rule that was asked for", async () => {
  await install(installer);
  const { "cache of updates": _cache, "start at login": _login, "task at boot": _boot, ...wanted } = await traces();
  for (const [name, is] of Object.entries(wanted)) expect(is, `${name} is missing`);
  const found = await installedVersion();
  expect(found === version, `Windows shows version ${found}, not ${version}`);
});
await step("what is installed is what was packaged", async () => {
  const { problems } = await inspectPackage(installDir, "x64");
  expect(problems.length === 0, problems.join("\n"));
});
await step("it receives, keeps, and what was kept before is there", () => receiveOne("SMOKE2"));
await step("the same installer over it, while it runs, keeps data and firewall rule", async () => {
  const running = await start();
  await install(installer, []);
  await running.ended();
  expect((await traces())["firewall rule"], "the firewall rule is gone");
  await receiveOne("SMOKE3");
});
await step("it receives from the start of the computer on, and is there again after it was killed", async () => {
  await startAtBoot(true);
  await until(async () => bootProcess() !== null, 60_000, "the task's program does not receive after a minute");
  const sent = await run(pinnedNode(), [headless, "send", "http://127.0.0.1:8001/", "--plate", "SMOKE4"], { timeoutMs: 60_000 });
  expect(sent.code === 0, `the webhook was not taken: ${sent.output}`);
  posted.push("SMOKE4");
  await storeHolds(posted, machineDir);
  const first = bootProcess();
  await run("taskkill", ["/F", "/PID", String(first)]);
  const again = async () => bootProcess() !== first && (await traces())["task at boot"] === true;
  // No document of Microsoft's says for sure that a program that was killed counts as a failed task.
  await until(again, 150_000, "").catch(() =>
    console.log("(Windows did not start it again: correct docs/install.md, and the task)"),
  );
});
await step("the data comes back when that is switched off", async () => {
  await startAtBoot(false);
  expect(!existsSync(machineDir), `${machineDir} is still there`);
  await storeHolds(posted);
});
await step("it uninstalls silently and leaves nothing but the data", async () => {
  await run(uninstaller, ["/allusers", "/S"], { timeoutMs: 120_000 });
  // The uninstaller goes on from a copy of itself.
  await until(async () => !existsSync(program) && !(await traces())["registry key"], 120_000, "the program is still there");
  const left = Object.entries(await traces()).filter(([, is]) => is);
  expect(left.length === 0, `left behind: ${left.map(([name]) => name).join(", ")}`);
  await storeHolds(posted);
});
console.log("\nEverything works.");

/** @param {string} dir @param {boolean} [own] of this version */
function installerIn(dir, own = true) {
  const name = readdirSync(dir).find((file) => file.endsWith(own ? `-${version}-x64.exe` : "-x64.exe"));
  return name ? join(dir, name) : null;
}

/** @param {string} path @param {string[]} [switches] */
async function install(path, switches = ["/firewall=yes"]) {
  const { code, output } = await run(path, ["/S", "/allusers", ...switches], { timeoutMs: 300_000 });
  expect(code === 0, `${path} ended with ${code}: ${output}`);
}

/** Starts the installed program on its usual data folder. */
async function start() {
  const readyFile = join(mkdtempSync(join(tmpdir(), "plate-courier-smoke-")), "ready.json");
  const child = spawn(program, ["--hidden", "--port=0", "--host=127.0.0.1", `--ready-file=${readyFile}`], { stdio: "ignore" });
  const exit = new Promise((resolve) => child.once("exit", resolve));
  await until(async () => existsSync(readyFile), 60_000, "the program does not receive after a minute");
  const { receiver } = JSON.parse(readFileSync(readyFile, "utf8"));
  return { receiver, kill: () => child.kill(), ended: () => exit };
}

/** Posts one webhook, ends the program as a power cut would, and looks for it in the store. @param {string} plate */
async function receiveOne(plate) {
  const { receiver, kill, ended } = await start();
  const sent = await run(pinnedNode(), [headless, "send", receiver, "--plate", plate], { timeoutMs: 60_000 });
  expect(sent.code === 0, `the webhook was not taken: ${sent.output}`);
  posted.push(plate);
  kill();
  await ended();
  await storeHolds(posted);
}

/** @param {string[]} plates @param {string} [folder] */
async function storeHolds(plates, folder = dataDir) {
  const { code, output } = await run(pinnedNode(), [headless, "export", "reads", "--data-dir", folder], { timeoutMs: 60_000 });
  expect(code === 0, output);
  for (const plate of plates) expect(output.toUpperCase().includes(plate), `${plate} is not in the store`);
}

/** @param {string} name @param {() => Promise<void>} what */
async function step(name, what) {
  const startedAt = Date.now();
  try {
    await what();
    console.log(`ok      ${name} (${Math.round((Date.now() - startedAt) / 1000)} s)`);
  } catch (error) {
    console.error(`FAILED  ${name}\n        ${error instanceof Error ? error.message : error}`);
    process.exit(1);
  }
}

/** @param {boolean} holds @param {string} otherwise */
function expect(holds, otherwise) {
  if (!holds) throw new Error(otherwise);
}

/** @param {() => Promise<boolean>} what @param {number} ms @param {string} otherwise */
async function until(what, ms, otherwise) {
  for (const end = Date.now() + ms; Date.now() < end; await sleep(250)) if (await what()) return;
  throw new Error(otherwise);
}
