import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { checkDataFolder, type FolderSystem } from "../src/main/check-data-folder.ts";
import { inSpanish } from "./shared/phrases/told.ts";

let dir = "";
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "plate-courier-folder-"));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
});
const system = (changes: Partial<FolderSystem> = {}): FolderSystem => ({
  platform: "linux",
  statfs: () => ({ type: 0xef53, bavail: 1e6, bsize: 4096 }),
  realpath: (path) => path,
  ...changes,
});

describe("a data folder", () => {
  it("that is not there yet is made, and nothing is left of the look", () => {
    expect(checkDataFolder(join(dir, "a/b"), system())).toBeNull();
    expect(readdirSync(join(dir, "a/b"))).toEqual([]);
  });

  it("is looked at with the real system too", () => {
    expect(checkDataFolder(join(dir, "real"))).toBeNull();
  });

  it("that cannot be written is told by its name", () => {
    writeFileSync(join(dir, "file"), "");
    expect(checkDataFolder(join(dir, "file"), system())).toMatchObject({
      kind: "not-writable",
      sentence: expect.stringContaining(join(dir, "file")),
    });
    mkdirSync(join(dir, "x"));
    expect(checkDataFolder(join(dir, "file/below"), system())?.kind).toBe("not-writable");
  });

  it.each([
    ["NFS", 0x6969],
    ["CIFS", 0xff534d42],
    ["CIFS as a signed number", 0xff534d42 | 0],
    ["SMB 2", 0xfe534d42],
  ])("on a network share (%s) is refused", (_name, type) => {
    expect(checkDataFolder(dir, system({ statfs: () => ({ type, bavail: 1e6, bsize: 4096 }) }))?.kind).toBe("network");
  });

  it.each([
    ["\\\\server\\plates", "network"],
    ["\\\\?\\UNC\\server\\plates", "network"],
    ["\\\\?\\C:\\plates", null],
    ["C:\\plates", null],
  ])("that Windows finds behind its letter at %s is %s", (real, kind) => {
    const found = checkDataFolder(dir, system({ platform: "win32", realpath: () => real }));
    expect(found?.kind ?? null).toBe(kind);
  });

  it("on a full disk is told", () => {
    const found = checkDataFolder(dir, system({ statfs: () => ({ type: 0xef53, bavail: 100, bsize: 4096 }) }));
    expect(found).toMatchObject({ kind: "full", sentence: expect.stringContaining("64 MB") });
  });

  it("on a full disk is taken where there is a database: what runs can make room, and says what is the matter", () => {
    writeFileSync(join(dir, "plate-courier.db"), "");
    expect(checkDataFolder(dir, system({ statfs: () => ({ type: 0xef53, bavail: 0, bsize: 4096 }) }))).toBeNull();
    expect(checkDataFolder(dir, system({ statfs: () => ({ type: 0x6969, bavail: 0, bsize: 4096 }) }))?.kind).toBe("network");
  });

  it("is told in the operator's language", () => {
    writeFileSync(join(dir, "file"), "");
    const sentence = (path: string, changes: Partial<FolderSystem> = {}) =>
      inSpanish(checkDataFolder(path, system(changes))?.sentence);
    expect(sentence(join(dir, "file"))).toContain(`No se puede escribir en la carpeta de datos ${join(dir, "file")} (EEXIST).`);
    expect(sentence(dir, { statfs: () => ({ type: 0x6969, bavail: 1e6, bsize: 4096 }) })).toContain("está en otro equipo.");
    expect(sentence(dir, { statfs: () => ({ type: 0xef53, bavail: 0, bsize: 4096 }) })).toContain("Libere al menos 64 MB");
  });

  it("is taken where the system does not tell of its disk", () => {
    const refuse = () => {
      throw new Error("not supported");
    };
    expect(checkDataFolder(dir, system({ statfs: refuse, realpath: refuse }))).toBeNull();
  });
});
