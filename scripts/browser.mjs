/**
 * Finds a Chromium for the browser tests: an installed Chrome, Edge or Chromium; else Debian's, through apt where we are root;
 * else Playwright's own download. Says what it did.
 */
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { aptInstall } from "./apt.mjs";
import { commandOf, pinnedNode, run } from "./processes.mjs";

/**
 * @param {{ log: (line: string) => void }} options
 * @returns {Promise<{ path: string, found: string } | { missing: string }>} found: how, in words
 */
export async function browser({ log }) {
  const installed = installedBrowser();
  if (installed) return { path: installed, found: "installed" };
  log("Browser: no Chrome, Edge or Chromium is installed.");
  const apt = await aptInstall(["chromium"], { log });
  const fromApt = apt.ok ? installedBrowser() : null;
  if (fromApt) return { path: fromApt, found: "installed through apt" };
  log("Browser: fetching Playwright's own Chromium …");
  const fetched = await run(pinnedNode(), [commandOf("@playwright/test", "playwright"), "install", "chromium"], {
    timeoutMs: 300_000,
  });
  const own = await playwrightBrowser();
  if (fetched.code === 0 && own) return { path: own, found: "Playwright's own" };
  const why = fetched.output.trim().split("\n").at(-1);
  return { missing: `no browser is installed, apt: ${apt.ok ? "brought none" : apt.reason}, Playwright's download: ${why}` };
}

function installedBrowser() {
  const wished = process.env.PLATE_COURIER_BROWSER;
  return [...(wished ? [wished] : []), ...places()].find((path) => existsSync(path)) ?? null;
}

/** @returns {string[]} */
function places() {
  if (process.platform === "win32") {
    const roots = [process.env.PROGRAMFILES, process.env["PROGRAMFILES(X86)"], process.env.LOCALAPPDATA];
    const programs = [
      "Google/Chrome/Application/chrome.exe",
      "Microsoft/Edge/Application/msedge.exe",
      "Chromium/Application/chrome.exe",
    ];
    return roots.flatMap((root) => (root ? programs.map((program) => join(root, program)) : []));
  }
  if (process.platform === "darwin") {
    return ["Google Chrome", "Microsoft Edge", "Chromium"].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`);
  }
  const names = [
    "google-chrome-stable",
    "google-chrome",
    "microsoft-edge-stable",
    "microsoft-edge",
    "chromium",
    "chromium-browser",
  ];
  const folders = (process.env.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  return names.flatMap((name) => folders.map((folder) => join(folder, name)));
}

async function playwrightBrowser() {
  const { chromium } = await import("@playwright/test");
  const path = chromium.executablePath();
  return existsSync(path) ? path : null;
}
