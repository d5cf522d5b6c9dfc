import { expect, it } from "vitest";
import type { Understanding } from "../../src/main/store/reread-changes.ts";
import type { IncomingEvent } from "../../src/main/store/store.ts";
import { phrase } from "../../src/shared/phrases/phrase.ts";
import { bench, draft, image, nowhere, toAll, webhook } from "./store-kit.ts";

function understood(changes: Partial<Understanding> = {}): Understanding {
  return {
    kind: "recognition",
    hookEvent: "recognition",
    capturedAt: 1_000,
    capturedAtLocal: null,
    camera: "gate",
    reason: null,
    headers: { cameraId: null, cameraName: null, macAddress: null, serialNumber: null },
    reads: [draft({ plate: "new1" }), draft({ plate: "new2" })],
    ...changes,
  };
}

const quarantined: Partial<IncomingEvent> = {
  kind: "quarantined",
  reason: phrase("webhook.resultsNoList"),
  reads: [],
  camera: "",
  capturedAt: null,
};

async function withEvent(changes: Partial<IncomingEvent>, route = nowhere) {
  const { store, clock, reopen } = await bench();
  const { eventId } = await store.events.accept(webhook(clock.now(), changes), route);
  return { store, clock, reopen, eventId };
}

it("makes reads of a quarantined event and owes each to the chosen destinations, and the ledger balances", async () => {
  const { store, clock, eventId, reopen } = await withEvent(quarantined);
  const reread = await store.rereading.apply(eventId, understood(), toAll("hook", "vms"), clock.now());
  expect(reread).toMatchObject({ outcome: "understood", added: 2, corrected: 0 });
  expect(reread?.deliveries).toHaveLength(4);
  const again = await reopen();
  expect(again.events.get(eventId)).toMatchObject({
    event: { kind: "recognition", reason: null, camera: "gate", capturedAt: 1_000 },
    reads: [
      { plate: "new1", index: 0 },
      { plate: "new2", index: 1 },
    ],
    deliveries: [1, 2, 3, 4].map(() => ({ lane: "replay", status: "pending", camera: "gate" })),
  });
  expect(again.events.cameras()).toMatchObject([{ camera: "gate", reads: 2 }]);
  const quarter = Math.floor(clock.now() / 900_000);
  expect(again.counts.cameras({ from: quarter, to: quarter + 1 })).toEqual([{ camera: "gate", reads: 2 }]);
  expect(await again.deliveries.verifyLedger()).toMatchObject([{ balanced: true, accepted: 2 }, { balanced: true }]);
  expect(again.reads.iterate({ plate: "new2" })[Symbol.iterator]().next().value).toMatchObject({ plate: "new2" });
});

it("adds nothing when it is done again, and only what is new when another destination is chosen later", async () => {
  const { store, clock, eventId } = await withEvent(quarantined);
  await store.rereading.apply(eventId, understood(), toAll("hook"), clock.now());
  const twice = await store.rereading.apply(eventId, understood(), toAll("hook"), clock.now());
  expect(twice).toEqual({ outcome: "unchanged", added: 0, corrected: 0, deliveries: [] });
  const later = await store.rereading.apply(eventId, understood(), toAll("hook", "vms"), clock.now());
  expect(later?.deliveries.map(({ destinationId }) => destinationId)).toEqual(["vms", "vms"]);
  expect(store.events.get(eventId)?.reads).toHaveLength(2);
  expect((await store.deliveries.verifyLedger()).map(({ accepted, balanced }) => [accepted, balanced])).toEqual([
    [2, true],
    [2, true],
  ]);
});

it("leaves body, images, time of receipt and the same content's protection from repeats as they were", async () => {
  const picture = image(Buffer.from("picture"));
  const sent = { ...quarantined, body: Buffer.from('{"results":1}'), images: [picture] };
  const { store, clock, eventId } = await withEvent(sent);
  const before = store.events.get(eventId);
  await store.rereading.apply(eventId, understood(), nowhere, clock.now() + 5);
  const after = store.events.get(eventId);
  expect(store.events.body(eventId)?.bytes).toEqual(sent.body);
  expect(after?.event.images).toEqual(before?.event.images);
  expect(after?.event.receivedAt).toBe(before?.event.receivedAt);
  expect(await store.events.accept(webhook(clock.now(), sent), nowhere)).toMatchObject({ duplicate: true, eventId });
});

it("corrects reads that were misread, adds those that were missed, and takes none away", async () => {
  const { store, clock, eventId } = await withEvent(
    { reads: [draft({ plate: "old1" }), draft({ plate: "old2" })] },
    toAll("hook"),
  );
  const [first, second] = store.events.get(eventId)?.reads ?? [];
  const better = understood({
    capturedAt: clock.now() - 40,
    reads: [draft({ plate: "better1" }), draft({ plate: "old2" }), draft({ plate: "missed" })],
  });
  const reread = await store.rereading.apply(eventId, better, toAll("hook"), clock.now());
  expect(reread).toMatchObject({ outcome: "corrected", corrected: 1, added: 1 });
  // The two that were owed already are owed once.
  expect(reread?.deliveries).toHaveLength(1);
  expect(store.events.get(eventId)?.reads).toMatchObject([
    { id: first?.id, plate: "better1" },
    { id: second?.id, plate: "old2" },
    { index: 2, plate: "missed" },
  ]);
  const fewer = await store.rereading.apply(eventId, { ...better, reads: better.reads.slice(0, 1) }, nowhere, clock.now());
  expect(fewer).toMatchObject({ outcome: "unchanged" });
  expect(store.events.get(eventId)?.reads).toHaveLength(3);
  expect(await store.deliveries.verifyLedger()).toMatchObject([{ balanced: true, accepted: 3 }]);
});

it("changes nothing of an event that the parser understands no more, or still not", async () => {
  const no = understood({ kind: "quarantined", reason: phrase("webhook.noResults"), reads: [] });
  const good = await withEvent({});
  expect(await good.store.rereading.apply(good.eventId, no, toAll("hook"), 0)).toMatchObject({ outcome: "unchanged" });
  expect(good.store.events.get(good.eventId)?.event).toMatchObject({ kind: "recognition", reason: null });
  const bad = await withEvent(quarantined);
  expect(await bad.store.rereading.apply(bad.eventId, no, toAll("hook"), 0)).toMatchObject({ outcome: "quarantined" });
  expect(bad.store.events.get(bad.eventId)?.event).toMatchObject({
    kind: "quarantined",
    reason: "data.results in the JSON is no list",
  });
  expect(await bad.store.rereading.apply(99, no, nowhere, 0)).toBeNull();
});

it("finds the quarantined events of a span, page by page", async () => {
  const { store, clock } = await bench();
  for (let at = 0; at < 5; at += 1) {
    await store.events.accept(webhook(clock.now() + at, at % 2 === 0 ? quarantined : {}), nowhere);
  }
  const span = { since: clock.now(), until: clock.now() + 4 };
  expect(store.rereading.countQuarantined({})).toBe(3);
  expect(store.rereading.countQuarantined(span)).toBe(2);
  const page = store.rereading.quarantined({ ...span, afterId: 0, limit: 1 });
  expect(page.map(({ event }) => event.id)).toEqual([1]);
  expect(store.rereading.quarantined({ ...span, afterId: 1, limit: 9 }).map(({ event }) => event.id)).toEqual([3]);
  expect(store.rereading.quarantined({ beforeId: 5, limit: 9 }).map(({ event }) => event.id)).toEqual([3, 1]);
});
