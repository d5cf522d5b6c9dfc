import { randomBytes } from "node:crypto";
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import type { RetentionPolicy, Store } from "../../src/main/store/store.ts";
import { bench, day, first, image, nowhere, toAll, webhook } from "./store-kit.ts";

const keepAll: RetentionPolicy = { days: 3650, maxEvents: 0, minFreeBytes: 0, maxImageBytes: 0 };
const never = new AbortController().signal;
const ids = (store: Store) => store.events.feed({ limit: 999 }).map(({ event }) => event.id);
const finished = { outcome: "delivered", receipt: { summary: "ok" } } as const;

function segmentFiles(dataDir: string): string[] {
  return readdirSync(join(dataDir, "images"), { recursive: true })
    .map(String)
    .filter((name) => name.endsWith(".seg"))
    .sort();
}

it("deletes nothing while the policy holds", async () => {
  const { store, clock } = await bench();
  await store.events.accept(webhook(clock.now(), { images: [image(randomBytes(10))] }), toAll("hook"));
  expect(await store.retain({ days: 1, maxEvents: 1, minFreeBytes: 1, maxImageBytes: 10 }, never)).toEqual({
    events: 0,
    imageBytes: 0,
    because: null,
  });
  expect(ids(store)).toEqual([1]);
});

it("deletes events that are too old with everything that belongs to them, waiting or not, and keeps the ledger", async () => {
  const { store, clock, dataDir } = await bench();
  const picture = randomBytes(1000);
  const old = await store.events.accept(webhook(clock.now() - 8 * day, { images: [image(picture)] }), toAll("hook", "vms"));
  const young = await store.events.accept(webhook(clock.now() - 6 * day, { camera: "young" }), toAll("hook"));
  const sending = old.deliveries[1]?.id ?? 0;
  await store.deliveries.claim(sending, clock.now());
  const pictureId = first(store.events.get(old.eventId)?.event.images ?? []).id;

  expect(await store.retain({ ...keepAll, days: 7 }, never)).toEqual({ events: 1, imageBytes: 1000, because: "days" });

  expect(ids(store)).toEqual([young.eventId]);
  expect(store.events.body(old.eventId)).toBeNull();
  expect(store.reads.get(first(old.readIds))).toBeNull();
  expect(store.images.get(pictureId)).toBeNull();
  expect(await store.images.bytes(pictureId)).toBeNull();
  expect(store.deliveries.list({}).map(({ delivery }) => delivery.eventId)).toEqual([young.eventId]);
  expect(store.events.cameras().map(({ camera }) => camera)).toEqual(["young"]);
  expect(segmentFiles(dataDir)).toEqual([]);
  const lines = store.deliveries.ledger(["hook", "vms"]);
  expect(lines).toMatchObject([
    { accepted: 2, balanced: true, counts: { expired: 1, pending: 1 } },
    { accepted: 1, balanced: true, counts: { expired: 1, sending: 0 } },
  ]);
  expect(await store.deliveries.verifyLedger()).toEqual(lines);
  // Its sender answers only now.
  await store.deliveries.finish(sending, finished, { startedAt: 0, durationMs: 0, now: 0 });
  expect(await store.deliveries.verifyLedger()).toEqual(lines);
});

it("keeps at most so many events, and passes over those with deliveries that wait or are under way", async () => {
  const { store, clock } = await bench();
  const events = [];
  for (let n = 0; n < 6; n += 1) events.push(await store.events.accept(webhook(clock.now()), n < 2 ? toAll("hook") : nowhere));
  await store.deliveries.claim(first(events[0]?.deliveries ?? []).id, clock.now());
  expect(await store.retain({ ...keepAll, maxEvents: 3 }, never)).toMatchObject({ events: 3, because: "maxEvents" });
  expect(ids(store)).toEqual([6, 2, 1]);
  expect(await store.retain({ ...keepAll, maxEvents: 1 }, never)).toMatchObject({ events: 1 });
  expect(ids(store)).toEqual([2, 1]);
  const delivered = first(events[0]?.deliveries ?? []).id;
  await store.deliveries.finish(delivered, finished, { startedAt: 0, durationMs: 0, now: 0 });
  await store.retain({ ...keepAll, maxEvents: 1 }, never);
  expect(ids(store)).toEqual([2]);
});

