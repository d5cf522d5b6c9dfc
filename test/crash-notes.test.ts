import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { createCrashNotes, endSentence, withoutSecrets } from "../src/main/crash-notes.ts";

let dir = "";
let now = Date.UTC(2026, 10, 23, 12);
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "plate-courier-crash-"));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
});
const notes = () => createCrashNotes({ dataDir: dir, version: "0.1.0", now: () => now });

describe("how the last run ended", () => {
  it("is nothing to tell the first time, and after an orderly end", () => {
    const first = notes();
    expect(first.begin()).toBeNull();
    first.ended();
    expect(notes().begin()).toBeNull();
  });

  it("keeps nothing from starting where its file cannot be written", () => {
    writeFileSync(join(dir, "crashes"), "");
    const first = notes();
    expect(first.begin()).toBeNull();
    first.ended();
  });

  it("is told where it was cut off", () => {
    notes().begin();
    const end = notes().begin();
    expect(end).toEqual({ at: now, note: null });
    expect(end && endSentence(end)).toMatch(/without stopping in order.*Nothing that was answered is lost/);
  });

  it("is told with its note after a fault, although the core stopped in order then", () => {
    const first = notes();
    first.begin();
    now += 60_000;
    const file = first.write(new Error("boom"));
    first.ended();
    now += 1_000;
    const end = notes().begin();
    expect(end).toEqual({ at: now - 1_000, note: file });
    expect(end && endSentence(end)).toContain(String(file));
  });

  it("is not that of an earlier run", () => {
    const first = notes();
    first.begin();
    first.write(new Error("boom"));
    first.ended();
    now += 60_000;
    const second = notes();
    second.begin();
    second.ended();
    now += 60_000;
    expect(notes().begin()).toBeNull();
  });

  it("is left out where what is kept of it makes no sense", () => {
    notes().begin();
    writeFileSync(join(dir, "crashes/last-run.json"), "{");
    expect(notes().begin()).toBeNull();
  });
});

describe("a crash note", () => {
  it("holds version, moment, error and place", () => {
    const file = notes().write(new Error("The pump stopped."));
    const text = readFileSync(String(file), "utf8");
    expect(text).toMatch(/^Plate Courier 0\.1\.0, 2026-11-23T/);
    expect(text).toContain("Error: The pump stopped.");
    expect(text).toContain("crash-notes.test.ts");
  });

  it("is one of the last twenty", () => {
    for (let times = 0; times < 25; times++) {
      now += 1;
      notes().write(new Error("again"));
    }
    expect(readdirSync(join(dir, "crashes"))).toHaveLength(20);
    expect(notes().earlier()).toHaveLength(20);
  });

  it("that cannot be written is left alone", () => {
    writeFileSync(join(dir, "crashes"), "a file is in the way");
    expect(notes().write(new Error("boom"))).toBeNull();
    expect(notes().earlier()).toEqual([]);
  });

  it.each([
    "connect to https://operator:geheim4711@nvr.example/api failed",
    "GET https://nvr.example/api?api_key=geheim4711&x=1 failed",
    "header authorization: Bearer geheim4711",
    "Authorization: Basic geheim4711==",
    'body {"password":"geheim4711","user":"x"}',
    "token=geheim4711, then",
    "passphrase: 'geheim4711 with spaces'",
    "unexpected 0123456789abcdef0123456789geheim4711",
  ])("keeps no secret of: %s", (line) => {
    expect(withoutSecrets(line)).not.toContain("geheim4711");
    expect(withoutSecrets(line)).not.toBe("");
  });

  it("keeps the places in the program as they are", () => {
    const line =
      "    at deliver (/opt/plate-courier/resources/app.asar/out/main/chunks/desktop-AbCdEf0123456789AbCdEf01.js:12:7)";
    expect(withoutSecrets(`Error: x\n${line}`)).toContain(line);
  });
});
