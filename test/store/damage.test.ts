import {
  closeSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { left, standing } from "../../src/main/store/bring-back.ts";
import { findDamage } from "../../src/main/store/damage.ts";
import { databaseName } from "../../src/main/store/data-folder.ts";
import { openDatabase } from "../../src/main/store/database.ts";
import type { Store } from "../../src/main/store/store.ts";
import { type Bench, bench, collectingLog, draft, image, toAll, webhook } from "./store-kit.ts";

const picture = Buffer.from("a picture that is kept beside the database");

/** A store with some events, each with a read, a picture and a delivery that waits; closed, so that all is in the one file. */
async function filled(count = 60): Promise<Bench & { file: string }> {
  const made = await bench();
  for (let number = 1; number <= count; number++) {
    const event = webhook(made.clock.now() + number, {
      camera: `gate-${number % 3}`,
      reads: [draft({ plate: `AB${number}` })],
      images: [image(picture)],
      body: Buffer.from(`{"number":${number},"filler":"${"x".repeat(2_000)}"}`),
    });
    await made.store.events.accept(event, toAll("hook"));
  }
  await made.store.close();
  return { ...made, file: join(made.dataDir, databaseName) };
}

function overwrite(file: string, from: number, bytes: number): void {
  const handle = openSync(file, "r+");
  writeSync(handle, Buffer.alloc(bytes, 0xa5), 0, bytes, from);
  // Windows removes no folder in which a file is open.
  closeSync(handle);
}

const pageOf = (file: string) => readFileSync(file).readUInt16BE(16);

async function accept(store: Store, at: number) {
  return store.events.accept(webhook(at, { reads: [draft({ plate: "NEW1" })] }), toAll("hook"));
}

describe("a database that is damaged", () => {
  it.each<[string, (file: string) => void]>([
    ["is no database any more", (file) => writeFileSync(file, "this was a database once, said the disk")],
    ["is cut in half", (file) => truncateSync(file, Math.floor(statSync(file).size / 2 / 4096) * 4096)],
    ["has lost its head", (file) => overwrite(file, 0, 100)],
    ["has a page of rubbish in the middle", (file) => overwrite(file, 20 * pageOf(file), pageOf(file))],
  ])("because it %s is set aside, and webhooks are kept in a fresh one", async (_how, damage) => {
    const { dataDir, clock, file } = await filled();
    damage(file);
    const damaged = readFileSync(file);
    const log = collectingLog();
    const { store } = await bench({ dataDir, clock, log });
    expect(store.setAside).toMatch(/damaged[/\\]20261123T120000Z[/\\]plate-courier\.db$/);
    // Opening it may have counted up in its head; the rest is untouched.
    expect(readFileSync(String(store.setAside)).subarray(4096).equals(damaged.subarray(4096))).toBe(true);
    expect(log.lines.join("\n")).toMatch(/error: The database was damaged and is set aside/);
    const { eventId } = await accept(store, clock.now());
    expect(store.events.get(eventId)?.reads[0]?.plate).toBe("NEW1");
    expect(eventId).toBeGreaterThan(clock.now());
    expect(store.recovery.sources()).toMatchObject([{ kind: "damaged", at: clock.now(), bytes: damaged.length }]);
  });

  it("is told from one that is whole, which stays", async () => {
    const { reopen, store } = await filled();
    expect(store.setAside).toBeNull();
    const again = await reopen();
    expect(again.setAside).toBeNull();
    expect(again.events.feed({ limit: 100 })).toHaveLength(60);
    expect(again.recovery.sources()).toEqual([]);
  });

  it("is found among the newest rows when it is too large to be read as a whole", async () => {
    const { file } = await filled();
    const limits = { wholeBytes: 0 };
    const whole = openDatabase(file, "read");
    expect(findDamage(whole, limits)).toBeNull();
    // No time at all: then nothing is read, and the start is not held up.
    expect(findDamage(whole, { ...limits, budgetMs: 0 })).toBeNull();
    whole.close();
    overwrite(file, statSync(file).size - 8 * pageOf(file), 8 * pageOf(file));
    const cut = openDatabase(file, "read");
    expect(findDamage(cut, limits)).not.toBeNull();
    cut.close();
  });

  it("is kept twice at most, because it holds plates", async () => {
    const { dataDir, clock, file } = await filled(1);
    for (let times = 0; times < 4; times++) {
      writeFileSync(file, "damaged");
      clock.forward(60_000);
      const { store } = await bench({ dataDir, clock });
      await store.close();
    }
    expect(readdirSync(join(dataDir, "damaged"))).toHaveLength(2);
  });
});

describe("bringing back", () => {
  it("adds what can be read of the damaged database, with pictures and waiting deliveries, and balances the ledger", async () => {
    const { dataDir, clock, file } = await filled();
    overwrite(file, 40 * pageOf(file), 2 * pageOf(file));
    clock.forward(60_000);
    const { store } = await bench({ dataDir, clock });
    const mine = await accept(store, clock.now());
    const [source] = store.recovery.sources();
    const report = await store.recovery.bringBack(source?.name ?? "", new AbortController().signal);
    expect(report.events).toBeGreaterThan(20);
    const feed = store.events.feed({ limit: 200 });
    expect(feed).toHaveLength(report.events + 1);
    expect(feed[0]?.event.id).toBe(mine.eventId);
    const old = feed.at(-1);
    expect(old?.event.id).toBe(1);
    expect((await store.images.bytes(old?.event.images[0]?.id ?? 0))?.equals(picture)).toBe(true);
    expect(report.waiting).toBeGreaterThan(20);
    expect(store.deliveries.numbers("hook", 0).waiting).toBe(report.waiting + 1);
    for (const line of [...store.deliveries.ledger(["hook"]), ...(await store.deliveries.verifyLedger())])
      expect(line.balanced).toBe(true);
  });

  it("twice changes nothing the second time", async () => {
    const { dataDir, clock, file } = await filled(5);
    const copy = readFileSync(file);
    writeFileSync(file, "damaged");
    const { store } = await bench({ dataDir, clock });
    // As if the disk had let the file be read again.
    writeFileSync(String(store.setAside), copy);
    const name = store.recovery.sources()[0]?.name ?? "";
    expect(await store.recovery.bringBack(name, new AbortController().signal)).toMatchObject({ events: 5, waiting: 5, lost: 0 });
    expect(await store.recovery.bringBack(name, new AbortController().signal)).toMatchObject({ events: 0, waiting: 0, lost: 0 });
    expect(store.events.cameras().length).toBe(3);
  });

  it("of a copy from before an upgrade leaves to a person what waited then", async () => {
    const { dataDir, clock, file } = await filled(5);
    mkdirSync(join(dataDir, "backups"), { recursive: true });
    copyFileSync(file, join(dataDir, "backups/plate-courier-v6-20261101T080000Z.db"));
    writeFileSync(file, "damaged");
    const { store } = await bench({ dataDir, clock });
    const backup = store.recovery.sources().find(({ kind }) => kind === "upgrade");
    expect(backup).toMatchObject({ name: "backups/plate-courier-v6-20261101T080000Z.db", at: Date.UTC(2026, 10, 1, 8) });
    expect(await store.recovery.bringBack(backup?.name ?? "", new AbortController().signal)).toMatchObject({
      events: 5,
      waiting: 0,
    });
    expect(store.deliveries.numbers("hook", 0)).toMatchObject({ waiting: 0, failed: 5 });
    expect(store.deliveries.ledger(["hook"])[0]?.balanced).toBe(true);
    expect(store.deliveries.list({ destinationId: "hook" })[0]?.delivery.lastError).toMatch(/not known/);
  });

  it("of an older schema's copy brings it to today's first", async () => {
    const fixtures = join(import.meta.dirname, "../fixtures/databases");
    const { dataDir, clock, file } = await filled(1);
    mkdirSync(join(dataDir, "backups"), { recursive: true });
    const [oldest = ""] = readdirSync(fixtures)
      .filter((name) => name.endsWith(".db"))
      .sort();
    copyFileSync(join(fixtures, oldest), join(dataDir, "backups/plate-courier-v1-20261001T080000Z.db"));
    writeFileSync(file, "damaged");
    const { store } = await bench({ dataDir, clock });
    const backup = store.recovery.sources().find(({ kind }) => kind === "upgrade");
    const report = await store.recovery.bringBack(backup?.name ?? "", new AbortController().signal);
    expect(report.events).toBeGreaterThan(0);
    for (const line of await store.deliveries.verifyLedger()) expect(line.balanced).toBe(true);
  });

  it("keeps the pictures of the damaged database until it is given up", async () => {
    const { dataDir, clock, file } = await filled(3);
    const copy = readFileSync(file);
    writeFileSync(file, "damaged");
    const { store, reopen } = await bench({ dataDir, clock });
    const aside = String(store.setAside);
    await accept(store, clock.now());
    const again = await reopen();
    writeFileSync(aside, copy);
    await again.recovery.bringBack(again.recovery.sources()[0]?.name ?? "", new AbortController().signal);
    const old = again.events.feed({ limit: 10 }).at(-1);
    expect((await again.images.bytes(old?.event.images[0]?.id ?? 0))?.equals(picture)).toBe(true);
    again.recovery.discard();
    expect(existsSync(aside)).toBe(false);
    expect(again.recovery.sources()).toEqual([]);
  });

  it("refuses in words a database of which nothing can be read, and one that is not offered", async () => {
    const { dataDir, clock, file } = await filled(1);
    writeFileSync(file, "damaged");
    const { store } = await bench({ dataDir, clock });
    const name = store.recovery.sources()[0]?.name ?? "";
    await expect(store.recovery.bringBack(name, new AbortController().signal)).rejects.toThrow(/Nothing of .* can be read/);
    await expect(store.recovery.bringBack("../../etc/passwd", new AbortController().signal)).rejects.toThrow(/not there/);
    expect(readdirSync(dataDir).filter((entry) => entry.startsWith(".bring-back"))).toEqual([]);
  });

  it("knows of every table whether it comes back", async () => {
    const { file } = await filled(1);
    const database = openDatabase(file, "read");
    const names = database
      .statement<{ name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
      .all()
      .map(({ name }) => name);
    const owned = names.filter((name) => database.statement(`PRAGMA foreign_key_list("${name}")`).all().length > 0);
    database.close();
    const known = new Set(["events", ...owned, ...standing, ...left]);
    expect(names.filter((name) => !known.has(name))).toEqual([]);
  });
});
