/** A display for the desktop application: whether there is one, and a virtual one for tests. */
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
