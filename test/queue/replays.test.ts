import { afterEach, beforeEach, expect, it } from "vitest";
import { DeliveryError } from "../../src/main/forwarders/forwarder.ts";
import { routeEvent } from "../../src/main/queue/route.ts";
import { StoreUnavailableError } from "../../src/main/store/store.ts";
import { phrase, recordedPhrase } from "../../src/shared/phrases/phrase.ts";
import { accepts, type Courier, openCourier } from "./courier.ts";
import { orders, previewed, replaysOf } from "./replay-kit.ts";
import { sampleDestination, sampleEvent, sampleRead, sampleRules } from "./samples.ts";

let courier: Courier;
beforeEach(async () => {
  courier = await openCourier();
});
afterEach(() => courier.close());

const refuses = async () => {
  throw new DeliveryError("rejected", recordedPhrase("It is wrong."));
};
const balanced = async () => (await courier.store.deliveries.verifyLedger()).every((line) => line.balanced);

/** Lets a replay and what it sends come to their end. */
async function finish(): Promise<void> {
  for (let round = 0; round < 10; round += 1) await courier.clock.advance(10_000);
}

it("sends what failed in a range and of a camera again, in its own rows and behind live reads", async () => {
  courier.use({ id: "hook", answer: refuses });
  await courier.dispatcher.start();
  const start = courier.clock.now();
  await courier.accept("gate");
  await courier.clock.advance(60_000);
  await courier.accept("gate");
  await courier.accept("yard");
  await courier.clock.advance(60_000);
  await courier.accept("gate");
  await courier.clock.advance(60_000);
  expect(courier.statuses()).toEqual(["failed", "failed", "failed", "failed"]);
  courier.use({ id: "hook", answer: accepts });
  const replays = replaysOf(courier);
  replays.start();
  const minute = { since: start + 60_000, until: start + 120_000, cameras: ["gate"], kinds: ["failed"] as const };
  await replays.order(orders(minute));
  await finish();
  expect(courier.statuses()).toEqual(["failed", "delivered", "failed", "failed"]);
  expect(courier.visits.at(-1)).toMatchObject({ id: 2, lane: "replay" });
  expect(replays.list()).toMatchObject([{ state: "done", counts: { delivered: 1 } }]);
  await replays.stop();
});

it("brings reads to a destination that is new, in the order in which they came", async () => {
  courier.use({ id: "other" });
  await courier.dispatcher.start();
  for (const camera of ["gate", "yard", "gate"]) await courier.accept(camera);
  await courier.clock.advance(1000);
  courier.use({ id: "hook" });
  const replays = replaysOf(courier);
  const what = orders({ kinds: ["never"] });
  expect(await previewed(replays, what)).toMatchObject({ deliveries: 3, duplicates: 0, keptBack: 0, takesMs: null, done: true });
  replays.start();
  await replays.order(what);
  await finish();
  const visits = courier.visits.filter(({ destination }) => destination === "hook");
  expect(visits.map(({ camera, lane }) => [camera, lane])).toEqual([
    ["gate", "replay"],
    ["yard", "replay"],
    ["gate", "replay"],
  ]);
  expect(courier.store.deliveries.ledger(["hook"])).toMatchObject([{ accepted: 3, counts: { delivered: 3 }, balanced: true }]);
  await replays.order(what);
  await finish();
  expect(courier.visits.filter(({ destination }) => destination === "hook")).toHaveLength(3);
  await replays.stop();
});

it("keeps back what today's rules keep back and says why, unless the operator wants it sent all the same", async () => {
  const strict = sampleRules({ minScore: 0.8 });
  courier.use({ id: "hook", routable: { rules: strict } });
  await courier.dispatcher.start();
  for (const score of [0.5, 0.6, 0.9]) await courier.accept("gate", { reads: [sampleRead({ score })] });
  await courier.clock.advance(1000);
  expect(courier.statuses()).toEqual(["filtered", "filtered", "delivered"]);
  const replays = replaysOf(courier, [{ rules: strict }]);
  const softer = replaysOf(courier, [{ rules: sampleRules({ minScore: 0.55 }) }]);
  const kept = orders({ kinds: ["keptBack"] });
  expect(await previewed(replays, kept)).toMatchObject({
    ...{ deliveries: 0, keptBack: 2 },
    reasons: [
      { reason: "score 0.5 is below the minimum of 0.8", count: 1 },
      { reason: "score 0.6 is below the minimum of 0.8", count: 1 },
    ],
  });
  expect(await previewed(softer, kept)).toMatchObject({ deliveries: 1, keptBack: 1 });
  replays.start();
  await replays.order({ ...kept, rules: "ignore" });
  await finish();
  expect(courier.statuses()).toEqual(["delivered", "delivered", "delivered"]);
  expect(await balanced()).toBe(true);
  await replays.stop();
});

it("sends delivered reads once more as further deliveries, and tells beforehand that they are duplicates", async () => {
  courier.use({ id: "hook" });
  await courier.dispatcher.start();
  const at = courier.clock.now();
  await courier.accept();
  await courier.clock.advance(1000);
  await courier.accept();
  await courier.clock.advance(1000);
  const replays = replaysOf(courier, [{ freshness: { actWithinMs: 5000 } }]);
  const what = orders({ kinds: ["delivered"] });
  expect(await previewed(replays, what)).toMatchObject({
    ...{ deliveries: 2, duplicates: 2, oldestAt: at, newestAt: at + 1000, acts: true },
    takesMs: expect.any(Number),
  });
  replays.start();
  await replays.order(what);
  await finish();
  expect(courier.statuses()).toEqual(["delivered", "delivered", "delivered", "delivered"]);
  expect(courier.store.deliveries.ledger(["hook"])).toMatchObject([{ accepted: 4, balanced: true }]);
  await replays.stop();
});

