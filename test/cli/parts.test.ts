import { EventEmitter } from "node:events";
import { chmodSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Conf from "conf";
import { describe, expect, it } from "vitest";
import { consoleToken } from "../../src/main/cli/console-token.ts";
import { dataDirOf } from "../../src/main/cli/data-dir.ts";
import { receiverUrl } from "../../src/main/cli/ready-file.ts";
import { momentOf } from "../../src/main/cli/since.ts";
import { untilStopped } from "../../src/main/cli/until-stopped.ts";
import { withOverrides } from "../../src/main/settings/overrides.ts";
import { openSettings } from "../../src/main/settings/settings-store.ts";
import { temporaryDir } from "../settings/temporary-dir.ts";
import { keptTerminal } from "./terminal-fixture.ts";

describe("--since", () => {
  const now = Date.UTC(2026, 10, 23, 12);
  it.each([
    ["2026-11-23T10:00:00Z", Date.UTC(2026, 10, 23, 10)],
    ["2026-11-23T10:00:00+02:00", Date.UTC(2026, 10, 23, 8)],
    ["2026-11-23", new Date(2026, 10, 23).getTime()],
    ["30m", now - 30 * 60_000],
    ["2h", now - 2 * 3_600_000],
    ["7d", now - 7 * 86_400_000],
  ])("takes %s", (text, moment) => expect(momentOf(text, "--since", now)).toBe(moment));
  it.each(["", "2026-02-30", "2026-13-01", "7", "7y", "-2h", "2026-11-23T25:00:00Z", "now"])("refuses %j", (text) =>
    expect(() => momentOf(text, "--since", now)).toThrow(/--since is/),
  );
});

describe("the data folder", () => {
  it("is the given one, else the environment's, else the platform's", () => {
    const env = { PLATE_COURIER_DATA: "/from/env", ProgramData: "D:\\Data" };
    expect(dataDirOf("/given", { env, platform: "linux" })).toMatch(/given$/);
    expect(dataDirOf(undefined, { env, platform: "linux" })).toMatch(/from.env$/);
    expect(dataDirOf(undefined, { env: { ProgramData: "D:\\Data" }, platform: "win32" })).toBe("D:\\Data\\Plate Courier");
    expect(dataDirOf(undefined, { env: {}, platform: "linux" })).toMatch(/\/\.local\/share\/plate-courier$/);
  });
});

describe("the console's token", () => {
  it("is made once and stays the same, in a file for the owner only", () => {
    const dir = temporaryDir();
    const token = consoleToken(dir, undefined);
    expect(token.length).toBeGreaterThanOrEqual(32);
    expect(consoleToken(dir, undefined)).toBe(token);
    if (process.platform === "win32") return;
    expect(statSync(join(dir, "console-token")).mode & 0o777).toBe(0o600);
    chmodSync(join(dir, "console-token"), 0o644);
    expect(() => consoleToken(dir, undefined)).toThrow(/chmod 600/);
  });

  it("may come from the environment, but not be short; an empty file is made anew", () => {
    const dir = temporaryDir();
    expect(consoleToken(dir, "a-token-of-my-own-choice")).toBe("a-token-of-my-own-choice");
    expect(() => consoleToken(dir, "short")).toThrow(/at least 16/);
    writeFileSync(join(dir, "console-token"), "too-short\n", { mode: 0o600 });
    expect(() => consoleToken(dir, undefined)).toThrow(/at least 16/);
    writeFileSync(join(dir, "console-token"), "", { mode: 0o600 });
    const made = consoleToken(dir, undefined);
    expect(made.length).toBeGreaterThanOrEqual(32);
    expect(consoleToken(dir, undefined)).toBe(made);
  });
});

describe("the address to post to", () => {
  it("is loopback for a receiver on all addresses, and has brackets for IPv6", () => {
    expect(receiverUrl({ host: "0.0.0.0", port: 1, tls: false })).toBe("http://127.0.0.1:1/");
    expect(receiverUrl({ host: "fd00::1", port: 2, tls: true })).toBe("https://[fd00::1]:2/");
  });
});

describe("host and port of the command line", () => {
  function overridden() {
    const dir = temporaryDir();
    const store = openSettings({ dir, Store: Conf }).settings;
    const settings = withOverrides(store, { host: "127.0.0.1", port: 0 });
    const written = () => JSON.parse(readFileSync(join(dir, "settings.json"), "utf8")).receiver;
    const change = (fields: object) => settings.set({ ...settings.get(), receiver: { ...settings.get().receiver, ...fields } });
    return { settings, store, written, change };
  }

  it("are used, but not written when something else is changed", () => {
    const { settings, written, change } = overridden();
    change({ requireToken: true });
    expect(settings.get().receiver).toMatchObject({ host: "127.0.0.1", port: 0, requireToken: true });
    expect(written()).toMatchObject({ host: "0.0.0.0", port: 8001, requireToken: true });
  });

  it("give way to another port that is saved in the console, also to the one in the file", () => {
    const { settings, written, change } = overridden();
    const ports: number[] = [];
    settings.onChange((next) => ports.push(next.receiver.port));
    change({ port: 9000 });
    expect(written()).toMatchObject({ host: "0.0.0.0", port: 9000 });
    expect(settings.get().receiver).toMatchObject({ host: "127.0.0.1", port: 9000 });
    change({ host: "0.0.0.0" });
    expect(settings.get().receiver.host).toBe("0.0.0.0");
    expect(ports).toEqual([9000, 9000]);
  });

  it("are kept when a change is refused", () => {
    const { settings, change } = overridden();
    expect(() => change({ port: 99_999 })).toThrow();
    expect(settings.get().receiver.port).toBe(0);
  });
});

describe("stopping", () => {
  function waiting(stop: () => Promise<void>, signals = new EventEmitter()) {
    const exits: number[] = [];
    const crashes: unknown[] = [];
    const { terminal } = keptTerminal();
    const code = untilStopped({
      ...{ stop, terminal: { ...terminal, platform: "linux" as const } },
      signals: signals as unknown as NodeJS.Process,
      exit: (exit) => exits.push(exit),
      crashed: (error) => crashes.push(error),
    });
    return { signals, exits, crashes, code };
  }

  it.each(["SIGTERM", "SIGINT"])("ends with 0 after %s when all has stopped, and listens no longer", async (signal) => {
    const { signals, exits, code } = waiting(async () => {});
    signals.emit(signal);
    expect(await code).toBe(0);
    expect(exits).toEqual([]);
    expect(signals.eventNames()).toEqual([]);
  });

  it("does not take for a second signal what a library sends when it hears the first", async () => {
    const signals = new EventEmitter();
    signals.once("SIGTERM", () => queueMicrotask(() => signals.emit("SIGTERM")));
    const { exits, code } = waiting(() => new Promise((resolve) => setTimeout(resolve, 20)), signals);
    signals.emit("SIGTERM");
    expect(await code).toBe(0);
    expect(exits).toEqual([]);
  });

  it("ends at once on a second signal", () => {
    const { signals, exits } = waiting(() => new Promise(() => {}));
    signals.emit("SIGTERM");
    expect(exits).toEqual([]);
    signals.emit("SIGTERM");
    expect(exits).toEqual([1]);
  });

  it("tells of what nobody caught, and ends with 1", () => {
    const { signals, exits, crashes } = waiting(async () => {});
    signals.emit("uncaughtException", "a fault");
    expect([exits, crashes]).toEqual([[1], ["a fault"]]);
  });

  it("ends with 1 when stopping fails", async () => {
    const { signals, crashes, code } = waiting(() => Promise.reject(new Error("disk gone")));
    signals.emit("SIGTERM");
    expect(await code).toBe(1);
    expect(crashes).toHaveLength(1);
  });
});
