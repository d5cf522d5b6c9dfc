import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { aptInstall } from "../../scripts/apt.mjs";
import { run } from "../../scripts/processes.mjs";
import { missing, outside, windowsProgram } from "./windows.ts";

const root = join(import.meta.dirname, "../..");
const log = (line: string) => console.log(line);
const firewallRule =
  'netsh.exe advfirewall firewall add rule name="Plate Courier" dir=in action=allow ' +
  'program="C:\\Program Files\\Plate Courier\\Plate Courier.exe" protocol=TCP profile=private,domain enable=yes';
const allRules = 'netsh.exe advfirewall firewall delete rule name="Plate Courier" dir=in';
const taskEnds = 'schtasks.exe /End /TN "\\Plate Courier\\Receive"';
const taskRuns = 'schtasks.exe /Run /TN "\\Plate Courier\\Receive"';
const taskGoes = 'schtasks.exe /Delete /TN "\\Plate Courier\\Receive" /F';

const forAll = "C:\\Program Files\\Plate Courier\\";
const key = "HKLM\\Software\\plate-courier-under-wine";
const runKey = "HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Run";

let reason = missing();
if (reason === null) {
  const apt = await aptInstall(["nsis"], { log });
  if ((await run("makensis", ["-VERSION"])).code !== 0)
    reason = `makensis is needed (${apt.ok ? "not on the PATH" : apt.reason})`;
}
if (reason !== null) log(`No installer is tried under wine: ${reason}`);

/** What netsh and schtasks were called with since the last look; wine has them in name only. */
function told(): string[] {
  const file = outside("C:\\told.txt");
  const text = existsSync(file) ? readFileSync(file, "utf16le") : "";
  rmSync(file, { force: true });
  return text.split("\n").flatMap((line) => (line === "" ? [] : [line.replace(/^"?C:\\windows\\system32\\(\w+\.exe)"?/i, "$1")]));
}

async function registryValue(path: string, name: string): Promise<string | null> {
  const { code, out } = await windowsProgram(["reg.exe", "query", path, "/v", name]);
  return code === 0 ? (/REG_SZ\s+(.*?)\s*$/m.exec(out)?.[1] ?? null) : null;
}

