import { XMLParser } from "fast-xml-parser";
import { describe, expect, it } from "vitest";
import { problemOf, quoted, refused, scriptOff, scriptOn } from "../../../src/main/desktop/workstation/boot-scripts.ts";
import { accessLists, argument, machineFolder, taskXml } from "../../../src/main/desktop/workstation/boot-task.ts";
import { askingScript, encoded } from "../../../src/main/desktop/workstation/elevated.ts";
import { inSpanish } from "../../shared/phrases/told.ts";

const program = "C:\\Program Files\\Plate Courier\\Plate Courier.exe";
const dataDir = "C:\\ProgramData\\Plate Courier";
const move = { userFolder: "C:\\Users\\O'Brien & Søn\\AppData\\Local\\Plate Courier\\data", pid: 4711 };

describe("the scheduled task", () => {
  const task = new XMLParser({ ignoreAttributes: false }).parse(taskXml({ program, dataDir })).Task;

  it("starts with the computer, as an account with few rights, and does not end by itself", () => {
    expect(task["@_xmlns"]).toBe("http://schemas.microsoft.com/windows/2004/02/mit/task");
    expect(task.Triggers).toEqual({ BootTrigger: { Enabled: true } });
    expect(task.Principals.Principal).toMatchObject({ UserId: "S-1-5-19", RunLevel: "LeastPrivilege" });
    expect(task.Settings).toMatchObject({
      ExecutionTimeLimit: "PT0S",
      MultipleInstancesPolicy: "IgnoreNew",
      DisallowStartIfOnBatteries: false,
      StopIfGoingOnBatteries: false,
      RunOnlyIfNetworkAvailable: false,
      RestartOnFailure: { Interval: "PT1M", Count: 255 },
    });
  });

  it("runs the same program in the background, on the folder for all users", () => {
    expect(task.Actions.Exec).toEqual({ Command: program, Arguments: `--background --data-dir "${dataDir}"` });
  });

  it("stays well-formed for any path", () => {
    const odd = new XMLParser().parse(taskXml({ program: "C:\\R&D <1>\\a.exe", dataDir: "D:\\" })).Task;
    expect(odd.Actions.Exec).toEqual({ Command: "C:\\R&D <1>\\a.exe", Arguments: '--background --data-dir "D:\\\\"' });
  });

  it("quotes a word so that its end stays its end", () => {
    expect(argument("D:\\plates\\")).toBe('"D:\\plates\\\\"');
    expect(argument('a"b')).toBe('"ab"');
  });
});

describe("the folder for all users", () => {
  it("is in ProgramData, and nowhere on other systems", () => {
    expect(machineFolder("win32", { ProgramData: "D:\\ProgramData" })).toBe("D:\\ProgramData\\Plate Courier");
    expect(machineFolder("win32", {})).toBe(dataDir);
    expect(machineFolder("linux", {})).toBeNull();
  });

  it("is taken from whoever made it, then opened to three accounts only, and its attach folder to who sits there", () => {
    expect(accessLists(dataDir)).toEqual([
      [dataDir, "/setowner", "*S-1-5-32-544", "/T", "/C", "/Q"],
      [dataDir, "/reset", "/T", "/C", "/Q"],
      [
        ...[dataDir, "/inheritance:r", "/grant:r", "*S-1-5-18:(OI)(CI)F", "*S-1-5-32-544:(OI)(CI)F"],
        ...["*S-1-5-19:(OI)(CI)M", "/Q"],
      ],
      [`${dataDir}\\attach`, "/grant", "*S-1-5-4:(OI)(CI)RX", "/Q"],
    ]);
    // Users (545), Everyone (1-1-0) and Authenticated Users (5-11) get nothing.
    expect(JSON.stringify(accessLists(dataDir))).not.toMatch(/S-1-5-32-545|S-1-1-0|S-1-5-11:/);
  });
});

describe("what an administrator agrees to", () => {
  const on = scriptOn({ program, dataDir }, move);

  it("protects the folder before data is moved there, and starts the task last", () => {
    const order = [
      "New-Item",
      "/setowner",
      "/inheritance:r",
      "/grant'",
      "Wait-Process -Id 4711",
      "robocopy",
      "Register-",
      "Start-",
    ];
    const places = order.map((word) => on.indexOf(word));
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(on.indexOf("Remove-Item -LiteralPath 'C:\\Users")).toBeGreaterThan(on.indexOf("Start-ScheduledTask"));
  });

  it("never mirrors over data that was kept: that folder gets a name of its own before anything is moved", () => {
    const off = scriptOff({ dataDir }, move);
    for (const [script, kept] of [
      [on, "Plate Courier"],
      [off, "data"],
    ] as const) {
      expect(script).toContain(`-NewName ('${kept} kept ' + (Get-Date`);
      expect(script.indexOf("Rename-Item")).toBeLessThan(script.indexOf("robocopy"));
    }
    expect(on.indexOf("Rename-Item")).toBeLessThan(on.indexOf("New-Item"));
  });

  it("takes names literally, whatever they contain", () => {
    expect(quoted("O'Brien")).toBe("'O''Brien'");
    expect(quoted("‘a’ $(calc) `b")).toBe("'‘‘a’’ $(calc) `b'");
    expect(on).toContain("O''Brien & Søn");
    expect(on).not.toMatch(/"\$\(|Invoke-Expression/);
  });

  it("undoes what is not whole", () => {
    const afterCatch = on.slice(on.indexOf("} catch {"));
    expect(afterCatch).toContain("Unregister-ScheduledTask");
    expect(afterCatch).toContain("Remove-Item -LiteralPath 'C:\\ProgramData\\Plate Courier\\attach'");
    expect(afterCatch).not.toContain("AppData");
  });

  it("moves the data back before the folder is removed, and waits for the task's process to let it go", () => {
    const off = scriptOff({ dataDir }, move);
    const order = ["Stop-ScheduledTask", "Unregister-ScheduledTask", "plate-courier.pid", "robocopy", "Remove-Item"];
    // The receiver is asked to end before all of this: what counts is what comes last.
    const places = order.map((word) => off.lastIndexOf(word));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });

  it("is asked through Windows' own question, and a no is told apart", () => {
    const asking = askingScript("exit 0");
    expect(asking).toContain("-Verb RunAs");
    expect(asking).toContain(encoded("exit 0"));
    expect(asking).toContain(`exit ${refused}`);
    expect(Buffer.from(encoded("ä"), "base64").toString("utf16le")).toBe("ä");
  });

  it("fits into a command line, also with the longest path that a folder may have", () => {
    const deep = { ...move, userFolder: `C:\\${"O'Brien & Søn\\".repeat(18)}data` };
    expect(askingScript(scriptOn({ program, dataDir }, deep)).length).toBeLessThan(32_000);
    // As one argument, as it is.
    expect(askingScript(on)).not.toMatch(/["\n]/);
  });

  it("runs Windows' own programs only, by their full paths", () => {
    for (const script of [on, scriptOff({ dataDir }, move), askingScript(on)]) {
      expect(script).toContain("[Environment]::SystemDirectory");
      expect(script).not.toMatch(/(& |-FilePath )\w+\.exe/);
    }
  });

  it.each([
    [0, null],
    [refused, /nobody agreed/],
    [10, /folder/],
    [11, /protected/],
    [12, /moved/],
    [13, /Task Scheduler/],
    [99, /code 99/],
  ])("ends with code %s, which is told", (code, words) => {
    if (words === null) expect(problemOf(code)).toBeNull();
    else {
      expect(problemOf(code)).toMatch(words);
      inSpanish(problemOf(code));
    }
  });
});
