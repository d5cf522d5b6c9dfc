import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createPictureFolder } from "../../../src/main/forwarders/kit/picture-folder.ts";

let folder: string;
let now = 1_795_000_000_000;
const jpeg = Buffer.from("jpeg");
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "pictures-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const make = (options: { most?: number; longestMs?: number } = {}) => createPictureFolder({ folder, now: () => now, ...options });

describe("a picture folder", () => {
  it("never grows past the newest, whatever is put", async () => {
    const pictures = make({ most: 10 });
    let last = "";
    for (let count = 0; count < 100; count += 1) {
      now += 1000;
      last = await pictures.put(jpeg);
    }
    await pictures.settled();
    const there = await readdir(folder);
    expect(there.length).toBeLessThanOrEqual(30);
    expect(there).toContain(last);
  });

  it("is cleared of old pictures of ours when it is first used again, and of nothing else", async () => {
    const old = await make().put(jpeg);
    await writeFile(join(folder, "plate-courier-notes.txt"), "mine");
    now += 8 * 24 * 3600 * 1000;
    const pictures = make();
    const fresh = await pictures.put(jpeg);
    await pictures.settled();
    expect((await readdir(folder)).sort()).toEqual([fresh, "plate-courier-notes.txt"].sort());
    expect(fresh).not.toBe(old);
  });

  it("gives names that nobody can guess", async () => {
    const pictures = make();
    const names = [await pictures.put(jpeg), await pictures.put(jpeg)];
    expect(names[0]).toMatch(/^plate-courier-\d{13}-[0-9a-f]{32}\.jpg$/);
    expect(names[0]?.slice(-36)).not.toBe(names[1]?.slice(-36));
  });

  it("says in words when the folder is gone, and leaves no trace of a probe", async () => {
    await make().probe();
    expect(await readdir(folder)).toEqual([]);
    await rm(folder, { recursive: true });
    await expect(make().put(jpeg)).rejects.toMatchObject({
      kind: "misconfigured",
      message: `The folder ${folder} does not exist. Make it, or correct the path.`,
    });
  });
});
