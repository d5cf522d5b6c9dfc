import { randomBytes } from "node:crypto";
import { copyFileSync, existsSync, rmSync, statSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, it } from "vitest";
import { databaseName } from "../../src/main/store/data-folder.ts";
import { sectorBytes as sector } from "../../src/main/store/flushed-file.ts";
import { phrase } from "../../src/shared/phrases/phrase.ts";
import { copiesIn, folderOf, make, never, overwrite } from "./copies-kit.ts";
import { bench, day, image, nowhere, toAll, webhook } from "./store-kit.ts";

describe("a copy that a person puts in the database's place", () => {
  it("is known: ids go on above those given since, what waited is for a person to decide, and no picture since is cut off", async () => {
    const made = await bench();
    const picture = randomBytes(sector);
    await made.store.events.accept(webhook(made.clock.now(), { images: [image(picture)] }), toAll("hook"));
    const copy = join(folderOf(made.dataDir), await make(made.store));
    for (let number = 0; number < 3; number += 1)
      await made.store.events.accept(webhook(made.clock.now(), { images: [image(randomBytes(sector))] }), toAll("hook"));
    await made.store.close();
    const segment = join(made.dataDir, "images/2026-11-23/0001.seg");
    expect(statSync(segment).size).toBe(4 * sector);
    const file = join(made.dataDir, databaseName);
    for (const end of ["", "-wal", "-shm"]) rmSync(file + end, { force: true });
    copyFileSync(copy, file);
    made.clock.forward(120_000);
    const store = await made.reopen();
    expect(store.restoredFrom).toBe(made.clock.now() - 120_000);
    expect(statSync(segment).size).toBe(4 * sector);
    expect((await store.images.bytes(1))?.equals(picture)).toBe(true);
    expect(store.deliveries.numbers("hook", 0)).toMatchObject({ waiting: 0, failed: 1 });
    const { eventId } = await store.events.accept(webhook(made.clock.now(), { images: [image(picture)] }), nowhere);
    expect(eventId).toBeGreaterThan(made.clock.now());
    expect(statSync(join(made.dataDir, "images/2026-11-23/0002.seg")).size).toBe(sector);
    for (const line of await store.deliveries.verifyLedger()) expect(line.balanced).toBe(true);
    const again = await made.reopen();
    expect(again.restoredFrom).toBeNull();
    expect(statSync(segment).size).toBe(4 * sector);
    // It goes when retention comes to its day.
    made.clock.forward(3 * day);
    await again.retain({ days: 1, maxEvents: 0, minFreeBytes: 0, maxImageBytes: 0 }, never);
    expect(existsSync(segment)).toBe(false);
  });
});

