import { expect, it } from "vitest";
import type { Store } from "../../src/main/store/store.ts";
import type { Delivery } from "../../src/shared/delivery.ts";
import { phrase } from "../../src/shared/phrases/phrase.ts";
import { bench, draft, failure, first, image, pending, toAll, webhook } from "./store-kit.ts";

const refused = failure("rejected", "refused", { status: "failed" });

/** One event with one read from that camera, for each destination; the ids of its deliveries. */
async function accepted(store: Store, at: number, camera = "gate", ...destinations: string[]): Promise<number[]> {
  const event = await store.events.accept(webhook(at, { camera }), toAll(...(destinations.length > 0 ? destinations : ["hook"])));
  return event.deliveries.map(({ id }) => id);
}

async function attempt(store: Store, id: number, result: Parameters<Store["deliveries"]["finish"]>[1], now: number) {
  expect(await store.deliveries.claim(id, now)).toBe(true);
  await store.deliveries.finish(id, result, { startedAt: now, durationMs: 35, now: now + 35 });
}

function found(store: Store, id: number): Delivery {
  const delivery = store.deliveries.get(id);
  if (!delivery) throw new Error(`There is no delivery ${id}.`);
  return delivery;
}

it("lets only one of two callers claim a delivery, and counts the attempt with the claim", async () => {
  const { store, clock } = await bench();
  const id = first(await accepted(store, clock.now()));
  expect(await Promise.all([store.deliveries.claim(id, 1000), store.deliveries.claim(id, 1001)])).toEqual([true, false]);
  expect(found(store, id)).toMatchObject({ status: "sending", attempts: 1, claimedAt: 1000, nextAttemptAt: null });
});

it("writes attempt and outcome together, and keeps both over a restart", async () => {
  const { store, clock, reopen } = await bench();
  const id = first(await accepted(store, clock.now()));
  const later = { status: "pending", nextAttemptAt: clock.now() + 5000 } as const;
  await attempt(store, id, failure("unreachable", "refused the connection", later), clock.now());
  expect(found(store, id)).toMatchObject({
    status: "pending",
    nextAttemptAt: clock.now() + 5000,
    lastErrorKind: "unreachable",
    lastError: "refused the connection",
    claimedAt: null,
  });
  const receipt = { summary: "HTTP 200 in 35 ms", status: 200, body: "o\0k" };
  await attempt(store, id, { outcome: "delivered", receipt }, clock.now() + 5000);
  const again = await reopen();
  expect(found(again, id)).toMatchObject({ status: "delivered", attempts: 2, lastError: null, receipt });
  expect(found(again, id).deliveredAt).toBe(clock.now() + 5035);
  expect(again.deliveries.attempts(id)).toMatchObject([
    { number: 1, outcome: "unreachable", message: "refused the connection", durationMs: 35 },
    { number: 2, outcome: "delivered", message: "HTTP 200 in 35 ms" },
  ]);
});

it("hands out the oldest waiting delivery of each camera and lane", async () => {
  const { store, clock } = await bench();
  const [a1] = await accepted(store, clock.now(), "a");
  const [b1] = await accepted(store, clock.now(), "b");
  const [a2] = await accepted(store, clock.now(), "a");
  await accepted(store, clock.now(), "", "other");
  expect(store.deliveries.pendingCameras("hook", "live")).toEqual(["a", "b"]);
  expect(store.deliveries.pendingCameras("other", "live")).toEqual([""]);
  expect(store.deliveries.pendingCameras("hook", "replay")).toEqual([]);
  expect(store.deliveries.head("hook", "live", "a")?.id).toBe(a1);
  await store.deliveries.claim(a1 ?? 0, clock.now());
  expect(store.deliveries.head("hook", "live", "a")?.id).toBe(a2);
  expect(store.deliveries.head("hook", "live", "b")?.id).toBe(b1);
  expect(store.deliveries.head("hook", "live", "c")).toBeNull();
});

it("releases a claim without an attempt, and takes the count back only when asked", async () => {
  const { store, clock } = await bench();
  const id = first(await accepted(store, clock.now()));
  await store.deliveries.claim(id, clock.now());
  await store.deliveries.release(id, { uncount: true });
  expect(found(store, id)).toMatchObject({ status: "pending", attempts: 0, nextAttemptAt: null });
  await store.deliveries.claim(id, clock.now());
  await store.deliveries.release(id, { uncount: false, nextAttemptAt: 77 });
  expect(found(store, id)).toMatchObject({ status: "pending", attempts: 1, nextAttemptAt: 77 });
  await store.deliveries.release(id, { uncount: true });
  expect(found(store, id).attempts).toBe(1);
});

