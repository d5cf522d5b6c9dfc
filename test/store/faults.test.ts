import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { openDatabase } from "../../src/main/store/database.ts";
import { wholeSectors } from "../../src/main/store/flushed-file.ts";
import type { Store } from "../../src/main/store/store.ts";
import { phrase } from "../../src/shared/phrases/phrase.ts";
import { mountable, smallDisk } from "./small-disk.ts";
import { bench, collectingLog, type HandClock, image, nowhere, toAll, webhook } from "./store-kit.ts";

/** The clock's probes are asynchronous: moves the clock until the store is as expected. */
async function until(condition: () => boolean, clock: HandClock): Promise<void> {
  for (let turn = 0; turn < 200 && !condition(); turn += 1) {
    clock.forward(3000);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  expect(condition()).toBe(true);
}

function imageBytesOnDisk(dataDir: string): number {
  return readdirSync(join(dataDir, "images"), { recursive: true })
    .map((name) => statSync(join(dataDir, "images", String(name))))
    .reduce((sum, found) => sum + (found.isFile() ? found.size : 0), 0);
}

function healthChanges(store: Store): (string | null)[] {
  const seen: (string | null)[] = [];
  store.onHealthChange(({ reason }) => seen.push(reason));
  return seen;
}

it("refuses webhooks while another program has locked the database, stores none of them, and recovers with the next one", async () => {
  const { store, clock, dataDir } = await bench();
  await store.events.accept(webhook(clock.now(), { images: [image(randomBytes(100))] }), nowhere);
  const changes = healthChanges(store);
  const other = openDatabase(join(dataDir, "plate-courier.db"), "write");
  other.exec("BEGIN IMMEDIATE");
  const refused = store.events.accept(webhook(clock.now(), { images: [image(randomBytes(900))] }), toAll("hook"));
  await expect(refused).rejects.toMatchObject({
    name: "StoreUnavailableError",
    message: expect.stringMatching(/^Another program has locked the database in .* Nothing was stored\. Close the program/),
  });
  expect(store.health()).toMatchObject({
    ok: false,
    reason: expect.stringMatching(/locked.* Since \d\d:\d\d new webhooks are refused/),
  });
  // Reading goes on.
  expect(store.events.feed({ limit: 9 })).toHaveLength(1);
  expect(imageBytesOnDisk(dataDir)).toBe(100);
  await expect(store.deliveries.claim(1, clock.now())).rejects.toMatchObject({ name: "StoreUnavailableError" });

  other.exec("ROLLBACK");
  other.close();
  const accepted = await store.events.accept(webhook(clock.now()), toAll("hook"));
  expect(store.health()).toMatchObject({ ok: true, reason: null });
  expect(changes).toEqual([expect.stringContaining("locked"), null]);
  expect(accepted.eventId).toBe(2);
  expect(await store.deliveries.verifyLedger()).toMatchObject([{ accepted: 1, balanced: true }]);
});

it("finds out by itself that the database can be written again, when no webhook comes", async () => {
  const { store, clock, dataDir } = await bench();
  const other = openDatabase(join(dataDir, "plate-courier.db"), "write");
  other.exec("BEGIN IMMEDIATE");
  await expect(store.events.accept(webhook(clock.now()), nowhere)).rejects.toThrow(/locked/);
  clock.forward(3000);
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(store.health().ok).toBe(false);
  other.exec("ROLLBACK");
  other.close();
  await until(() => store.health().ok, clock);
});

it.skipIf(!mountable)(
  "refuses webhooks when the disk is full, half-stores nothing, and recovers when there is room",
  async () => {
    const dataDir = smallDisk(8) ?? "";
    const log = collectingLog();
    const { store, clock } = await bench({ dataDir, log, reserveBytes: 2_000_000 });
    const accepted: number[] = [];
    let refusal: unknown = null;
    for (let n = 0; n < 40 && refusal === null; n += 1)
      await store.events.accept(webhook(clock.now(), { images: [image(randomBytes(400_000))] }), toAll("hook")).then(
        ({ eventId }) => accepted.push(eventId),
        (error) => {
          refusal = error;
        },
      );
    expect(refusal).toMatchObject({
      name: "StoreUnavailableError",
      message: expect.stringMatching(/^The disk that holds .* is full\./),
    });
    expect(accepted.length).toBeGreaterThan(3);
    expect(store.health().ok).toBe(false);
    expect(log.lines.filter((line) => line.startsWith("error"))).toHaveLength(1);
    expect(imageBytesOnDisk(dataDir)).toBe(accepted.length * wholeSectors(400_000));
    expect(store.events.newestId()).toBe(accepted.length);
    // What is stored can still be delivered, out of the reserve.
    expect(await store.deliveries.claim(1, clock.now())).toBe(true);

    const policy = { days: 3650, maxEvents: 0, minFreeBytes: 0, maxImageBytes: 1 };
    const cancelled = await store.deliveries.cancel({}, phrase("console.cancelled"));
    expect(cancelled).toHaveLength(accepted.length - 1);
    await store.deliveries.release(1, { uncount: true });
    await store.deliveries.cancel({}, phrase("console.cancelled"));
    await store.retain(policy, new AbortController().signal);
    await until(() => store.health().ok, clock);
    await store.events.accept(webhook(clock.now(), { images: [image(randomBytes(400_000))] }), toAll("hook"));
    expect(await store.deliveries.verifyLedger()).toMatchObject([{ accepted: accepted.length + 1, balanced: true }]);
  },
);

it.skipIf(!mountable)("refuses webhooks when there is no room even for the database, and keeps what it had", async () => {
  const dataDir = smallDisk(6) ?? "";
  const { store, clock, reopen } = await bench({ dataDir, reserveBytes: 0 });
  const first = await store.events.accept(webhook(clock.now()), nowhere);
  const filler = join(dataDir, "filler");
  writeFileSync(filler, "");
  for (let size = 1_000_000; size >= 1000; size = Math.floor(size / 2))
    for (let full = false; !full; )
      try {
        writeFileSync(filler, randomBytes(size), { flag: "a" });
      } catch {
        full = true;
      }
  const big = { body: randomBytes(2_000_000) };
  await expect(store.events.accept(webhook(clock.now(), big), nowhere)).rejects.toThrow(/full/);
  expect(store.health().ok).toBe(false);
  rmSync(filler);
  await until(() => store.health().ok, clock);
  expect((await store.events.accept(webhook(clock.now(), big), nowhere)).duplicate).toBe(false);
  const again = await reopen();
  expect(again.events.feed({ limit: 9 }).map(({ event }) => event.id)).toEqual([2, first.eventId]);
});

it.skipIf(!mountable)("says that the folder cannot be written when its disk has become read-only", async () => {
  const dataDir = smallDisk(16) ?? "";
  const { store, clock } = await bench({ dataDir, reserveBytes: 0 });
  // A file that is open for writing forbids the change; so nothing may be open, as on a disk that failed and was mounted anew.
  await store.close();
  execFileSync("mount", ["-o", "remount,ro", dataDir]);
  await expect(bench({ dataDir, clock, reserveBytes: 0 })).rejects.toMatchObject({
    name: "StoreOpenError",
    message: expect.stringMatching(/^The data folder .* cannot be written\. Check that the folder is there/),
  });
  execFileSync("mount", ["-o", "remount,rw", dataDir]);
  await (await bench({ dataDir, clock, reserveBytes: 0 })).store.events.accept(webhook(clock.now()), nowhere);
});

it("refuses webhooks after it was closed, and closes twice without harm", async () => {
  const { store, clock } = await bench();
  const waiting = store.events.accept(webhook(clock.now()), nowhere);
  const closing = store.close();
  await expect(store.events.accept(webhook(clock.now()), nowhere)).rejects.toMatchObject({ name: "StoreUnavailableError" });
  await expect(waiting).resolves.toMatchObject({ eventId: 1 });
  await Promise.all([closing, store.close()]);
});
