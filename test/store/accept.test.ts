import { randomBytes } from "node:crypto";
import { expect, it } from "vitest";
import { phrase } from "../../src/shared/phrases/phrase.ts";
import { bench, day, draft, first, image, nowhere, pending, toAll, webhook } from "./store-kit.ts";

it("gives everything back as it was received, after the store was closed and opened again", async () => {
  const { store, clock, reopen } = await bench();
  const scene = randomBytes(150_000);
  const plate = randomBytes(3_000);
  const body = Buffer.from([0xff, 0x00, 0x7b, 0x7d]);
  const event = webhook(clock.now(), {
    body,
    reads: [draft(), draft({ plate: null, candidates: [], direction: null })],
    images: [
      image(scene),
      image(plate, { role: "plate", part: "plate_img", width: null, height: null, unreadable: phrase("image.endsEarly") }),
    ],
  });
  const accepted = await store.events.accept(event, toAll("hook", "vms"));

  const again = await reopen();
  const entry = again.events.get(accepted.eventId);
  expect(entry?.event).toMatchObject({ kind: "recognition", camera: "gate", source: "yard", headers: event.headers });
  expect(entry?.event.images).toMatchObject([
    { role: "scene", size: 150_000, width: 640 },
    { role: "plate", part: "plate_img", size: 3_000, width: null, unreadable: phrase("image.endsEarly") },
  ]);
  expect(entry?.reads.map(({ id }) => id)).toEqual(accepted.readIds);
  expect(entry?.reads[0]).toMatchObject(draft());
  expect(entry?.reads[1]).toMatchObject({ plate: null, index: 1, capturedAtLocal: event.capturedAtLocal });
  expect(entry?.deliveries.map((d) => [d.destinationId, d.readId, d.status])).toEqual([
    ["hook", accepted.readIds[0], "pending"],
    ["hook", accepted.readIds[1], "pending"],
    ["vms", accepted.readIds[0], "pending"],
    ["vms", accepted.readIds[1], "pending"],
  ]);
  expect(entry?.deliveries).toMatchObject(accepted.deliveries);
  expect(again.events.body(accepted.eventId)).toEqual({ bytes: body, contentType: "multipart/form-data" });
  const [sceneImage, plateImage] = entry?.event.images ?? [];
  expect(await again.images.bytes(sceneImage?.id ?? 0)).toEqual(scene);
  expect(await again.images.bytes(plateImage?.id ?? 0)).toEqual(plate);
});

it("keeps hostile text whole, and shows a NUL instead of being cut at it", async () => {
  const { store, clock, reopen } = await bench();
  const texts = ["🚗 emoji", "\u202eRTL\u05d0", "'; DROP TABLE reads; --", "=cmd|'/c calc'!A0", "x".repeat(200_000)];
  const reads = texts.map((plate) => draft({ plate, make: plate }));
  const accepted = await store.events.accept(webhook(clock.now(), { reads, camera: "ca\0mera" }), toAll("hook"));
  const again = await reopen();
  const entry = again.events.get(accepted.eventId);
  expect(entry?.reads.map(({ plate }) => plate)).toEqual(texts);
  expect(entry?.reads.map(({ make }) => make)).toEqual(texts);
  expect(entry?.event.camera).toBe("ca␀mera");
  expect(entry?.deliveries[0]?.camera).toBe("ca␀mera");
});

it("names the camera to the dispatcher as the stored delivery has it", async () => {
  const { store, clock } = await bench();
  const accepted = await store.events.accept(webhook(clock.now(), { camera: "a\0b" }), toAll("hook"));
  const { camera, lane } = first(accepted.deliveries);
  expect(store.deliveries.head("hook", lane, camera)?.id).toBe(first(accepted.deliveries).id);
});

