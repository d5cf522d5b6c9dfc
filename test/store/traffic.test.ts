import { expect, it } from "vitest";
import { phrase } from "../../src/shared/phrases/phrase.ts";
import { bench, nowhere, webhook } from "./store-kit.ts";

const at = Date.UTC(2026, 10, 23, 12);

it("tells who posted among the newest webhooks, the last one first", async () => {
  const { store } = await bench();
  for (const [after, changes] of [
    [0, { source: "old", remoteAddress: "10.0.0.9" }],
    [1000, { source: "yard", remoteAddress: "10.0.0.1" }],
    [2000, { source: null, remoteAddress: "10.0.0.2" }],
    [3000, { source: "yard", remoteAddress: "10.0.0.1" }],
  ] as const)
    await store.events.accept(webhook(at + after, changes), nowhere);
  expect(store.traffic.contacts(3)).toEqual([
    { source: "yard", address: "10.0.0.1", lastAt: at + 3000, webhooks: 2 },
    { source: null, address: "10.0.0.2", lastAt: at + 2000, webhooks: 1 },
  ]);
  expect(store.traffic.contacts(100)).toHaveLength(3);
});

it("knows the last webhook that was not understood, if it is among the newest", async () => {
  const { store } = await bench();
  expect(store.traffic.lastQuarantined(10)).toBeNull();
  const odd = { kind: "quarantined", reason: phrase("webhook.noResults"), reads: [] } as const;
  const first = await store.events.accept(webhook(at, { ...odd, reads: [] }), nowhere);
  await store.events.accept(webhook(at + 1000), nowhere);
  expect(store.traffic.lastQuarantined(10)).toEqual({
    eventId: first.eventId,
    at,
    reason: "data.results is missing in the JSON",
  });
  expect(store.traffic.lastQuarantined(1)).toBeNull();
});

it("takes the smallest delay of a camera for the difference of its clock, as a backlog comes late by itself", async () => {
  const { store } = await bench();
  await store.events.accept(webhook(at, { capturedAt: at - 3_600_000 }), nowhere);
  await store.events.accept(webhook(at + 1000, { capturedAt: at - 1000 }), nowhere);
  await store.events.accept(webhook(at + 2000, { capturedAt: null }), nowhere);
  await store.events.accept(webhook(at, { camera: "ahead", capturedAt: at + 90_000 }), nowhere);
  await store.events.accept(webhook(at, { camera: "silent", capturedAt: null }), nowhere);
  expect(store.traffic.behindMs("gate")).toBe(2000);
  expect(store.traffic.behindMs("ahead")).toBe(-90_000);
  expect(store.traffic.behindMs("silent")).toBeNull();
  expect(store.traffic.behindMs("nowhere")).toBeNull();
});
