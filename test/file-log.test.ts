import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { openFileLog } from "../src/main/file-log.ts";
import { temporaryDir } from "./settings/temporary-dir.ts";
import { inSpanish } from "./shared/phrases/told.ts";

it("writes each line as JSON at once, from the wanted level on", async () => {
  const dir = temporaryDir();
  const file = await openFileLog({ dir, version: "1.2.3" });
  file.log.debug("not wanted");
  file.log.info("It listens.", { port: 8001 });
  file.setLevel("debug");
  file.log.debug("wanted");
  const [name] = readdirSync(dir);
  const lines = readFileSync(join(dir, name ?? ""), "utf8")
    .trim()
    .split("\n");
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { level: 30, version: "1.2.3", msg: "It listens.", port: 8001 },
    { level: 20, msg: "wanted" },
  ]);
  expect(file.problem).toBeNull();
  await file.close();
});

it("says in words why it cannot write, and takes every line all the same", async () => {
  const dir = join(temporaryDir(), "logs");
  writeFileSync(dir, "");
  const file = await openFileLog({ dir, version: "1.2.3" });
  expect(file.problem).toMatch(/^The log in .*logs cannot be written \(\w+\); everything else goes on without it\. Allow /);
  expect(inSpanish(file.problem)).toContain("No se puede escribir el registro en");
  file.log.error("It failed.", { because: "of it" });
  await file.close();
});

// A device that is always full is to be had on Linux only.
it.skipIf(!existsSync("/dev/full"))("keeps no more than some lines in memory while the disk is full", () => {
  const dir = join(temporaryDir(), "logs");
  mkdirSync(dir);
  symlinkSync("/dev/full", join(dir, "plate-courier.1.log"));
  const program = `
    import { openFileLog } from ${JSON.stringify(join(import.meta.dirname, "../src/main/file-log.ts"))};
    const { log } = await openFileLog({ dir: process.argv[1], version: "1.2.3" });
    const held = () => { gc(); const { heapUsed, external } = process.memoryUsage(); return heapUsed + external; };
    const before = held();
    for (let line = 0; line < 100_000; line += 1) log.warn("A webhook could not be stored; the sender was told to repeat it.", { line });
    console.log(held() - before);`;
  const said = execFileSync(process.execPath, ["--expose-gc", "--input-type=module", "-e", program, dir], { encoding: "utf8" });
  // All of them are 18 MB.
  expect(Number(said)).toBeLessThan(6 * 1024 * 1024);
});
