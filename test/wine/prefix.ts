/**
 * A Windows 10 of wine's for one run of these tests: a folder with drive C:, in it the program as the Windows package has it, and the process that
 * stands for Windows' kernel. That process is ours by its number and ends with the run, and with it every Windows program that is left.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { build } from "../../scripts/build.mjs";
import { stageForWindows } from "../../scripts/windows-staging.mjs";
import { bcryptPrimitives, wine } from "../../scripts/wine.mjs";

export interface Prefix {
  loader: string;
  node: string;
  env: Record<string, string>;
  /** The folder that is drive C:. */
  drive: string;
}

declare module "vitest" {
  interface ProvidedContext {
    wine: Prefix | { missing: string };
  }
}

const windowsVersion = "HKLM\\Software\\Microsoft\\Windows NT\\CurrentVersion";
/** From the build after it on, libuv sets a connection's keep-alive by options that wine 8 does not know, and every connection would fail. */
const build1703 = "15063";

const log = (line: string) => console.log(line);

export default async function setUp(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const missing = (why: string) => project.provide("wine", { missing: why });
  const found = await wine({ log });
  if ("missing" in found) return void missing(found.missing);
  const built = await build({ onlyIfStale: true });
  if (!built.ok) throw new Error(`The build failed: ${built.reason}`);
  const staged = await stageForWindows({ arch: "x64", log });
  if ("failed" in staged) {
    if (staged.offline)
      return void missing(`npm's registry cannot be reached, and its cache lacks the natives: ${staged.failed}`);
    throw new Error(staged.failed);
  }
  const prefix = mkdtempSync(join(tmpdir(), "plate-courier-wine-"));
  const drive = join(prefix, "drive_c");
  // winemenubuilder would write into the menus of whoever runs this; mscoree and mshtml would ask for downloads. Of netsh and schtasks wine
  // has a name only, and the tests put their own in that place.
  const quiet = { WINEDEBUG: "-all", WINEDLLOVERRIDES: "winemenubuilder.exe,mscoree,mshtml=d;netsh.exe,schtasks.exe=n,b" };
  const env = { ...(process.env as Record<string, string>), WINEPREFIX: prefix, WINEARCH: "win64", ...quiet, DISPLAY: "" };
  const server = spawn(found.server, ["--foreground", "--persistent"], { env, stdio: "ignore" });
  const tearDown = async () => {
    // Asked so, it ends every Windows program first; by a signal it would leave some behind.
    await ended(spawn(found.server, ["--kill"], { env, stdio: "ignore", timeout: 30_000 }));
    server.kill("SIGKILL");
    await ended(server);
    rmSync(prefix, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  };
  try {
    log("Wine: setting up a Windows 10 …");
    for (const args of [
      ["wineboot.exe", "--init"],
      ["winecfg.exe", "-v", "win10"],
      ...["CurrentBuild", "CurrentBuildNumber"].map((name) => [
        "reg.exe",
        "add",
        windowsVersion,
        "/v",
        name,
        "/d",
        build1703,
        "/f",
      ]),
    ]) {
      const code = await ended(spawn(found.loader, args, { env, stdio: "ignore", timeout: 120_000 }));
      if (code !== 0) throw new Error(`wine's ${args.join(" ")} ended with ${code}.`);
    }
    writeFileSync(join(drive, "windows/system32/bcryptprimitives.dll"), bcryptPrimitives());
    cpSync(staged.dir, join(drive, "Program Files/Plate Courier Headless"), { recursive: true });
  } catch (error) {
    await tearDown();
    throw error;
  }
  project.provide("wine", { loader: found.loader, node: found.node, env, drive });
  return tearDown;
}

/** Its exit code. What it started may live on and hold its pipes, so these are not waited for. */
function ended(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve(child.exitCode);
    child.once("exit", resolve);
    child.once("error", () => resolve(null));
  });
}
