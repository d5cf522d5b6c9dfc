/**
 * The start with the computer, on a real Windows: the very scripts that an administrator agrees to in the settings, run by one. Only exit
 * codes and files count.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { pinnedNode, root, run } from "./processes.mjs";
import { dataDir, machineDir, program } from "./windows-state.mjs";

const scripts = pathToFileURL(join(root, "src", "main", "desktop", "workstation", "boot-scripts.ts")).href;
const instanceFile = join(machineDir, "attach", "instance.json");

/** Sets it up (true) or takes it away, with the data. @param {boolean} on */
export async function startAtBoot(on) {
  const task = { program, dataDir: machineDir };
  // Nobody has the data open here: there is no such process to wait for.
  const move = { userFolder: dataDir, pid: 2 ** 22 + 1 };
  const call = `${on ? "scriptOn" : "scriptOff"}(${JSON.stringify(task)}, ${JSON.stringify(move)})`;
  const text = `const { scriptOn, scriptOff } = await import(${JSON.stringify(scripts)}); process.stdout.write(${call});`;
  const made = await run(pinnedNode(), ["--input-type=module", "-e", text], { timeoutMs: 30_000 });
  if (made.code !== 0) throw new Error(made.output);
  const encoded = Buffer.from(made.stdout, "utf16le").toString("base64");
  const { code, output } = await run("powershell", ["-NoProfile", "-NonInteractive", "-EncodedCommand", encoded], {
    timeoutMs: 300_000,
  });
  if (code !== 0)
    throw new Error(`the script ended with ${code} (src/main/desktop/workstation/boot-scripts.ts tells of what): ${output}`);
}

/** The process that receives since the start of the computer, or null. @returns {number | null} */
export function bootProcess() {
  return existsSync(instanceFile) ? JSON.parse(readFileSync(instanceFile, "utf8")).pid : null;
}