it("judges stale claims by the age of the claim, not of the delivery", async () => {
  const { store, clock } = await bench();
  const [old] = await accepted(store, clock.now() - 900_000);
  const [fresh] = await accepted(store, clock.now() - 900_000);
  await store.deliveries.claim(old ?? 0, 1000);
  await store.deliveries.claim(fresh ?? 0, 5000);
  expect(await store.deliveries.releaseStale(5000)).toBe(1);
  expect(found(store, old ?? 0)).toMatchObject({ status: "pending", attempts: 1 });
  expect(found(store, fresh ?? 0).status).toBe("sending");
});

it("counts a delivery that arrives after its claim was taken back as delivered, so that it is not sent again", async () => {
  const { store, clock } = await bench();
  const id = first(await accepted(store, clock.now()));
  await store.deliveries.claim(id, 1000);
  await store.deliveries.releaseStale(2000);
  const times = { startedAt: 1000, durationMs: 5, now: 3000 };
  await store.deliveries.finish(id, { outcome: "delivered", receipt: { summary: "late" } }, times);
  expect(found(store, id).status).toBe("delivered");
  await store.deliveries.finish(id, refused, times);
  expect(found(store, id).status).toBe("delivered");
});

it("expires what is past its time, and nothing else", async () => {
  const { store } = await bench();
  const event = await store.events.accept(webhook(1000), () => [
    pending({ expiresAt: 5000 }),
    pending({ destinationId: "b", expiresAt: 5001 }),
    pending({ destinationId: "c" }),
  ]);
  expect(await store.deliveries.expire(5000)).toBe(1);
  expect(event.deliveries.map(({ id }) => found(store, id).status)).toEqual(["expired", "pending", "pending"]);
  expect(found(store, event.deliveries[0]?.id ?? 0).lastError).toMatch(/too late/);
});

it("retries ended deliveries in the replay lane with their attempts kept, and brings waiting ones forward", async () => {
  const { store, clock } = await bench();
  const ids = await accepted(store, clock.now(), "gate", "a", "b", "c", "d", "e");
  const [failed, cancelled, backoff, delivered, due] = ids as [number, number, number, number, number];
  await attempt(store, failed, refused, clock.now());
  await store.deliveries.cancel({ ids: [cancelled] }, phrase("console.cancelled"));
  const later = { status: "pending", nextAttemptAt: clock.now() + 900_000 } as const;
  await attempt(store, backoff, failure("busy", "later", later), clock.now());
  await attempt(store, delivered, { outcome: "delivered", receipt: { summary: "ok" } }, clock.now());
  expect(found(store, cancelled).lastError).toBe("Cancelled by the operator.");

  const changed = await store.deliveries.retry({ ids: [...ids, 4711] }, clock.now());
  expect(changed.map(({ id }) => id)).toEqual([failed, cancelled, backoff]);
  expect(found(store, failed)).toMatchObject({ status: "pending", lane: "replay", attempts: 1, nextAttemptAt: clock.now() });
  expect(found(store, cancelled)).toMatchObject({ status: "pending", lane: "replay", attempts: 0 });
  expect(found(store, backoff)).toMatchObject({ status: "pending", lane: "live", nextAttemptAt: clock.now() });
  expect(found(store, delivered).status).toBe("delivered");
  expect(found(store, due).nextAttemptAt).toBeNull();
});

it("does not let a retried delivery expire again at once", async () => {
  const { store } = await bench();
  const event = await store.events.accept(webhook(1000), () => [pending({ expiresAt: 2000 })]);
  const id = first(event.deliveries).id;
  await store.deliveries.expire(3000);
  await store.deliveries.retry({ ids: [id] }, 4000);
  expect(await store.deliveries.expire(5000)).toBe(0);
  expect(found(store, id).status).toBe("pending");
});

it("cancels all of one destination, over many steps, and leaves the others alone", async () => {
  const { store, clock } = await bench();
  const reads = Array.from({ length: 450 }, () => draft());
  await store.events.accept(webhook(clock.now(), { reads }), toAll("a", "b"));
  expect(await store.deliveries.cancel({ destinationId: "a" }, phrase("console.cancelled"))).toHaveLength(450);
  expect(store.deliveries.ledger(["a", "b"]).map(({ counts }) => [counts.pending, counts.cancelled])).toEqual([
    [0, 450],
    [450, 0],
  ]);
  const ofA = store.deliveries.list({ destinationId: "a", limit: 1 });
  expect(
    await store.deliveries.cancel(
      { ids: ofA.map(({ delivery }) => delivery.id), destinationId: "b" },
      phrase("console.cancelled"),
    ),
  ).toEqual([]);
});