describe.skipIf(reason !== null)("the installer's own steps on Windows", () => {
  const work = reason === null ? mkdtempSync(join(tmpdir(), "plate-courier-nsis-")) : "";
  const local = () => outside("C:\\users\\").concat(process.env.USER ?? "root", "/AppData/Local");

  async function compile(script: string, file: string, defines: Record<string, string>): Promise<string> {
    const path = join(work, file);
    const args = Object.entries({ ...defines, OUT_FILE: path }).map(([name, value]) => `-D${name}=${value}`);
    const { code, output } = await run("makensis", ["-V2", ...args, join(import.meta.dirname, script)]);
    expect(code, output).toBe(0);
    return path;
  }

  async function installerOf(version: string): Promise<string> {
    const uninstaller = join(work, `uninstaller-${version}.exe`);
    const template = join(root, "node_modules/app-builder-lib/templates/nsis");
    const defines = {
      PROJECT: root,
      TEMPLATE: template,
      VERSION: version,
      UNINSTALLER: `Z:${uninstaller.replaceAll("/", "\\")}`,
    };
    const writer = await compile("installer.nsi", `writer-${version}.exe`, { ...defines, BUILD_UNINSTALLER: "" });
    expect((await windowsProgram([writer])).code).toBe(0);
    return compile("installer.nsi", `setup-${version}.exe`, { ...defines, UNINSTALLER: uninstaller });
  }

  let first = "";
  let second = "";
  beforeAll(async () => {
    first = await installerOf("1");
    second = await installerOf("2");
    const recorder = await compile("told.nsi", "told.exe", {});
    for (const name of ["netsh.exe", "schtasks.exe"]) {
      rmSync(outside(`C:\\windows\\system32\\${name}`), { force: true });
      cpSync(recorder, outside(`C:\\windows\\system32\\${name}`));
    }
  });
  afterAll(() => rmSync(work, { recursive: true, force: true }));

  /** Data of a person and of a start at boot, the copy that updates keep, and the start at login. */
  beforeEach(async () => {
    for (const place of [`${local()}/Plate Courier/data`, outside("C:\\ProgramData\\Plate Courier")]) {
      mkdirSync(place, { recursive: true });
      writeFileSync(join(place, "plate-courier.db"), "");
    }
    mkdirSync(outside("C:\\ProgramData\\Plate Courier\\attach"), { recursive: true });
    mkdirSync(`${local()}/plate-courier-updater`, { recursive: true });
    await windowsProgram(["reg.exe", "add", runKey, "/v", "com.platecourier.desktop", "/d", "x", "/f"]);
    told();
  });

  const keptData = () => ({
    person: existsSync(`${local()}/Plate Courier/data/plate-courier.db`),
    boot: existsSync(outside("C:\\ProgramData\\Plate Courier\\plate-courier.db")),
  });
  const version = () => {
    const file = outside(`${forAll}Plate Courier.exe`);
    return existsSync(file) ? readFileSync(file, "utf8") : null;
  };

  /** The uninstaller goes on from a copy of itself. */
  async function uninstall(dir: string, ...switches: string[]): Promise<void> {
    expect((await windowsProgram([`${dir}Uninstall Plate Courier.exe`, "/S", ...switches])).code).toBe(0);
    await expect.poll(() => existsSync(outside(dir)), { timeout: 30_000 }).toBe(false);
    // Its last steps come after that.
    await sleep(500);
  }

  it("make the firewall rule that was asked for, keep it and all data over an upgrade, and take away everything but the data", async () => {
    expect((await windowsProgram([first, "/S", "/firewall=yes"])).code).toBe(0);
    expect(told()).toEqual([taskEnds, allRules, firewallRule, taskRuns]);
    expect(await registryValue(key, "Firewall")).toBe("yes");

    expect((await windowsProgram([second, "/S"])).code).toBe(0);
    expect(told()).toEqual([taskEnds, taskEnds, allRules, firewallRule, taskRuns]);
    expect({ version: version(), ...keptData() }).toEqual({ version: "2", person: true, boot: true });
    expect(await registryValue(runKey, "com.platecourier.desktop")).toBe("x");
    expect(existsSync(`${local()}/plate-courier-updater`)).toBe(true);
    expect(existsSync(outside("C:\\ProgramData\\Plate Courier\\attach"))).toBe(true);

    await uninstall(forAll);
    expect(told()).toEqual([taskEnds, allRules, taskGoes]);
    expect(keptData()).toEqual({ person: true, boot: true });
    expect(await registryValue(runKey, "com.platecourier.desktop")).toBeNull();
    expect(await registryValue(key, "Firewall")).toBeNull();
    expect(existsSync(`${local()}/plate-courier-updater`)).toBe(false);
    expect(existsSync(outside("C:\\ProgramData\\Plate Courier\\attach"))).toBe(false);
  });

  it("ask the receiver of a start at boot to end, and wait until it has", async () => {
    const folder = outside("C:\\ProgramData\\Plate Courier");
    writeFileSync(join(folder, "plate-courier.pid"), "1");
    const installing = windowsProgram([first, "/S"]);
    // As the receiver does: the file goes when it is read, its number when all has ended.
    await expect.poll(() => existsSync(join(folder, "end-request")), { timeout: 30_000 }).toBe(true);
    rmSync(join(folder, "end-request"));
    await sleep(2000);
    expect(told()).toEqual([]);
    rmSync(join(folder, "plate-courier.pid"));
    expect((await installing).code).toBe(0);
    expect(told()).toEqual([taskEnds, taskRuns]);
    await uninstall(forAll);
  });

  it("take the rule away where that is asked, and the data with --delete-app-data", async () => {
    expect((await windowsProgram([first, "/S", "/firewall=no"])).code).toBe(0);
    const own = `${allRules} program="C:\\Program Files\\Plate Courier\\Plate Courier.exe"`;
    expect(told()).toEqual([taskEnds, own, taskRuns]);
    expect(await registryValue(key, "Firewall")).toBe("no");
    await uninstall(forAll, "--delete-app-data");
    expect(keptData()).toEqual({ person: false, boot: false });
  });

  it("make no rule where nobody was asked, and none for one user, whose uninstaller leaves the others' data", async () => {
    expect((await windowsProgram([first, "/S"])).code).toBe(0);
    expect(told()).toEqual([taskEnds, taskRuns]);
    await uninstall(forAll);
    told();

    expect((await windowsProgram([first, "/S", "/currentuser", "/firewall=yes"])).code).toBe(0);
    expect(told()).toEqual([taskEnds]);
    const dir = `C:\\users\\${process.env.USER ?? "root"}\\AppData\\Local\\Programs\\Plate Courier\\`;
    await uninstall(dir, "/currentuser", "--delete-app-data");
    expect(told()).toEqual([taskEnds]);
    expect(keptData()).toEqual({ person: false, boot: true });
  });

  it("end without a question when the old version cannot be taken away", async () => {
    mkdirSync(outside(forAll), { recursive: true });
    // An uninstaller that fails: what it is made of says only that it ends with 1.
    cpSync(await compile("told.nsi", "failing.exe", {}), outside(`${forAll}Uninstall Plate Courier.exe`));
    writeFileSync(outside("C:\\old-uninstaller.exe fails"), "");
    expect((await windowsProgram([first, "/S"])).code).toBe(2);
    expect(version()).toBeNull();
    rmSync(outside(forAll), { recursive: true });
  });
});