it("stores the same content once within a day, and again afterwards", async () => {
  const { store, clock } = await bench();
  const repeated = (receivedAt: number) =>
    webhook(receivedAt, { body: Buffer.from("same"), images: [image(Buffer.from("picture"))] });
  const once = await store.events.accept(repeated(clock.now()), toAll("hook"));
  const twice = await store.events.accept(
    { ...repeated(clock.now() + day - 1), contentType: "multipart/form-data; boundary=other" },
    toAll("hook"),
  );
  expect(twice).toMatchObject({ eventId: once.eventId, duplicate: true, readIds: once.readIds, deliveries: [] });
  expect(store.deliveries.ledger(["hook"])).toMatchObject([{ accepted: 1 }]);
  const later = await store.events.accept(repeated(clock.now() + day), toAll("hook"));
  expect(later).toMatchObject({ duplicate: false, eventId: once.eventId + 1 });
});

it("stores identical webhooks that arrive at the same moment once, with and without images", async () => {
  const { store, clock } = await bench();
  const pictured = { body: Buffer.from("pictured"), images: [image(randomBytes(1000))] };
  const plain = { body: Buffer.from("plain"), kind: "quarantined" as const, reads: [], reason: phrase("webhook.noJsonField") };
  for (const content of [pictured, plain]) {
    const answers = await Promise.all([1, 2, 3].map(() => store.events.accept(webhook(clock.now(), content), nowhere)));
    expect(answers.filter(({ duplicate }) => !duplicate)).toHaveLength(1);
    expect(new Set(answers.map(({ eventId }) => eventId)).size).toBe(1);
  }
  expect(store.health().imageBytes).toBe(1000);
});

it("does not take the same JSON with another picture for a repetition", async () => {
  const { store, clock } = await bench();
  const body = Buffer.from("same");
  const one = await store.events.accept(webhook(clock.now(), { body, images: [image(Buffer.from("a"))] }), nowhere);
  const two = await store.events.accept(webhook(clock.now(), { body, images: [image(Buffer.from("b"))] }), nowhere);
  expect([one.duplicate, two.duplicate]).toEqual([false, false]);
});

it("takes an image without a single byte, alone and among others", async () => {
  const { store, clock, reopen } = await bench();
  const empty = image(Buffer.alloc(0));
  await store.events.accept(webhook(clock.now(), { images: [empty] }), nowhere);
  await store.events.accept(webhook(clock.now(), { images: [image(Buffer.from("x")), empty] }), nowhere);
  const again = await reopen();
  const sizes = again.events.feed({ limit: 9 }).map(({ event }) => event.images.map(({ size }) => size));
  expect(sizes).toEqual([[1, 0], [0]]);
  for (const { event } of again.events.feed({ limit: 9 }))
    for (const { id, size } of event.images) expect((await again.images.bytes(id))?.byteLength).toBe(size);
});

it("lets one webhook fail without taking down those that share its transaction", async () => {
  const { store, clock } = await bench();
  const bytes = randomBytes(5000);
  const wrong = webhook(clock.now(), { images: [image(randomBytes(9000))] });
  const outcomes = await Promise.allSettled([
    store.events.accept(webhook(clock.now()), toAll("hook")),
    store.events.accept(wrong, () => {
      throw new Error("the rules broke");
    }),
    store.events.accept(webhook(clock.now()), () => [pending({ readIndex: 7 })]),
    store.events.accept(webhook(clock.now(), { images: [image(bytes)] }), toAll("hook")),
  ]);
  expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "rejected", "fulfilled"]);
  expect(outcomes[1]).toMatchObject({ reason: { message: "the rules broke" } });
  expect(store.events.feed({ limit: 9 })).toHaveLength(2);
  const pictured = store.events.feed({ limit: 9 }).flatMap(({ event }) => event.images);
  expect(await store.images.bytes(first(pictured).id)).toEqual(bytes);
  expect(store.deliveries.ledger(["hook"])).toMatchObject([{ accepted: 2, balanced: true }]);
  expect(store.health().ok).toBe(true);
});

it("never gives an id twice, also after everything was deleted", async () => {
  const { store, clock, reopen } = await bench();
  const before = await store.events.accept(webhook(clock.now() - 3 * day), nowhere);
  const policy = { days: 1, maxEvents: 0, minFreeBytes: 0, maxImageBytes: 0 };
  await store.retain(policy, new AbortController().signal);
  const again = await reopen();
  expect(again.events.newestId()).toBe(before.eventId);
  const after = await again.events.accept(webhook(clock.now()), nowhere);
  expect(after.eventId).toBeGreaterThan(before.eventId);
});