it("retries all that failed at one destination, and has back what was cancelled only by its number", async () => {
  const { store, clock } = await bench();
  const ids: number[] = [];
  for (let count = 0; count < 3; count += 1) ids.push(...(await accepted(store, clock.now(), "gate", "a", "b")));
  const [failedA = 0, failedB = 0, cancelledA = 0] = ids;
  for (const id of [failedA, failedB]) await attempt(store, id, failure("rejected", "no", { status: "failed" }), clock.now());
  await store.deliveries.cancel({ ids: [cancelledA] }, phrase("console.cancelled"));
  expect((await store.deliveries.retry({ destinationId: "a" }, clock.now())).map(({ id }) => id)).toEqual([failedA]);
  expect(found(store, failedB).status).toBe("failed");
  expect(found(store, cancelledA).status).toBe("cancelled");
  expect((await store.deliveries.retry({ ids: [cancelledA] }, clock.now())).map(({ id }) => id)).toEqual([cancelledA]);
});

it("makes all waiting deliveries of a destination due", async () => {
  const { store, clock } = await bench();
  const [a, b] = await accepted(store, clock.now(), "gate", "a", "b");
  const later = { status: "pending", nextAttemptAt: clock.now() + 900_000 } as const;
  for (const id of [a ?? 0, b ?? 0]) await attempt(store, id, failure("busy", "later", later), clock.now());
  await store.deliveries.makeDue("a", clock.now() + 1);
  expect(found(store, a ?? 0).nextAttemptAt).toBe(clock.now() + 1);
  expect(found(store, b ?? 0).nextAttemptAt).toBe(clock.now() + 900_000);
});

it("lists newest first, by destination and status, a page at a time, with what each carries", async () => {
  const { store, clock } = await bench();
  const pictured = webhook(clock.now(), {
    reads: [draft({ plate: "one" }), draft({ plate: null })],
    images: [image(Buffer.from("x"))],
  });
  await store.events.accept(pictured, () => [pending({ readIndex: null }), pending({ destinationId: "b", readIndex: 1 })]);
  const [hook2, b2] = await accepted(store, clock.now() + 1, "gate", "hook", "b");
  await store.deliveries.cancel({ ids: [hook2 ?? 0] }, phrase("console.cancelled"));
  const { list } = store.deliveries;
  expect(list({}).map(({ delivery }) => delivery.id)).toEqual([4, 3, 2, 1]);
  expect(list({ limit: 2, beforeId: 4 }).map(({ delivery }) => delivery.id)).toEqual([3, 2]);
  expect(list({ statuses: ["pending"] }).map(({ delivery }) => delivery.id)).toEqual([b2, 2, 1]);
  expect(list({ destinationId: "hook" }).map(({ delivery }) => delivery.id)).toEqual([hook2, 1]);
  expect(list({ destinationId: "hook", statuses: ["cancelled", "failed"] }).map(({ delivery }) => delivery.id)).toEqual([hook2]);
  expect(list({ statuses: [] })).toEqual([]);
  const scene = store.events.get(1)?.event.images[0]?.id;
  expect(list({ beforeId: 3 })).toMatchObject([
    { plates: [null], eventKind: "recognition", receivedAt: clock.now(), sceneImageId: scene },
    { plates: ["one", null], sceneImageId: scene },
  ]);
});

it("tells a destination's numbers", async () => {
  const { store, clock } = await bench();
  const at = clock.now();
  const delays = [10, 30, 500];
  for (const delay of delays) {
    const id = first(await accepted(store, at));
    await store.deliveries.claim(id, at);
    const times = { startedAt: at, durationMs: delay, now: at + delay };
    await store.deliveries.finish(id, { outcome: "delivered", receipt: { summary: "ok" } }, times);
  }
  await attempt(store, first(await accepted(store, at)), refused, at);
  await accepted(store, at);
  expect(store.deliveries.numbers("hook", at)).toEqual({ delivered: 3, waiting: 1, failed: 1, medianDelayMs: 30 });
  expect(store.deliveries.numbers("hook", at + 30)).toMatchObject({ delivered: 2 });
  expect(store.deliveries.numbers("nobody", at)).toEqual({ delivered: 0, waiting: 0, failed: 0, medianDelayMs: null });
});

it("remembers why a destination is paused over a restart", async () => {
  const { store, reopen } = await bench();
  const never = {
    destinationId: "b",
    pausedBy: null,
    reason: null,
    since: null,
    until: null,
    failingSince: null,
    lastSuccessAt: null,
    pausedRevision: null,
  };
  const state = {
    ...never,
    destinationId: "a",
    pausedBy: "unauthorized",
    reason: "refused the token",
    since: 5,
    lastSuccessAt: 4,
    pausedRevision: "r1",
  } as const;
  await store.destinationStates.put({ ...state, reason: "older" });
  await store.destinationStates.put(state);
  const again = await reopen();
  expect(again.destinationStates.get("a")).toEqual(state);
  expect(again.destinationStates.get("b")).toEqual(never);
});
