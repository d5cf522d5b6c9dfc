import { join } from "node:path";
import { expect, it } from "vitest";
import { silentLog } from "../../src/main/log.ts";
import { createAccept } from "../../src/main/store/accept.ts";
import type { Committer } from "../../src/main/store/committer.ts";
import { createCountStore } from "../../src/main/store/counts.ts";
import { type Database, openDatabase } from "../../src/main/store/database.ts";
import { createDeleteEvent } from "../../src/main/store/delete-event.ts";
import { createDeliveryStore } from "../../src/main/store/deliveries.ts";
import { createDeliveryChanges } from "../../src/main/store/delivery-changes.ts";
import { createEventStore } from "../../src/main/store/events.ts";
import { createHistory } from "../../src/main/store/history/history.ts";
import { createIterators } from "../../src/main/store/iterate.ts";
import { migrate } from "../../src/main/store/migrate.ts";
import { migrations } from "../../src/main/store/migrations/index.ts";
import { createPlateListStore } from "../../src/main/store/plate-lists.ts";
import { createReplayStore } from "../../src/main/store/replays/replays.ts";
import { bench, draft, handClock, temporaryFolder, toAll, webhook } from "./store-kit.ts";

/** Statements that look at every row on purpose. */
const mayScan = [
  // The recount of the ledger, by its covering index.
  /^SELECT destination_id, status, count\(\*\) AS count FROM deliveries/,
  // The newest moment, one step in its index.
  /^SELECT max\(received_at\)/,
  // The newest rows, as many as the limit says.
  /^SELECT (id|\*) FROM (events|reads) +ORDER BY id DESC LIMIT/,
  // The counts of the plate lists, and their look-alikes: questions of an operator, by narrow indexes.
  /^SELECT list_id AS listId, count\(\*\) AS entries FROM list_entries GROUP BY/,
  /INDEXED BY list_entries_by_plate WHERE plate_key GLOB/,
  // The plates of all lists.
  /^SELECT DISTINCT plate_key AS plateKey FROM list_entries/,
];

it("asks for nothing that walks over all events, reads, images or deliveries", async () => {
  const folder = temporaryFolder();
  const real = openDatabase(join(folder, "plans.db"), "write");
  migrate(real, migrations, folder, 0, silentLog);
  const asked = new Set<string>();
  const database: Database = {
    ...real,
    statement(sql) {
      asked.add(sql);
      return real.statement(sql);
    },
  };
  const unused = () => Promise.reject(new Error("not used"));
  const committer: Committer = { write: unused, writeWithImages: unused, between: unused, stop: unused };
  const iterate = createIterators(database);
  const accept = createAccept(database, committer);
  const events = createEventStore(database, accept, iterate.events);
  const changes = createDeliveryChanges(database, committer);
  const side = { ask: unused, close: unused };
  createDeliveryStore({ database, side, changes, iterate: iterate.deliveries });
  createDeleteEvent(database);
  createPlateListStore(database, committer);
  createCountStore(database, committer).growth(0);
  createReplayStore(database, committer);
  events.feed({ limit: 1 });
  events.feed({ limit: 1, camera: "a", beforeEventId: 9 });
  events.feed({ limit: 1, camera: "a", afterEventId: 9 });
  for (const filter of [{ plate: "AB1" }, { since: 5, until: 9, camera: "a" }])
    for (const rows of [iterate.events(filter), iterate.reads(filter), iterate.deliveries(filter)])
      Array.from(rows as Iterable<unknown>);

  const history = createHistory({ database, committer, clock: handClock(), log: silentLog });
  await history.find({ plate: "AB1", whole: true, lists: ["a"], unlisted: true }, { limit: 1 });
  await history.count({ destinationId: "hook", deliveries: ["failed"] });
  history.passages("AB1", 1);

  const scans = [...asked]
    .filter((sql) => !mayScan.some((known) => known.test(sql)))
    .flatMap((sql) => {
      const plan = real.statement<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`).all();
      return plan
        .filter(({ detail }) =>
          // Of blocks there is one for some thousand reads.
          /^SCAN (?!waiting|delivery_counts|delivery_ledgers|cameras|replays|lately|read_blocks|sqlite_sequence|CONSTANT|\(subq|\d)/.test(
            detail,
          ),
        )
        .map(({ detail }) => ({ sql, detail }));
    });
  expect(scans).toEqual([]);
  expect(asked.size).toBeGreaterThan(40);
  real.close();
});

it("finds the head of a queue behind thousands of waiting deliveries of other cameras", async () => {
  const { store, clock } = await bench();
  const reads = Array.from({ length: 5000 }, () => draft());
  await store.events.accept(webhook(clock.now(), { camera: "busy", reads }), toAll("hook"));
  await store.events.accept(webhook(clock.now(), { camera: "quiet" }), toAll("hook"));
  expect(store.deliveries.pendingCameras("hook", "live")).toEqual(["busy", "quiet"]);
  expect(store.deliveries.head("hook", "live", "quiet")?.id).toBe(5001);
});
