import { join } from "node:path";
import fc from "fast-check";
import { expect, it } from "vitest";
import { openDatabase } from "../../src/main/store/database.ts";
import { bucketOf, durationOf, quantile } from "../../src/main/store/latency.ts";
import type { Store } from "../../src/main/store/store.ts";
import { slotMs } from "../../src/shared/overview.ts";
import { phrase } from "../../src/shared/phrases/phrase.ts";
import { bench, day, draft, failure, first, toAll, webhook } from "./store-kit.ts";

const noon = Date.UTC(2026, 10, 23, 12);
const slotOf = (at: number) => Math.floor(at / slotMs);
const everything = { from: 0, to: slotOf(noon + 100 * day) };
const goesOn = new AbortController().signal;

async function read(store: Store, at: number, camera: string, reads = 1) {
  return store.events.accept(webhook(at, { camera, reads: Array.from({ length: reads }, () => draft()) }), toAll("hook"));
}

it("counts reads per quarter of an hour and camera, also of webhooks that come late", async () => {
  const { store } = await bench();
  await read(store, noon, "gate", 2);
  await read(store, noon + slotMs - 1, "gate");
  await read(store, noon + slotMs, "yard");
  await read(store, noon - 3 * day, "gate");
  const span = { from: slotOf(noon), to: slotOf(noon) + 1 };
  expect(store.counts.reads(span, null)).toEqual([{ slot: slotOf(noon), reads: 3 }]);
  expect(store.counts.reads(everything, "yard")).toEqual([{ slot: slotOf(noon) + 1, reads: 1 }]);
  expect(store.counts.reads(everything, null).map(({ reads }) => reads)).toEqual([1, 3, 1]);
  expect(store.counts.cameras(span)).toEqual([{ camera: "gate", reads: 3 }]);
});

it("does not count a repeated webhook, and keeps the counts of what retention deletes", async () => {
  const { store, clock } = await bench();
  const event = webhook(noon);
  await store.events.accept(event, () => []);
  await store.events.accept({ ...event }, () => []);
  clock.forward(2 * day);
  await store.retain({ days: 1, maxEvents: 0, minFreeBytes: 0, maxImageBytes: 0 }, goesOn);
  expect(store.events.feed({ limit: 1 })).toEqual([]);
  expect(store.counts.reads(everything, null)).toEqual([{ slot: slotOf(noon), reads: 1 }]);
});

it("counts tries by destination and outcome, and how long live deliveries took from receipt", async () => {
  const { store, clock } = await bench();
  const id = first((await read(store, noon, "gate")).deliveries).id;
  const ends = { startedAt: noon + 900, durationMs: 100, now: noon + 1000 };
  await store.deliveries.claim(id, clock.now());
  await store.deliveries.finish(id, failure("busy", "later", { status: "pending", nextAttemptAt: 0 }), ends);
  await store.deliveries.claim(id, clock.now());
  await store.deliveries.finish(id, { outcome: "delivered", receipt: { summary: "ok" } }, ends);
  const [busy, delivered] = store.counts.attempts(everything);
  expect(busy).toEqual({ destinationId: "hook", outcome: "busy", bucket: -1, attempts: 1 });
  expect(delivered).toMatchObject({ outcome: "delivered", attempts: 1 });
  expect(durationOf(delivered?.bucket ?? 0)).toBeGreaterThan(940);
  expect(durationOf(delivered?.bucket ?? 0)).toBeLessThan(1060);
});

it("leaves the time of what was sent again by hand out of the latency", async () => {
  const { store, clock } = await bench();
  const id = first((await read(store, noon, "gate")).deliveries).id;
  await store.deliveries.cancel({ ids: [id] }, phrase("console.cancelled"));
  await store.deliveries.retry({ ids: [id] }, clock.now());
  await store.deliveries.claim(id, clock.now());
  const times = { startedAt: noon + 5 * day, durationMs: 1, now: noon + 5 * day };
  await store.deliveries.finish(id, { outcome: "delivered", receipt: { summary: "ok" } }, times);
  expect(store.counts.attempts(everything)).toEqual([{ destinationId: "hook", outcome: "delivered", bucket: -1, attempts: 1 }]);
});

it("counts an older database in steps while new reads come, stops and goes on, and counts nothing twice", async () => {
  const made = await bench();
  let { store } = made;
  const reads = Array.from({ length: 40 }, () => draft());
  for (let event = 0; event < 30; event += 1) await store.events.accept(webhook(noon + event, { reads }), toAll("hook"));
  await store.deliveries.claim(1, noon);
  await store.deliveries.finish(1, failure("busy", "", { status: "failed" }), { startedAt: noon, durationMs: 1, now: noon });
  const [readsBefore, triesBefore] = [store.counts.reads(everything, null), store.counts.attempts(everything)];
  await store.close();
  const database = openDatabase(join(made.dataDir, "plate-courier.db"), "write");
  // As the migration leaves a database that was never counted.
  database.exec(`DELETE FROM read_counts; DELETE FROM attempt_counts;
    UPDATE uncounted SET up_to = (SELECT max(id) FROM events) WHERE rows_of = 'events';
    UPDATE uncounted SET up_to = (SELECT max(id) FROM attempts) WHERE rows_of = 'attempts';`);
  database.close();
  store = await made.reopen();
  expect(store.counts.incomplete()).toBe(true);
  await store.events.accept(webhook(noon + day), () => []);
  await store.counts.countOlder(AbortSignal.abort());
  expect(store.counts.reads(everything, null)).toHaveLength(1);
  await store.counts.countOlder(goesOn);
  store = await made.reopen();
  await store.counts.countOlder(goesOn);
  expect(store.counts.incomplete()).toBe(false);
  expect(store.counts.reads({ ...everything, to: slotOf(noon + day) }, null)).toEqual(readsBefore);
  expect(store.counts.attempts(everything)).toEqual(triesBefore);
});

it("forgets counts that are older than any range that is shown", async () => {
  const { store, clock } = await bench();
  await read(store, noon - 70 * day, "gate");
  await read(store, noon - 61 * day, "gate");
  await store.counts.prune(clock.now());
  expect(store.counts.reads(everything, null)).toEqual([{ slot: slotOf(noon - 61 * day), reads: 1 }]);
});

it("tells how fast the store fills from the last days", async () => {
  const { store, clock } = await bench();
  expect(store.counts.growth(clock.now())).toEqual({ days: 0, imageBytes: 0, events: 0, eventsKept: 0, oldestAt: null });
  await read(store, noon - 20 * day, "gate");
  await read(store, noon - 2 * day, "gate");
  expect(store.counts.growth(clock.now())).toMatchObject({ days: 7.5, events: 1, eventsKept: 2, oldestAt: noon - 20 * day });
});

it("tells quantiles of any durations to within a twelfth", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 2, max: 90_000_000 }), { minLength: 1 }), fc.constantFrom(0.5, 0.95), (all, share) => {
      const counts = new Map<number, number>();
      for (const ms of all) counts.set(bucketOf(ms), (counts.get(bucketOf(ms)) ?? 0) + 1);
      const exact = all.toSorted((one, other) => one - other)[Math.ceil(share * all.length) - 1] ?? 0;
      const told = quantile(counts, share) ?? 0;
      expect(Math.abs(told - exact)).toBeLessThanOrEqual(Math.max(1, exact / 12));
    }),
  );
  expect(quantile(new Map(), 0.5)).toBeNull();
  expect(quantile(new Map([[-1, 5]]), 0.5)).toBeNull();
});