describe("bringing back from a copy", () => {
  /** A store with pictures, a copy of it, pictures since, and then damage; opened again. */
  async function damagedAfterCopy(copies = 1) {
    const made = await bench();
    const accept = () =>
      made.store.events.accept(webhook(made.clock.now(), { images: [image(randomBytes(sector))] }), toAll("hook"));
    for (let number = 0; number < 3; number += 1) await accept();
    const files: string[] = [];
    for (let number = 0; number < copies; number += 1) {
      files.push(join(folderOf(made.dataDir), await make(made.store)));
      made.clock.forward(60_000);
    }
    for (let number = 0; number < 4; number += 1) await accept();
    // A further segment that only the damaged database knows.
    made.clock.forward(day);
    await accept();
    await made.store.close();
    writeFileSync(join(made.dataDir, databaseName), "damaged");
    made.clock.forward(60_000);
    return { ...made, files, store: await made.reopen() };
  }
  const segment = (dataDir: string, date: string, number = "0001") => join(dataDir, "images", date, `${number}.seg`);

  it("tells what a copy cannot hold, and keeps every picture since, whatever starts and stops, until nothing can refer to it", async () => {
    const made = await damagedAfterCopy();
    const { dataDir, clock } = made;
    const copy = made.store.recovery.sources().find(({ kind }) => kind === "backup");
    const report = await made.store.recovery.bringBack(copy?.name ?? "", never);
    expect(report).toEqual({
      ...{ events: 3, waiting: 0, lost: 0, damaged: false },
      missing: { from: copy?.at, until: clock.now(), pictureBytes: 5 * sector },
    });
    for (const id of [1, 2, 3]) expect(await made.store.images.bytes(id)).toHaveLength(sector);
    let store = await made.reopen();
    store = await made.reopen();
    expect(statSync(segment(dataDir, "2026-11-23")).size).toBe(7 * sector);
    expect(statSync(segment(dataDir, "2026-11-24")).size).toBe(sector);
    // What comes now goes elsewhere, also where a segment of today is half empty.
    await store.events.accept(webhook(clock.now(), { images: [image(randomBytes(10))] }), nowhere);
    expect(statSync(segment(dataDir, "2026-11-24", "0002")).size).toBe(sector);

    // While the damaged one is kept it may still be brought back: no room is made of its pictures.
    const full = { days: 90, maxEvents: 1, minFreeBytes: Number.MAX_SAFE_INTEGER, maxImageBytes: 0 };
    await store.deliveries.cancel({}, phrase("console.cancelled"));
    await store.retain(full, never);
    expect(store.events.feed({ limit: 9 })).toEqual([]);
    expect(existsSync(segment(dataDir, "2026-11-23"))).toBe(true);
    expect(existsSync(segment(dataDir, "2026-11-24"))).toBe(true);
    expect(existsSync(copy?.name ? join(dataDir, copy.name) : "")).toBe(true);

    store.recovery.discard();
    store = await made.reopen();
    expect(statSync(segment(dataDir, "2026-11-23")).size).toBe(7 * sector);
    await store.retain(full, never);
    expect(existsSync(segment(dataDir, "2026-11-23"))).toBe(false);
    expect(existsSync(join(dataDir, "images/former.json"))).toBe(false);
  });

  it("lets their pictures go with retention by age, also of a day that no database knows", async () => {
    const made = await damagedAfterCopy();
    made.clock.forward(day);
    await made.store.retain({ days: 1, maxEvents: 0, minFreeBytes: 0, maxImageBytes: 0 }, never);
    expect(existsSync(segment(made.dataDir, "2026-11-23"))).toBe(false);
    expect(existsSync(segment(made.dataDir, "2026-11-24"))).toBe(true);
  });

  it("passes over a copy that is damaged itself, and says so of one that is taken all the same", async () => {
    const made = await damagedAfterCopy(3);
    const [, older = "", newest = ""] = made.files;
    overwrite(newest, 20 * 4096, 4096);
    await made.store.recovery.findWhole(never);
    const found = () => made.store.recovery.sources().map(({ kind, name, whole }) => ({ kind, name, whole }));
    expect(found()).toEqual([
      { kind: "damaged", name: expect.any(String), whole: false },
      { kind: "backup", name: `backups/${basename(newest)}`, whole: false },
      { kind: "backup", name: `backups/${basename(older)}`, whole: true },
      // It need not be looked at.
      { kind: "backup", name: expect.any(String), whole: null },
    ]);
    expect(await made.store.recovery.bringBack(found()[1]?.name ?? "", never)).toMatchObject({ damaged: true });
    expect(await made.store.recovery.bringBack(found()[2]?.name ?? "", never)).toMatchObject({ damaged: false });
    expect(made.store.events.feed({ limit: 9 })).toHaveLength(3);
  });

  it("stays possible: copies of the database in use do not push out those of the damaged one, and are none of it", async () => {
    const made = await damagedAfterCopy(2);
    for (let number = 0; number < 4; number += 1) {
      made.clock.forward(60_000);
      await make(made.store, { keep: 1 });
    }
    expect(copiesIn(made.dataDir)).toHaveLength(3);
    expect(made.store.recovery.sources().filter(({ kind }) => kind === "backup")).toHaveLength(2);
    made.store.recovery.discard();
    made.clock.forward(60_000);
    await make(made.store, { keep: 1 });
    expect(copiesIn(made.dataDir)).toHaveLength(1);
  });
});