it("keeps images below so many bytes, and leaves events alone that have none", async () => {
  const { store, clock } = await bench();
  await store.events.accept(webhook(clock.now()), nowhere);
  for (let n = 0; n < 4; n += 1) await store.events.accept(webhook(clock.now(), { images: [image(randomBytes(1000))] }), nowhere);
  const report = await store.retain({ ...keepAll, maxImageBytes: 2500 }, never);
  expect(report).toEqual({ events: 2, imageBytes: 2000, because: "maxImageBytes" });
  expect(ids(store)).toEqual([5, 4, 1]);
});

it("deletes the oldest events with images while the disk is short of room, and stops when there is enough", async () => {
  const { clock, dataDir, store } = await bench({ freeBytes: () => 20_000 - stored(), reserveBytes: 0 });
  function stored(): number {
    return segmentFiles(dataDir).reduce((sum, name) => sum + statSync(join(dataDir, "images", name)).size, 0);
  }
  for (const age of [3, 2, 1]) {
    clock.forward(day);
    await store.events.accept(webhook(clock.now() - age, { images: [image(randomBytes(1000))] }), nowhere);
  }
  expect(segmentFiles(dataDir)).toHaveLength(3);
  expect(await store.retain({ ...keepAll, minFreeBytes: 10_000 }, never)).toMatchObject({ because: "minFreeBytes" });
  expect(store.health().freeBytes).toBeGreaterThanOrEqual(10_000);
  expect(ids(store).length).toBeLessThan(3);
});

it("goes on receiving into a new segment after retention emptied the current one", async () => {
  const { store, clock, dataDir, reopen } = await bench();
  await store.events.accept(webhook(clock.now() - 2 * day, { images: [image(randomBytes(1000))] }), nowhere);
  await store.retain({ ...keepAll, days: 1 }, never);
  expect(existsSync(join(dataDir, "images", "2026-11-23"))).toBe(false);
  const picture = randomBytes(1000);
  const accepted = await store.events.accept(webhook(clock.now(), { images: [image(picture)] }), nowhere);
  const again = await reopen();
  expect(await again.images.bytes(first(again.events.get(accepted.eventId)?.event.images ?? []).id)).toEqual(picture);
});

it("deletes while webhooks come in, and loses none of them", async () => {
  const { store, clock } = await bench();
  for (let n = 0; n < 300; n += 1)
    await store.events.accept(webhook(clock.now() - 2 * day, { images: [image(randomBytes(100))] }), nowhere);
  const pictures = Array.from({ length: 60 }, () => randomBytes(100));
  const retaining = store.retain({ ...keepAll, days: 1 }, never);
  const accepted = await Promise.all(
    pictures.map((bytes) => store.events.accept(webhook(clock.now(), { images: [image(bytes)] }), nowhere)),
  );
  expect(await retaining).toMatchObject({ events: 300 });
  expect(ids(store)).toHaveLength(60);
  for (const [index, { eventId }] of accepted.entries()) {
    const stored = first(store.events.get(eventId)?.event.images ?? []);
    expect(await store.images.bytes(stored.id)).toEqual(pictures[index]);
  }
});

it("stops between two steps when it is told to", async () => {
  const { store, clock } = await bench();
  await store.events.accept(webhook(clock.now() - 2 * day), nowhere);
  expect(await store.retain({ ...keepAll, days: 1 }, AbortSignal.abort())).toMatchObject({ events: 0 });
  expect(ids(store)).toEqual([1]);
});

it("gives the database's room back to the disk", async () => {
  const { store, clock, dataDir } = await bench();
  for (let n = 0; n < 40; n += 1)
    await store.events.accept(webhook(clock.now() - 2 * day, { body: randomBytes(100_000) }), nowhere);
  await store.retain({ ...keepAll, days: 1 }, never);
  await store.close();
  expect(statSync(join(dataDir, "plate-courier.db")).size).toBeLessThan(2_000_000);
});
