import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { refused, scriptOff } from "../../../src/main/desktop/workstation/boot-scripts.ts";
import { askingScript, encoded } from "../../../src/main/desktop/workstation/elevated.ts";
import { beginningScript, updateScript } from "../../../src/main/desktop/workstation/update-script.ts";

const sha512 = createHash("sha512").update("installer").digest("base64");
const order = {
  path: "C:\\Users\\O'Brien\\AppData\\Local\\plate-courier-updater\\pending\\Plate-Courier-Setup-1.1.0-x64.exe",
  file: { bytes: 98_234_123, sha512 },
  pid: 4711,
  program: "C:\\Program Files\\Plate Courier\\Plate Courier.exe",
};
const dataDir = "C:\\ProgramData\\Plate Courier";

/** Where each of these begins, in their order; -1 where one is missing. */
const places = (script: string, ...parts: string[]) => parts.map((part) => script.indexOf(part));

describe("the script that an administrator agrees to for an update", () => {
  const script = updateScript(order);

  it("copies the installer to where only administrators write, and holds the copy against what was signed, before it starts it", () => {
    const found = places(
      script,
      "Join-Path ([Environment]::GetFolderPath('ProgramFiles')) 'Plate Courier Update'",
      "New-Item -ItemType Directory -Path $folder",
      "Copy-Item -LiteralPath 'C:\\Users\\O''Brien\\",
      "(Get-Item -LiteralPath $setup).Length -ne 98234123",
      `(Get-FileHash -LiteralPath $setup -Algorithm SHA512).Hash -ne '${createHash("sha512").update("installer").digest("hex").toUpperCase()}'`,
      "Wait-Process -Id 4711",
      "Start-Process -FilePath $setup",
    );
    expect(found).not.toContain(-1);
    expect(found.toSorted((a, b) => a - b)).toEqual(found);
    // What lies in the user's folder is read once, and never started.
    expect(script.split("O''Brien").length - 1).toBe(1);
  });

  it("starts the window again as the user where a step fails, and leaves no installer behind", () => {
    const failed = script.slice(script.indexOf("} catch {"));
    expect(failed).toContain("'explorer.exe') 'C:\\Program Files\\Plate Courier\\Plate Courier.exe'");
    expect(script.trimEnd().endsWith("exit $code")).toBe(true);
    expect(script.lastIndexOf("Remove-Item -LiteralPath $folder")).toBeGreaterThan(script.indexOf("} catch {"));
  });

  it("is begun with Windows' question, which is not waited for beyond its answer", () => {
    const asked = beginningScript(script);
    expect(asked).toContain("-Verb RunAs");
    expect(asked).not.toContain("-Wait");
    expect(asked).toContain(`catch { exit ${refused} }`);
    expect(asked).toContain(encoded(script));
  });

  it.each([
    ["an update", beginningScript(script)],
    [
      "switching off",
      askingScript(
        scriptOff({ dataDir }, { userFolder: "C:\\Users\\somebody with a long name\\AppData\\Local\\Plate Courier\\data" }),
      ),
    ],
  ])("fits on a command line of Windows, inside of the one that asks: %s", (_what, asked) => {
    expect(encoded(asked).length).toBeLessThan(32_000);
  });
});

describe("switching the start with the computer off", () => {
  it("asks the receiver to end in order, and ends its task only then", () => {
    const found = places(
      scriptOff({ dataDir }, { userFolder: "C:\\Users\\a" }),
      "New-Item -ItemType File -Force -Path 'C:\\ProgramData\\Plate Courier\\end-request'",
      "Start-Sleep -Milliseconds 500",
      "Stop-ScheduledTask",
      "robocopy.exe",
    );
    expect(found).not.toContain(-1);
    expect(found.toSorted((a, b) => a - b)).toEqual(found);
  });
});
