import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { createStartAtLogin } from "../../../src/main/desktop/workstation/start-at-login.ts";
import { createWorkstation, type WorkstationDependencies } from "../../../src/main/desktop/workstation/workstation.ts";
import { silentLog } from "../../../src/main/log.ts";
import { reseal } from "../../../src/main/settings/reseal.ts";
import { createKeyFileSecretBox } from "../../../src/main/settings/secret-box.ts";

let dir = "";
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "plate-courier-workstation-"));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
});

describe("starting at login", () => {
  const onWindows = (kept: { asked?: unknown; openAtLogin?: boolean }) =>
    createStartAtLogin({
      app: {
        isPackaged: true,
        getLoginItemSettings: () => ({ openAtLogin: true, executableWillLaunchAtLogin: kept.openAtLogin ?? false }) as never,
        setLoginItemSettings: (asked) => Object.assign(kept, { asked, openAtLogin: asked?.openAtLogin }),
      },
      ...{ platform: "win32", program: "C:\\Plate Courier.exe", autostartFolder: dir },
    });

  it("is told to Windows with the program, hidden, and read as the Task Manager has it", () => {
    const kept: { asked?: unknown } = {};
    const start = onWindows(kept);
    expect(start.get()).toBe(false);
    start.set(true);
    expect(kept.asked).toEqual({ path: "C:\\Plate Courier.exe", args: ["--hidden"], openAtLogin: true, enabled: true });
    expect(start.get()).toBe(true);
  });

  it("is a desktop entry on Linux", () => {
    const start = createStartAtLogin({
      app: { isPackaged: true, getLoginItemSettings: () => ({}) as never, setLoginItemSettings() {} },
      ...{ platform: "linux", program: '/opt/Plate $Courier/100%/plate"courier', autostartFolder: join(dir, "autostart") },
    });
    expect(start.get()).toBe(false);
    start.set(true);
    expect(start.get()).toBe(true);
    const entry = readFileSync(join(dir, "autostart/plate-courier.desktop"), "utf8");
    expect(entry).toContain('Exec="/opt/Plate \\$Courier/100%%/plate\\"courier" --hidden\n');
    start.set(false);
    expect(start.get()).toBe(false);
  });

  it("is not offered for a program that is not installed", () => {
    const app = { isPackaged: false, getLoginItemSettings: () => ({}) as never, setLoginItemSettings() {} };
    expect(createStartAtLogin({ app, platform: "win32", program: "x", autostartFolder: dir }).get()).toBeNull();
  });
});

describe("starting with the computer", () => {
  const started: string[] = [];
  function workstation(changes: Partial<WorkstationDependencies>) {
    started.length = 0;
    return createWorkstation({
      ...{ attached: false, notifications: true, machine: join(dir, "all"), userFolder: join(dir, "own"), program: "p", pid: 1 },
      profile: join(dir, "home"),
      startAtLogin: { get: () => false, set() {} },
      freeSecrets: async () => void started.push("secrets"),
      runElevated: async () => 0,
      startAnew: () => void started.push("anew"),
      log: silentLog,
      ...changes,
    });
  }

  it("frees the secrets, asks, and starts anew once the folder is there", async () => {
    const desk = workstation({
      // As the elevated script does, which then waits for this process to end.
      runElevated(script) {
        started.push("asked");
        expect(script).toContain("Register-ScheduledTask");
        mkdirSync(join(dir, "all/attach"), { recursive: true });
        return new Promise(() => {});
      },
    });
    expect(await desk.setStartAtBoot(true)).toMatchObject({ startAtBoot: true });
    expect(started).toEqual(["secrets", "asked", "anew"]);
  });

  it("changes nothing and says so when nobody agrees", async () => {
    const desk = workstation({ runElevated: async () => 1223 });
    await expect(desk.setStartAtBoot(true)).rejects.toThrow(/nobody agreed\. Nothing was changed/);
    expect(started).toEqual(["secrets"]);
    expect((await desk.view()).startAtBoot).toBe(false);
  });

  it("is taken back by the window that is attached", async () => {
    mkdirSync(join(dir, "all/attach"), { recursive: true });
    const desk = workstation({
      attached: true,
      async runElevated(script) {
        expect(script).toContain("Unregister-ScheduledTask");
        rmSync(join(dir, "all"), { recursive: true });
        return 0;
      },
    });
    expect(await desk.setStartAtBoot(false)).toMatchObject({ startAtBoot: false });
    expect(started).toEqual(["anew"]);
  });

  it("is refused for a program in the user's own profile, before anybody is asked", async () => {
    const desk = workstation({ program: join(dir, "Home/Programs/plate-courier") });
    await expect(desk.setStartAtBoot(true)).rejects.toThrow(/Install it for all users/);
    expect(started).toEqual([]);
  });

  it("is not there where the system has no such thing", async () => {
    const desk = workstation({ machine: null });
    expect((await desk.view()).startAtBoot).toBeNull();
    await expect(desk.setStartAtBoot(true)).rejects.toThrow(/no way/);
  });
});

describe("secrets that move to another account", () => {
  it("are encrypted anew wherever they stand, and nothing else is touched", async () => {
    const system = {
      encrypt: async (plain: string) => `s1:${Buffer.from(plain).toString("base64")}`,
      async decrypt(text: string) {
        if (text.includes("QUJD")) throw new Error("another user's");
        return Buffer.from(text.slice(3), "base64").toString();
      },
    };
    const file = createKeyFileSecretBox({ dir, environmentKey: undefined });
    const settings = {
      destinations: [{ name: "s1: the first site", secrets: { password: await system.encrypt("geheim") } }],
      lists: [{ sync: { token: await system.encrypt("tok"), lost: "s1:QUJD" } }],
      port: 8001,
      tls: null,
    };
    const moved = await reseal(settings, "s1:", system, file);
    expect(moved).toMatchObject({ port: 8001, tls: null, destinations: [{ name: "s1: the first site" }] });
    expect(moved.destinations[0]?.secrets.password).toMatch(/^k1:/);
    expect(await file.decrypt(moved.destinations[0]?.secrets.password ?? "")).toBe("geheim");
    expect(await file.decrypt(moved.lists[0]?.sync.token ?? "")).toBe("tok");
    expect(moved.lists[0]?.sync.lost).toBe("s1:QUJD");
    expect(existsSync(join(dir, "secret.key"))).toBe(true);
  });
});
