import { expect, it } from "vitest";
import type { ReadFilter } from "../../src/main/store/store.ts";
import { phrase } from "../../src/shared/phrases/phrase.ts";
import { plateKey } from "../../src/shared/plate-list.ts";
import { bench, draft, nowhere, pending, toAll, webhook } from "./store-kit.ts";

it("shows the feed newest first, pages back, goes on above a cursor without a gap, and filters by camera", async () => {
  const { store } = await bench();
  for (let n = 1; n <= 6; n += 1) await store.events.accept(webhook(n, { camera: n % 2 ? "odd" : "even" }), toAll("hook"));
  const ids = (query: Parameters<typeof store.events.feed>[0]) => store.events.feed(query).map(({ event }) => event.id);
  expect(ids({ limit: 3 })).toEqual([6, 5, 4]);
  expect(ids({ limit: 3, beforeEventId: 4 })).toEqual([3, 2, 1]);
  expect(ids({ limit: 2, afterEventId: 2 })).toEqual([4, 3]);
  expect(ids({ limit: 9, afterEventId: 2, beforeEventId: 5 })).toEqual([4, 3]);
  expect(ids({ limit: 9, camera: "odd" })).toEqual([5, 3, 1]);
  expect(ids({ limit: 1, camera: "odd", afterEventId: 1 })).toEqual([3]);
  expect(store.events.feed({ limit: 1 })).toMatchObject([{ reads: [{ eventId: 6 }], deliveries: [{ eventId: 6 }] }]);
  expect(store.events.get(7)).toBeNull();
  expect(store.events.body(7)).toBeNull();
});

it("counts what came since a moment, also when it is asked again after more came", async () => {
  const { store } = await bench();
  expect(store.events.lastReceivedAt()).toBeNull();
  expect(store.events.newestId()).toBe(0);
  expect(store.events.countsSince(100)).toEqual({ events: 0, reads: 0, quarantined: 0 });
  await store.events.accept(webhook(99), nowhere);
  await store.events.accept(webhook(100, { reads: [draft(), draft()] }), nowhere);
  await store.events.accept(webhook(150, { kind: "quarantined", reads: [], reason: phrase("webhook.noResults") }), nowhere);
  expect(store.events.countsSince(100)).toEqual({ events: 2, reads: 2, quarantined: 1 });
  await store.events.accept(webhook(98), nowhere);
  await store.events.accept(webhook(120), nowhere);
  expect(store.events.countsSince(100)).toEqual({ events: 3, reads: 3, quarantined: 1 });
  expect(store.events.countsSince(0)).toEqual({ events: 5, reads: 5, quarantined: 1 });
  expect(store.events.lastReceivedAt()).toBe(150);
  expect(store.events.newestId()).toBe(5);
});

it("knows the cameras, how much each has read, and when it was last seen", async () => {
  const { store } = await bench();
  await store.events.accept(webhook(10, { camera: "b", reads: [draft(), draft()] }), nowhere);
  await store.events.accept(webhook(30, { camera: "a" }), nowhere);
  await store.events.accept(webhook(20, { camera: "a", reads: [] }), nowhere);
  await store.events.accept(webhook(40, { camera: "" }), nowhere);
  expect(store.events.cameras()).toEqual([
    { camera: "a", reads: 1, lastSeenAt: 30 },
    { camera: "b", reads: 2, lastSeenAt: 10 },
  ]);
});

it("searches plates without regard to case, spaces and dashes, with wildcards, and with everything else taken literally", async () => {
  const { store } = await bench();
  const plates = ["AB-123", "ab 124", "xAB123", "A[B]9", "ÖÄ 7", null];
  await store.events.accept(webhook(10, { reads: plates.map((plate) => draft({ plate })) }), nowhere);
  const found = (plate: string) => [...store.reads.iterate({ plate })].map((read) => read.plate);
  expect(found("ab123")).toEqual(["AB-123"]);
  expect(found("a b–12?")).toEqual(["AB-123", "ab 124"]);
  expect(found("*ab123")).toEqual(["AB-123", "xAB123"]);
  expect(found("a[b]*")).toEqual(["A[B]9"]);
  expect(found("[ax]*")).toEqual([]);
  expect(found("öä7")).toEqual(["ÖÄ 7"]);
  expect(found("*")).toHaveLength(5);
  expect(plateKey(" a-b‑1 ")).toBe("AB1");
});

it("goes through events, reads and deliveries in order of id, each filter narrowing it", async () => {
  const { store } = await bench();
  await store.events.accept(webhook(10, { camera: "a", reads: [draft({ plate: "one" }), draft({ plate: "two" })] }), () => [
    pending({ readIndex: null }),
    pending({ destinationId: "b", readIndex: 1 }),
  ]);
  await store.events.accept(webhook(20, { camera: "b", reads: [draft({ plate: "two" })] }), toAll("hook"));
  await store.events.accept(webhook(30, { camera: "a", reads: [] }), nowhere);
  const ids = (filter: ReadFilter) =>
    [store.events.iterate(filter), store.reads.iterate(filter), store.deliveries.iterate(filter)].map((rows) =>
      [...rows].map(({ id }) => id),
    );
  expect(ids({})).toEqual([
    [1, 2, 3],
    [1, 2, 3],
    [1, 2, 3],
  ]);
  expect(ids({ since: 20 })).toEqual([[2, 3], [3], [3]]);
  expect(ids({ until: 20 })).toEqual([[1], [1, 2], [1, 2]]);
  expect(ids({ cameras: ["A", "nowhere"] })).toEqual([
    [1, 3],
    [1, 2],
    [1, 2],
  ]);
  expect(ids({ plate: "one" })).toEqual([[1], [1], [1]]);
  expect(ids({ plate: "two" })).toEqual([
    [1, 2],
    [2, 3],
    [1, 2, 3],
  ]);
  expect(ids({ plate: "t*", cameras: ["b"], since: 5, until: 25 })).toEqual([[2], [3], [3]]);
  expect(ids({ since: 31 })).toEqual([[], [], []]);
});

it("goes through more rows than one page holds, while rows are added", async () => {
  const { store, clock } = await bench();
  const many = Array.from({ length: 1203 }, () => draft());
  await store.events.accept(webhook(clock.now(), { reads: many }), nowhere);
  const seen: number[] = [];
  for (const { id } of store.reads.iterate({})) seen.push(id);
  expect(seen).toEqual(Array.from({ length: 1203 }, (_, n) => n + 1));
});
