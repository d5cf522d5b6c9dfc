import { copyFileSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { silentLog } from "../../src/main/log.ts";
import { openDatabase } from "../../src/main/store/database.ts";
import { migrate, schemaVersion } from "../../src/main/store/migrate.ts";
import { migrations } from "../../src/main/store/migrations/index.ts";
import { openStoreReadOnly } from "../../src/main/store/open-read-only.ts";
import { bench, handClock, nowhere, temporaryFolder, webhook } from "./store-kit.ts";

const newest = migrations.at(-1)?.version ?? 0;
const oldFiles = join(import.meta.dirname, "..", "fixtures", "databases");

it("has a released database file for each version, so that none is forgotten", () => {
  const files = migrations.map(({ version }) => `v${String(version).padStart(4, "0")}.db`);
  expect(readdirSync(oldFiles).sort()).toEqual(files);
  expect(migrations.map(({ version }) => version)).toEqual(migrations.map((_, index) => index + 1));
});

it.each(readdirSync(oldFiles))("opens the released database %s with all that is in it", async (file) => {
  const dataDir = temporaryFolder();
  copyFileSync(join(oldFiles, file), join(dataDir, "plate-courier.db"));
  const { store, clock } = await bench({ dataDir });
  const [newer, older] = store.events.feed({ limit: 9 });
  expect(newer).toMatchObject({ event: { kind: "quarantined", reason: "The JSON ends too early." }, reads: [] });
  expect(older).toMatchObject({
    event: { kind: "recognition", camera: "gate", headers: { macAddress: "00:11:22:33:44:55" }, images: [{ role: "scene" }] },
    reads: [{ plate: "ab-123", make: "Fiat" }, { plate: null }],
    deliveries: [
      { status: "delivered", receipt: { status: 200 } },
      { status: "pending", attempts: 1 },
      { status: "filtered" },
      { status: "skipped" },
    ],
  });
  expect(store.events.body(1)?.bytes.toString()).toBe('{"hook":{"event":"recognition"}}');
  expect(store.deliveries.attempts(2)).toMatchObject([{ outcome: "unreachable" }]);
  expect(store.destinationStates.get("vms")).toMatchObject({ pausedBy: "unauthorized" });
  expect((await store.deliveries.verifyLedger()).every(({ balanced }) => balanced)).toBe(true);
  expect(await store.events.accept(webhook(clock.now()), nowhere)).toMatchObject({ eventId: 3 });
});

it("keeps plate lists, how their syncs went, and sightings of the database that had them first", async () => {
  const dataDir = temporaryFolder();
  copyFileSync(join(oldFiles, "v0003.db"), join(dataDir, "plate-courier.db"));
  const { store, clock } = await bench({ dataDir });
  expect(store.lists.matching("ab123")).toEqual([
    { listId: "residents", entry: { plate: "AB-123", name: "Family Moreau", note: "flat 4", addedAt: clock.now() } },
  ]);
  expect(store.lists.entries({ listId: "residents", limit: 9 })).toHaveLength(2);
  expect(store.lists.syncState("residents")).toMatchObject({ problem: "ParkPow could not be reached." });
  let sighted: number | null = null;
  await store.events.accept(webhook(clock.now()), (_, lookup) => {
    sighted = lookup.lastSighting("hook", "AB123", 0, clock.now());
    return [];
  });
  expect(sighted).toBe(clock.now());
});

it("finds reads of the database that had blocks first, in the block and beside it", async () => {
  const dataDir = temporaryFolder();
  copyFileSync(join(oldFiles, "v0007.db"), join(dataDir, "plate-courier.db"));
  const { store, clock } = await bench({ dataDir });
  await store.events.accept(webhook(clock.now()), nowhere);
  const found = await store.history.find({ plate: "B12", makes: ["fiat"], minScore: 0.5 }, { limit: 9 });
  expect(found.map(({ id }) => id)).toEqual([3, 1]);
  expect(await store.history.count({ withPlate: false })).toEqual({ reads: 1, exact: true });
});

it.each(["v0001.db", "v0004.db"])("counts what stands in the released database %s afterwards", async (file) => {
  const dataDir = temporaryFolder();
  copyFileSync(join(oldFiles, file), join(dataDir, "plate-courier.db"));
  const { store } = await bench({ dataDir });
  expect(store.counts.incomplete()).toBe(true);
  await store.counts.countOlder(new AbortController().signal);
  expect(store.counts.incomplete()).toBe(false);
  const ever = { from: 0, to: 9_999_999 };
  expect(store.counts.cameras(ever)).toEqual([
    { camera: "", reads: 0 },
    { camera: "gate", reads: 2 },
  ]);
  expect(store.counts.attempts(ever)).toMatchObject([
    { destinationId: "hook", outcome: "delivered", attempts: 1 },
    { destinationId: "vms", outcome: "unreachable", attempts: 1 },
  ]);
});

/** The real steps with further ones behind them. */
function future(count: number) {
  const more = Array.from({ length: count }, (_, index) => ({
    version: newest + index + 1,
    sql: `CREATE TABLE later_${index} (id INTEGER PRIMARY KEY) STRICT;`,
  }));
  return [...migrations, ...more];
}

async function existing() {
  const made = await bench();
  await made.store.events.accept(webhook(made.clock.now()), nowhere);
  await made.store.close();
  return { dataDir: made.dataDir, path: join(made.dataDir, "plate-courier.db"), backups: join(made.dataDir, "backups") };
}

it("copies an existing database before it upgrades it, and keeps the last three copies", async () => {
  const { path, backups } = await existing();
  const clock = handClock();
  for (let step = 1; step <= 4; step += 1) {
    const database = openDatabase(path, "write");
    migrate(database, future(step), backups, clock.now() + step * 1000, silentLog);
    expect(schemaVersion(database)).toBe(newest + step);
    database.close();
  }
  const names = [2, 3, 4].map((step) => `plate-courier-v${newest + step - 1}-20261123T12000${step}Z.db`);
  expect(readdirSync(backups).sort()).toEqual(names.toSorted());
  const copy = openDatabase(join(backups, names[0] ?? ""), "read");
  expect(schemaVersion(copy)).toBe(newest + 1);
  expect(copy.statement<{ n: number }>("SELECT count(*) AS n FROM events").get()).toEqual({ n: 1 });
  copy.close();
});

it("makes no copy of a new database or of one that is up to date", async () => {
  const { dataDir } = await existing();
  await (await bench({ dataDir })).store.close();
  expect(readdirSync(dataDir)).not.toContain("backups");
});

it("leaves a database as it was when a step fails, with its copy beside it", async () => {
  const { path, backups, dataDir } = await existing();
  const database = openDatabase(path, "write");
  const broken = [
    ...migrations,
    { version: newest + 1, sql: "CREATE TABLE half (id INTEGER) STRICT; CREATE TABLE half (id INTEGER) STRICT;" },
  ];
  expect(() => migrate(database, broken, backups, 0, silentLog)).toThrow(/half/);
  expect(schemaVersion(database)).toBe(newest);
  expect(database.statement("SELECT name FROM sqlite_master WHERE name = 'half'").all()).toEqual([]);
  database.close();
  expect(readdirSync(backups)).toHaveLength(1);
  expect((await bench({ dataDir })).store.events.newestId()).toBe(1);
});

it("upgrades nothing when no copy can be made", async () => {
  const { path, dataDir } = await existing();
  const database = openDatabase(path, "write");
  const notAFolder = join(dataDir, "plate-courier.db");
  expect(() => migrate(database, future(1), notAFolder, 0, silentLog)).toThrow(
    /could not be copied to .* first\. Nothing was changed/,
  );
  expect(schemaVersion(database)).toBe(newest);
  database.close();
});

it("refuses a database that a newer program wrote, and names both versions", async () => {
  const { path, dataDir } = await existing();
  const database = openDatabase(path, "write");
  database.exec("PRAGMA user_version = 4711");
  database.close();
  const text = new RegExp(`newer Plate Courier: it has version 4711, this program knows version ${newest}\\.`);
  await expect(bench({ dataDir })).rejects.toMatchObject({ name: "StoreOpenError", message: expect.stringMatching(text) });
  expect(() => openStoreReadOnly({ dataDir })).toThrow(text);
});

it("does not read a folder without a database, nor make one there", () => {
  const dataDir = temporaryFolder();
  expect(() => openStoreReadOnly({ dataDir })).toThrow(/There is no Plate Courier database in/);
  expect(readdirSync(dataDir)).toEqual([]);
  rmSync(dataDir, { recursive: true });
  expect(() => openStoreReadOnly({ dataDir })).toThrow(/There is no Plate Courier database in/);
});

it("keeps how a webhook came of the database that had it first", async () => {
  const dataDir = temporaryFolder();
  copyFileSync(join(oldFiles, "v0004.db"), join(dataDir, "plate-courier.db"));
  const { store } = await bench({ dataDir });
  expect(store.arrivals.get(1)).toMatchObject({
    target: "/gate?token=…",
    headers: [{ name: "Host" }, { name: "Authorization", value: "Token", masked: true }, { name: "Content-Length" }],
    parts: [{ name: "json" }, { name: "upload", size: 12 }],
    times: { body: 1200, answered: 5200 },
  });
  expect(store.arrivals.get(2)).toBeNull();
});
