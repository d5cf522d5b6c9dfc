import { execFile, spawnSync } from "node:child_process";
import { closeSync, ftruncateSync, openSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { createZipWriter } from "../../src/main/exports/zip-writer.ts";
import { temporaryFolder } from "../store/store-kit.ts";

const run = promisify(execFile);
const hasUnzip = spawnSync("unzip", ["-v"]).status === 0;
/** The ends at which a 32-bit field has no room for the value, or means "look in the ZIP64 field". */
const most32 = 0xffff_ffff;
const zip64End = Buffer.from([0x50, 0x4b, 6, 6]);

/** Small pieces as they are; of zeros only the length, so that four gigabytes of them take no room on the disk. */
function writeSparse(path: string) {
  const file = openSync(path, "w");
  let at = 0;
  return {
    write(pieces: Iterable<Buffer>) {
      for (const piece of pieces) {
        if (piece.buffer !== zeros.buffer) writeSync(file, piece, 0, piece.length, at);
        at += piece.length;
      }
      ftruncateSync(file, at);
    },
    at: () => at,
    close: () => closeSync(file),
  };
}

const zeros = Buffer.alloc(1 << 30);

describe.runIf(hasUnzip)("an archive at the limits of 32 and 16 bits, as unzip reads it", () => {
  it.each([65_534, 65_535, 65_536])("of %i files", { timeout: 60_000 }, async (count) => {
    const zip = createZipWriter();
    const pieces: Buffer[] = [];
    for (let number = 1; number <= count; number += 1) pieces.push(...zip.stored(`${number}.txt`, Buffer.from(`${number}`), 0));
    pieces.push(...zip.end());
    const folder = temporaryFolder();
    const bytes = Buffer.concat(pieces);
    writeFileSync(join(folder, "many.zip"), bytes);
    expect((await run("unzip", ["-Z", "-h", "many.zip"], { cwd: folder })).stdout).toContain(`number of entries: ${count}`);
    expect((await run("unzip", ["-p", "many.zip", `${count}.txt`], { cwd: folder })).stdout).toBe(`${count}`);
    expect(bytes.includes(zip64End)).toBe(count >= 65_535);
  });

  it.each([
    ["a file", most32 - 1, 0],
    ["a file", most32, 0],
    ["a file", most32 + 1, 0],
    ["the directory", most32 - 1, 1],
    ["the directory", most32, 1],
    ["the directory", most32 + 1, 1],
  ])("in which %s begins at byte %i", { timeout: 60_000 }, async (_what, offset, before) => {
    const folder = temporaryFolder();
    const zip = createZipWriter();
    const file = writeSparse(join(folder, "large.zip"));
    const last = "the last one";
    // A file is 30 bytes, its name and its content.
    const behind = before * (30 + "last.txt".length + last.length);
    let rest = offset - behind - 4 * (30 + "0.bin".length);
    for (let number = 0; number < 4; number += 1) {
      const size = Math.min(rest, zeros.length);
      file.write(zip.stored(`${number}.bin`, zeros.subarray(0, size), 0));
      rest -= size;
    }
    expect(file.at()).toBe(offset - behind);
    file.write(zip.stored("last.txt", Buffer.from(last), 0));
    file.write(zip.end());
    file.close();
    const { stdout } = await run("unzip", ["-Z", "large.zip"], { cwd: folder });
    expect(stdout).toMatch(/5 files, \d+ bytes uncompressed/);
    expect((await run("unzip", ["-p", "large.zip", "last.txt"], { cwd: folder })).stdout).toBe(last);
  });

  it("with a table of 4 GB, and a file behind it", { timeout: 120_000 }, async () => {
    const folder = temporaryFolder();
    const path = join(folder, "table.zip");
    const zip = createZipWriter();
    async function* table() {
      for (let number = 0; number < 4; number += 1) yield zeros;
    }
    const pieces: Buffer[] = [];
    for await (const piece of zip.deflated("reads.csv", table(), 0)) pieces.push(piece);
    pieces.push(...zip.stored("last.txt", Buffer.from("behind it"), 0), ...zip.end());
    writeFileSync(path, Buffer.concat(pieces));
    expect((await run("unzip", ["-v", "table.zip"], { cwd: folder })).stdout).toMatch(/^4294967296 +Defl/m);
    expect((await run("unzip", ["-p", "table.zip", "last.txt"], { cwd: folder })).stdout).toBe("behind it");
  });
});
