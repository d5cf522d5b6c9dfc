/** What an installation left on this Windows, asked through its own programs. Only exit codes count: their words depend on the language. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { run } from "./processes.mjs";

/** electron-builder's name for us in the registry: it follows from the application id, and never changes. */
const guid = "d4419348-f39c-54c1-a1ca-93743d694b76";
const env = (/** @type {string} */ name) => process.env[name] ?? "";

export const installDir = join(env("ProgramFiles"), "Plate Courier");
export const program = join(installDir, "Plate Courier.exe");
export const uninstaller = join(installDir, "Uninstall Plate Courier.exe");
export const userData = join(env("LOCALAPPDATA"), "Plate Courier");
export const dataDir = join(userData, "data");
/** The data of a receiver that starts with the computer. */
export const machineDir = join(env("ProgramData"), "Plate Courier");

/** @param {string} file @param {string[]} args */
const succeeds = async (file, args) => (await run(file, args, { timeoutMs: 60_000 })).code === 0;

/** Every trace of an installation for all users, by name, and whether it is there. @returns {Promise<Record<string, boolean>>} */
export async function traces() {
  const key = (/** @type {string} */ path) => succeeds("reg", ["query", path, "/reg:64"]);
  return {
    program: existsSync(program),
    "entry in Apps": await key(`HKLM\\Software\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\${guid}`),
    "registry key": await key(`HKLM\\Software\\${guid}`),
    "Start menu entry": existsSync(join(env("ProgramData"), "Microsoft\\Windows\\Start Menu\\Programs\\Plate Courier.lnk")),
    "firewall rule": await succeeds("netsh", ["advfirewall", "firewall", "show", "rule", "name=Plate Courier", "dir=in"]),
    "cache of updates": existsSync(join(env("LOCALAPPDATA"), "plate-courier-updater")),
    "start at login": await succeeds("reg", [
      "query",
      "HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Run",
      "/v",
      "com.platecourier.desktop",
    ]),
    "task at boot": await succeeds("schtasks", ["/Query", "/TN", "\\Plate Courier\\Receive"]),
  };
}

/** The version that Windows shows among its apps, or null. */
export async function installedVersion() {
  const path = `HKLM\\Software\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\${guid}`;
  const { code, stdout } = await run("reg", ["query", path, "/v", "DisplayVersion", "/reg:64"], { timeoutMs: 30_000 });
  return code === 0 ? (/DisplayVersion\s+REG_SZ\s+(\S+)/.exec(stdout)?.[1] ?? null) : null;
}
