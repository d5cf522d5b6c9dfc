import { join } from "node:path";
import { expect, it } from "vitest";
import { openDatabase } from "../../src/main/store/database.ts";
import type { Routing, Store } from "../../src/main/store/store.ts";
import { phrase } from "../../src/shared/phrases/phrase.ts";
import { bench, day, draft, failure, first, pending, webhook } from "./store-kit.ts";

/** Accepts one read of this plate for "gate" as a sighting; gives its delivery. */
async function sight(store: Store, plate: string, receivedAt: number, changes: Partial<Routing> = {}): Promise<number> {
  const event = webhook(receivedAt, { reads: [draft({ plate })] });
  const { deliveries } = await store.events.accept(event, () => [
    pending({ destinationId: "gate", sightings: [plate], ...changes }),
  ]);
  return first(deliveries).id;
}

/** What routing is told inside the transaction of another webhook. */
async function look(store: Store, plate: string, since: number, until: number, destinationId = "gate"): Promise<number | null> {
  let seen: number | null = null;
  await store.events.accept(webhook(until), (_, { lastSighting }) => {
    seen = lastSighting(destinationId, plate, since, until);
    return [];
  });
  return seen;
}

it("finds the last sighting of a plate for a destination, both ends of the span included", async () => {
  const { store } = await bench();
  await sight(store, "ab-123", 1000);
  await sight(store, "AB 123", 2000);
  await sight(store, "other", 2500);
  expect(await look(store, "AB123", 0, 9000)).toBe(2000);
  expect(await look(store, "AB123", 0, 1999)).toBe(1000);
  expect(await look(store, "AB123", 2000, 2000)).toBe(2000);
  expect(await look(store, "AB123", 2001, 9000)).toBeNull();
  expect(await look(store, "AB123", 0, 9000, "elsewhere")).toBeNull();
});

it("counts no sighting whose delivery was given up, cancelled or skipped: the destination was not told", async () => {
  const { store } = await bench();
  const times = { startedAt: 1, durationMs: 1, now: 1 };
  for (const status of ["failed", "skipped", "expired"] as const) {
    const id = await sight(store, status, 1000);
    expect(await look(store, status, 0, 5000)).toBe(1000);
    await store.deliveries.claim(id, 1);
    expect(await look(store, status, 0, 5000)).toBe(1000);
    await store.deliveries.finish(id, failure("rejected", "No.", { status }), times);
    expect(await look(store, status, 0, 5000)).toBeNull();
  }
  const cancelled = await sight(store, "cancelled", 1000);
  await store.deliveries.cancel({ ids: [cancelled] }, phrase("console.cancelled"));
  expect(await look(store, "cancelled", 0, 5000)).toBeNull();
  const delivered = await sight(store, "delivered", 1000);
  await store.deliveries.claim(delivered, 1);
  await store.deliveries.finish(delivered, { outcome: "delivered", receipt: { summary: "ok" } }, times);
  expect(await look(store, "delivered", 0, 5000)).toBe(1000);
});

it("shows a webhook what came in the same moment before it", async () => {
  const { store } = await bench();
  const seen: (number | null)[] = [];
  await Promise.all(
    [1000, 1001, 1002].map((at) =>
      store.events.accept(webhook(at, { reads: [draft({ plate: "x1" })] }), (_, { lastSighting }) => {
        const last = lastSighting("gate", "x1", 0, 9000);
        seen.push(last);
        return last === null ? [pending({ destinationId: "gate", sightings: ["x1"] })] : [];
      }),
    ),
  );
  expect(seen).toEqual([null, 1000, 1000]);
});

it("tells routing which lists hold a plate, as they are when the webhook is stored", async () => {
  const { store } = await bench();
  const asked: (readonly string[])[] = [];
  const ask = () =>
    store.events.accept(webhook(1), (_, { listsOf }) => {
      asked.push(listsOf("ab-1"), listsOf(null), listsOf("AB2"));
      return [];
    });
  await ask();
  await store.lists.put("staff", [{ plate: "AB 1", name: "", note: "" }], 1);
  await ask();
  expect(asked).toEqual([[], [], [], ["staff"], [], []]);
});

it("forgets old sightings as new ones come, so that they do not grow for ever", async () => {
  const { store, clock, dataDir } = await bench();
  const start = clock.now();
  for (let n = 0; n < 20; n += 1) await sight(store, `old${n}`, start + n);
  for (let n = 0; n < 4; n += 1) await sight(store, `new${n}`, start + 3 * day + n);
  await store.close();
  const database = openDatabase(join(dataDir, "plate-courier.db"), "read");
  expect(database.statement("SELECT plate_key FROM sightings ORDER BY id").all()).toEqual(
    [0, 1, 2, 3].map((n) => ({ plate_key: `NEW${n}` })),
  );
  database.close();
});
