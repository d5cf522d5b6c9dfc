import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { openFlushed, sectorBytes } from "../../src/main/store/flushed-file.ts";
import { mountable } from "./small-disk.ts";
import { temporaryFolder } from "./store-kit.ts";

it("writes sectors where they belong, behind what was there, and shortens", async () => {
  const path = join(temporaryFolder(), "0001.seg");
  const bytes = randomBytes(3 * sectorBytes);
  const made = await openFlushed(path, "empty");
  await made.write(bytes, 0);
  await made.close();
  const again = await openFlushed(path, "existing");
  await again.truncate(100);
  await again.write(bytes.subarray(0, sectorBytes), sectorBytes);
  await again.close();
  const found = readFileSync(path);
  expect(found.subarray(0, 100).equals(bytes.subarray(0, 100))).toBe(true);
  expect(found.subarray(100, sectorBytes).every((byte) => byte === 0)).toBe(true);
  expect(found.subarray(sectorBytes).equals(bytes.subarray(0, sectorBytes))).toBe(true);
  await (await openFlushed(path, "empty")).close();
  expect(readFileSync(path)).toHaveLength(0);
});

it("goes through the page cache where the disk refuses what is not whole sectors", async () => {
  const path = join(temporaryFolder(), "0001.seg");
  const file = await openFlushed(path, "empty");
  const bytes = randomBytes(5000);
  await file.write(bytes, 10);
  await file.write(bytes.subarray(0, 100), 5010);
  await file.close();
  expect(readFileSync(path).subarray(10)).toEqual(Buffer.concat([bytes, bytes.subarray(0, 100)]));
});

it.skipIf(!mountable)("does so, too, on a file system that knows nothing else", async () => {
  const folder = join(temporaryFolder(), "disk");
  mkdirSync(folder);
  execFileSync("mount", ["-t", "ramfs", "ramfs", folder]);
  onTestFinished(() => void execFileSync("umount", ["--lazy", folder]));
  const path = join(folder, "0001.seg");
  const file = await openFlushed(path, "empty");
  const bytes = randomBytes(sectorBytes);
  await file.write(bytes, 0);
  await file.close();
  expect(readFileSync(path).equals(bytes)).toBe(true);
});
