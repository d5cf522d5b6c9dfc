import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { madeAt } from "../../src/main/store/backups/backup-files.ts";
import { databaseName } from "../../src/main/store/data-folder.ts";
import { openDatabase } from "../../src/main/store/database.ts";
import { copiesIn, copiesOf, countIn, fill, folderOf, make, never, overwrite, policy } from "./copies-kit.ts";
import { mountable, smallDisk } from "./small-disk.ts";
import { bench, day, toAll, webhook } from "./store-kit.ts";

describe("a copy of the database", () => {
  it("holds one moment, whole, while webhooks go on coming in", async () => {
    const made = await bench();
    await fill(made, 300, 20_000);
    let coming = true;
    let accepted = 300;
    const traffic = (async () => {
      while (coming) {
        await made.store.events.accept(webhook(made.clock.now(), { body: randomBytes(20_000) }), toAll("hook"));
        accepted += 1;
      }
    })();
    const file = join(folderOf(made.dataDir), await make(made.store));
    const acceptedBy = accepted;
    coming = false;
    await traffic;
    const copy = openDatabase(file, "read");
    expect(copy.statement("PRAGMA integrity_check").get()).toEqual({ integrity_check: "ok" });
    expect(copy.statement("PRAGMA journal_mode").get()).toEqual({ journal_mode: "delete" });
    const mark = copy.statement<{ application_id: number }>("PRAGMA application_id").get()?.application_id ?? 0;
    expect(madeAt(mark)).toBe(made.clock.now());
    copy.close();
    const events = countIn(file, "events");
    expect(events).toBeGreaterThanOrEqual(300);
    expect(events).toBeLessThanOrEqual(acceptedBy);
    expect(acceptedBy).toBeGreaterThan(300);
    expect(countIn(file, "deliveries")).toBe(events);
    expect(copiesIn(made.dataDir)).toEqual(["plate-courier-copy-20261123T120000Z.db"]);
  });

  it("is remembered with its size beyond a restart, and so is that the next one failed", async () => {
    let free = 1e12;
    const made = await bench({ freeBytes: () => free });
    await fill(made, 3);
    await make(made.store);
    const at = made.clock.now();
    expect(made.store.backups.record()).toMatchObject({ madeAt: at, failures: 0, problem: null });
    made.clock.forward(60_000);
    free = 10;
    expect(await made.store.backups.make({ keep: 3, minFreeBytes: 1e9 }, never)).toEqual({
      problem: "underKeepFree",
      detail: "",
    });
    const again = await made.reopen();
    expect(again.backups.record()).toMatchObject({
      ...{ madeAt: at, triedAt: made.clock.now(), failures: 1 },
      problem: { kind: "underKeepFree" },
    });
    expect(again.backups.record().bytes).toBe(again.backups.list()[0]?.bytes);
  });

  it("goes when it is the oldest beyond those that are kept; copies from before upgrades are counted on their own", async () => {
    const { store, dataDir, clock } = await bench();
    mkdirSync(folderOf(dataDir));
    writeFileSync(join(folderOf(dataDir), "plate-courier-v6-20261101T080000Z.db"), "kept");
    for (let number = 0; number < 5; number += 1) {
      await make(store, { keep: 2 });
      clock.forward(60_000);
    }
    expect(copiesIn(dataDir)).toEqual([
      "plate-courier-copy-20261123T120300Z.db",
      "plate-courier-copy-20261123T120400Z.db",
      "plate-courier-v6-20261101T080000Z.db",
    ]);
  });

  it("goes with retention when all that is in it is too old", async () => {
    const { store, dataDir, clock } = await bench();
    await make(store);
    clock.forward(2 * day);
    await make(store);
    const retention = { days: 1, maxEvents: 0, minFreeBytes: 0, maxImageBytes: 0 };
    await store.retain(retention, never);
    expect(copiesIn(dataDir)).toEqual(["plate-courier-copy-20261125T120000Z.db"]);
  });

  it("makes room: older ones go before a new one is refused, and before retention deletes events; the newest stays", async () => {
    let free = 1e12;
    const made = await bench({ freeBytes: () => free });
    await fill(made, 2);
    for (let number = 0; number < 3; number += 1) {
      await make(made.store);
      made.clock.forward(60_000);
    }
    free = 1e9;
    expect(await made.store.backups.make({ keep: 9, minFreeBytes: 2e9 }, never)).toMatchObject({ problem: "underKeepFree" });
    expect(copiesIn(made.dataDir)).toEqual(["plate-courier-copy-20261123T120200Z.db"]);
    // Enough is free by what retention keeps, but not for another copy beside half of that.
    free = 2e9;
    const { size } = statSync(join(made.dataDir, databaseName));
    expect(await made.store.backups.make({ keep: 9, minFreeBytes: 2 * (free - size / 2) }, never)).toMatchObject({
      problem: "underKeepFree",
    });
    expect(await made.store.backups.make({ keep: 9, minFreeBytes: free }, never)).toMatchObject({ made: {} });
    free = 64e6;
    expect(await made.store.backups.make({ keep: 9, minFreeBytes: 0 }, never)).toEqual({ problem: "room", detail: "" });
    expect(made.store.events.feed({ limit: 9 })).toHaveLength(2);
  });

  it.skipIf(!mountable)(
    "is given up where the disk fills meanwhile: no half of it is left, older ones and webhooks are",
    async () => {
      const dataDir = smallDisk(32) ?? "";
      // What the disk says is not what it has: as when others fill it in the same moment.
      const made = await bench({ dataDir, reserveBytes: 0, freeBytes: () => 1e9 });
      await fill(made, 10, 100_000);
      const first = await make(made.store);
      made.clock.forward(60_000);
      await fill(made, 180, 80_000);
      expect(await made.store.backups.make(policy, never)).toEqual({ problem: "room", detail: "" });
      expect(copiesIn(dataDir)).toEqual([first]);
      expect(countIn(join(folderOf(dataDir), first), "events")).toBe(10);
      expect(made.store.health().ok).toBe(true);
      await fill(made, 1);
      expect(made.store.events.newestId()).toBe(191);
      expect(made.store.backups.record()).toMatchObject({ failures: 1, problem: { kind: "room" } });
    },
  );

  it("is given up when the program stops, and halves that a kill left go at the next start", async () => {
    const made = await bench();
    await fill(made, 200, 100_000);
    const stopping = new AbortController();
    const outcome = made.store.backups.make(policy, stopping.signal);
    while (!existsSync(folderOf(made.dataDir)) || copiesIn(made.dataDir).length === 0)
      await new Promise((resolve) => setTimeout(resolve, 1));
    stopping.abort();
    expect(await outcome).toEqual({ stopped: true });
    expect(copiesIn(made.dataDir)).toEqual([]);
    expect(made.store.backups.record().failures).toBe(0);
    for (const end of ["", "-journal"])
      writeFileSync(join(folderOf(made.dataDir), `plate-courier-copy-20261123T110000Z.db.partial${end}`), "half");
    await made.reopen();
    expect(copiesIn(made.dataDir)).toEqual([]);
  });

  it("that is not whole is not kept, and says that the database is damaged", async () => {
    const made = await bench();
    await fill(made, 200);
    await made.store.close();
    const file = join(made.dataDir, databaseName);
    overwrite(file, 60 * 4096, 3 * 4096);
    const outcome = await copiesOf(made).make(policy, never);
    expect(outcome).toMatchObject({ problem: "damaged", detail: expect.stringMatching(/./) });
    expect(copiesIn(made.dataDir)).toEqual([]);
  });
});
