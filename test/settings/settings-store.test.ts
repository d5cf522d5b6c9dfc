import { copyFileSync, existsSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Conf from "conf";
import { describe, expect, it } from "vitest";
import { openSettings, readSettings } from "../../src/main/settings/settings-store.ts";
import { inSpanish } from "../shared/phrases/told.ts";
import { temporaryDir } from "./temporary-dir.ts";

const open = (dir: string) => openSettings({ dir, Store: Conf, now: () => Date.UTC(2026, 10, 23, 12, 4, 9) });
const file = (dir: string) => join(dir, "settings.json");
const write = (dir: string, value: unknown) =>
  writeFileSync(file(dir), typeof value === "string" ? value : JSON.stringify(value));

describe("openSettings", () => {
  it("starts with defaults and writes no file before the first change", () => {
    const dir = temporaryDir();
    const { settings, notice } = open(dir);
    expect(settings.get().receiver.port).toBe(8001);
    expect(notice).toBeNull();
    expect(existsSync(file(dir))).toBe(false);
  });

  it("keeps a change over a restart, tells listeners what was before, and keeps a copy", () => {
    const dir = temporaryDir();
    const { settings } = open(dir);
    const seen: number[][] = [];
    const undo = settings.onChange((next, previous) => seen.push([previous.retention.days, next.retention.days]));
    settings.set({ ...settings.get(), retention: { ...settings.get().retention, days: 7 } });
    undo();
    settings.set({ ...settings.get(), retention: { ...settings.get().retention, days: 8 } });
    expect(seen).toEqual([[90, 7]]);
    expect(open(dir).settings.get().retention.days).toBe(8);
    expect(JSON.parse(readFileSync(join(dir, "settings.backup.json"), "utf8")).retention.days).toBe(8);
  });

  it.skipIf(process.platform === "win32")("lets only the owner read the file and its copy", () => {
    const dir = temporaryDir();
    const { settings } = open(dir);
    settings.set({ ...settings.get(), closeExplained: true });
    for (const name of ["settings.json", "settings.backup.json"]) expect(statSync(join(dir, name)).mode & 0o777).toBe(0o600);
  });

  it("leaves file and value as they were when a change is not valid", () => {
    const dir = temporaryDir();
    const { settings } = open(dir);
    settings.set({ ...settings.get(), closeExplained: true });
    const before = readFileSync(file(dir), "utf8");
    const wrong = { ...settings.get(), retention: { ...settings.get().retention, days: 0 } };
    expect(() => settings.set(wrong)).toThrow();
    expect(readFileSync(file(dir), "utf8")).toBe(before);
    expect(settings.get().retention.days).toBe(90);
  });

  it("does not let a caller change the shared value by mistake", () => {
    const { settings } = open(temporaryDir());
    expect(() => {
      settings.get().receiver.port = 1;
    }).toThrow(TypeError);
  });

  it("opens every settings file that was ever released", () => {
    const fixtures = join(import.meta.dirname, "../fixtures/settings");
    const names = readdirSync(fixtures);
    expect(names).toContain("v1.json");
    for (const name of names) {
      const dir = temporaryDir();
      copyFileSync(join(fixtures, name), file(dir));
      expect(open(dir).settings.get().destinations[0]?.rules.minScore, name).toBe(0.5);
    }
  });

  it.each([
    [{ version: 1, receiver: { port: "8001" } }, 'receiver.port cannot be "8001". Give a number.'],
    [{ version: 1, receiver: { port: 99999 } }, "receiver.port cannot be 99999. Give a number of at most 65535."],
    [{ version: 1, reciever: {} }, "reciever is not known. Did you mean receiver?"],
    [
      { version: 1, receiver: { sources: [{ id: "a", name: "" }] } },
      'receiver.sources[0].name cannot be "". Give at least 1 character.',
    ],
    [{ version: 1, appearance: { theme: "drak" } }, 'appearance.theme cannot be "drak". Give one of "system", "light"'],
    [{ version: 1, destinations: [{ id: "d", name: "x" }] }, "destinations[0].forwarder is missing. Give a text in quotes"],
    [
      { version: 1, destinations: [{ id: "d", name: "x", forwarder: "webhook", secrets: { authorization: 12 } }] },
      "destinations[0].secrets.authorization holds something that cannot be used and is not shown here. Give a text in quotes.",
    ],
    [{ version: 1, receiver: { tls: { kind: "pem", certFile: "a" } } }, "receiver.tls.keyFile is missing. Give a text in quotes"],
    [{ version: 0 }, "version cannot be 0. Give the value 1."],
  ])("refuses %j, names field, value and remedy, and does not touch the file", (value, sentence) => {
    const dir = temporaryDir();
    write(dir, value);
    const before = readFileSync(file(dir), "utf8");
    expect(() => open(dir)).toThrow(sentence);
    expect(readFileSync(file(dir), "utf8")).toBe(before);
    expect(readdirSync(dir)).toEqual(["settings.json"]);
  });

  it("refuses a newer version and names both versions", () => {
    const dir = temporaryDir();
    write(dir, { version: 3, whatever: true });
    expect(() => open(dir)).toThrow(/has version 3, and this Plate Courier understands version 1/);
  });

  it.each([
    ["empty", ""],
    ["full of zeros", "\0".repeat(500)],
    ["a list", "[]"],
  ])("sets a damaged file (%s) aside and brings the last good settings back", (_, content) => {
    const dir = temporaryDir();
    const { settings } = open(dir);
    settings.set({ ...settings.get(), retention: { ...settings.get().retention, days: 7 } });
    writeFileSync(file(dir), content);
    const again = open(dir);
    expect(again.settings.get().retention.days).toBe(7);
    expect(again.notice).toContain("settings.damaged-2026-11-23T12-04-09Z.json");
    expect(inSpanish(again.notice)).toContain("La última configuración buena ocupó su lugar.");
    expect(readFileSync(join(dir, "settings.damaged-2026-11-23T12-04-09Z.json"), "utf8")).toBe(content);
    expect(open(dir).notice).toBeNull();
  });

  it("starts with defaults and says so when neither the file nor its copy can be read", () => {
    const dir = temporaryDir();
    const { settings } = open(dir);
    settings.set({ ...settings.get(), closeExplained: true });
    truncateSync(file(dir), 20);
    truncateSync(join(dir, "settings.backup.json"), 20);
    const again = open(dir);
    expect(again.settings.get().closeExplained).toBe(false);
    expect(again.notice).toContain("no good copy");
    expect(inSpanish(again.notice)).toContain("No había ninguna copia buena");
  });

  it("reads for an export without writing anything", () => {
    const dir = temporaryDir();
    expect(readSettings(dir).retention.days).toBe(90);
    write(dir, '{"version":1,"retention":{"days":5}}');
    expect(readSettings(dir).retention.days).toBe(5);
    expect(readdirSync(dir)).toEqual(["settings.json"]);
    write(dir, "{");
    expect(() => readSettings(dir)).toThrow(/is damaged/);
  });
});