it("does not take the first sighting of a plate for its own second one", async () => {
  const rules = sampleRules({ firstWithinS: 3600 });
  const hook = sampleDestination({ rules });
  courier.use({ id: "hook", answer: refuses });
  for (let sighting = 0; sighting < 2; sighting += 1) {
    const event = sampleEvent({ receivedAt: courier.clock.now() });
    await courier.store.events.accept(event, (incoming, lookup) =>
      routeEvent(incoming, [hook], courier.clock.now(), { lookup, lists: [] }),
    );
    await courier.clock.advance(1000);
  }
  await courier.dispatcher.start();
  await courier.clock.advance(1000);
  expect(courier.statuses()).toEqual(["failed", "filtered"]);
  const replays = replaysOf(courier, [{ rules }]);
  // The failed one goes; the filtered one is its second sighting still.
  expect(await previewed(replays, orders({ kinds: ["failed", "keptBack"] }))).toMatchObject({ deliveries: 1, keptBack: 1 });
});

it("goes on after the program ended in the middle, and sends nothing twice", async () => {
  courier.use({ id: "other" }, { id: "hook", enabled: false, routable: { enabled: false } });
  await courier.dispatcher.start();
  const reads = Array.from({ length: 20 }, () => sampleRead());
  for (let event = 0; event < 10; event += 1) await courier.accept("gate", { reads });
  await courier.clock.advance(1000);
  const first = replaysOf(courier);
  const { id } = await first.order(orders({ kinds: ["never"] }));
  // Ordered, and ended before it came to its first step.
  await first.stop();
  expect(courier.store.replays.get(id)).toMatchObject({ state: "running", cursor: 0 });
  const second = replaysOf(courier);
  second.start();
  await courier.clock.advance(20);
  await second.stop();
  await courier.restart("crash");
  const third = replaysOf(courier);
  third.start();
  courier.use({ id: "other" }, { id: "hook", revision: "2" });
  await finish();
  await third.stop();
  const sent = courier.visits.filter(({ destination }) => destination === "hook").map((visit) => visit.id);
  expect(sent).toHaveLength(200);
  expect(new Set(sent).size).toBe(200);
  expect(third.list()).toMatchObject([{ state: "done", counts: { delivered: 200 } }]);
  expect(await balanced()).toBe(true);
}, 60_000);

it("lines up no more than a queue that people can read, however long the range is", async () => {
  await courier.dispatcher.start();
  for (let event = 0; event < 600; event += 1) await courier.accept("gate");
  courier.use({ id: "hook", enabled: false });
  const replays = replaysOf(courier);
  replays.start();
  const { id } = await replays.order(orders({ kinds: ["never"] }));
  await finish();
  const { counts, cursor, span } = courier.store.replays.get(id) ?? { counts: { pending: 0 }, cursor: 0, span: { last: 0 } };
  expect(counts.pending).toBeGreaterThanOrEqual(40);
  expect(cursor).toBeLessThan(span.last);
  await replays.stop();
}, 60_000);

it("stops when the operator cancels it: what waits is cancelled and can be retried, what arrived stays delivered", async () => {
  courier.use({ id: "other" });
  await courier.dispatcher.start();
  const reads = Array.from({ length: 30 }, () => sampleRead());
  await courier.accept("gate", { reads });
  await courier.clock.advance(1000);
  courier.use({ id: "other" }, { id: "hook", enabled: false });
  const replays = replaysOf(courier);
  replays.start();
  const { id } = await replays.order(orders({ kinds: ["never"] }));
  await courier.clock.advance(1000);
  expect(await replays.cancel(id)).toBe(30);
  expect(replays.list()).toMatchObject([{ state: "cancelled", counts: { cancelled: 30, pending: 0 } }]);
  expect(await balanced()).toBe(true);
  courier.use({ id: "other" }, { id: "hook", revision: "2" });
  expect(await courier.dispatcher.retry({ destinationId: "hook", statuses: ["cancelled"] })).toBe(30);
  await finish();
  expect(courier.store.deliveries.ledger(["hook"])).toMatchObject([{ counts: { delivered: 30 } }]);
  await replays.stop();
});

it("ends with its destination", async () => {
  courier.use({ id: "other" });
  await courier.dispatcher.start();
  await courier.accept();
  await courier.clock.advance(1000);
  const gone = new Set<string>();
  const replays = replaysOf(courier, [{}], { gone });
  await replays.order(orders({ kinds: ["never"] }));
  gone.add("hook");
  replays.start();
  await courier.clock.advance(2000);
  expect(replays.list()).toMatchObject([{ state: "cancelled" }]);
  await expect(replays.order(orders())).rejects.toThrow("does not exist any more");
  await replays.stop();
});

it("waits while the store cannot write, and goes on by itself", async () => {
  courier.use({ id: "other" });
  await courier.dispatcher.start();
  await courier.accept();
  await courier.clock.advance(1000);
  courier.use({ id: "other" }, { id: "hook" });
  let failed = 0;
  const replays = replaysOf(courier, [{}], {
    store: {
      ...courier.store.replays,
      step(...given) {
        failed += 1;
        return failed <= 2
          ? Promise.reject(new StoreUnavailableError(phrase("storage.full", { folder: "D:" })))
          : courier.store.replays.step(...given);
      },
    },
  });
  const { id } = await replays.order(orders({ kinds: ["never"] }));
  replays.start();
  await finish();
  expect(failed).toBe(3);
  expect(courier.store.replays.get(id)).toMatchObject({ state: "done", counts: { delivered: 1 } });
  await replays.stop();
});
