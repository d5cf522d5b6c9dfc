/** A display: whether there is one, an address opened in its browser, and a virtual one for tests. */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { aptInstall } from "./apt.mjs";

/** What Electron's window, tray and session bus need on a Debian without a desktop. */
const packages = [
  "xvfb",
  "xauth",
  "dbus",
  "dbus-x11",
  "libgtk-3-0",
  "libnss3",
  "libasound2",
  "libgbm1",
  "libxss1",
  "libatk-bridge2.0-0",
  "libdrm2",
  "libxshmfence1",
];

/** Windows and macOS always have one; elsewhere X11 or Wayland say so in the environment. */
export function hasDisplay() {
  if (process.platform === "win32" || process.platform === "darwin") return true;
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/**
 * Opens an address in the user's browser where there is a display; where that fails, nothing happens. No shell: the address may hold
 * what one would understand.
 * @param {string} url
 */
export function openInBrowser(url) {
  if (!hasDisplay()) return;
  const openers = { win32: ["rundll32", "url.dll,FileProtocolHandler"], darwin: ["open"] };
  const [program = "xdg-open", ...args] = openers[/** @type {"win32" | "darwin"} */ (process.platform)] ?? [];
  const child = spawn(program, [...args, url], { stdio: "ignore", detached: true, windowsHide: true });
  child.on("error", () => {});
  child.unref();
}

/**
 * What to put in front of a command so that it sees a display and a session bus. On Linux that is a virtual display even where
 * there is a real one: its size is known, and no test window gets in the way of the person at the desk.
 * @param {{ log: (line: string) => void }} options
 * @returns {Promise<{ command: string[] } | { missing: string }>}
 */
export async function displayCommand({ log }) {
  if (process.platform !== "linux") return { command: [] };
  const apt = await aptInstall(packages, { log });
  if (onPath("xvfb-run") && onPath("dbus-run-session")) {
    return { command: ["dbus-run-session", "--", "xvfb-run", "-a", "-s", "-screen 0 1280x800x24"] };
  }
  return { missing: `xvfb-run and dbus-run-session are needed (${apt.ok ? "not on the PATH" : apt.reason})` };
}

/** @param {string} program */
function onPath(program) {
  return (process.env.PATH ?? "").split(delimiter).some((folder) => folder !== "" && existsSync(join(folder, program)));
}
