import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { DeliveryError } from "../../src/main/forwarders/forwarder.ts";
import type { FailureKind, Receipt } from "../../src/shared/delivery.ts";
import { phrase, recordedPhrase } from "../../src/shared/phrases/phrase.ts";
import { type Courier, openCourier, receipt } from "./courier.ts";

let courier: Courier;
beforeEach(async () => {
  courier = await openCourier();
});
afterEach(() => courier.close());

/** A destination that fails in a way the test chooses, or takes everything. */
const moody = { mood: null as FailureKind | null };
const answer = async (): Promise<Receipt> => {
  if (moody.mood !== null) throw new DeliveryError(moody.mood, recordedPhrase(`It is ${moody.mood}.`));
  return receipt;
};
beforeEach(() => {
  moody.mood = null;
});
const state = () => courier.dispatcher.states()[0];
const hour = 3_600_000;

describe("a destination that does not answer", () => {
  it("gets one probe at a time at growing waits, however many cameras have reads for it", async () => {
    moody.mood = "unreachable";
    courier.use({ id: "hook", answer });
    for (let camera = 0; camera < 40; camera += 1) await courier.accept(`camera ${camera}`);
    await courier.dispatcher.start();
    await courier.clock.settle();
    const atOnce = courier.visits.length;
    expect(atOnce).toBeLessThanOrEqual(3 + 3);
    await courier.clock.advance(6 * hour);
    const probes = courier.visits.slice(atOnce);
    // 5 s + 15 s + 1 min + 5 min, then one each quarter of an hour, give or take a fifth.
    expect(probes.length).toBeGreaterThanOrEqual(4 + 18);
    expect(probes.length).toBeLessThanOrEqual(4 + 30);
    const gaps = probes.map(({ at }, index) => at - (probes[index - 1]?.at ?? at));
    expect(Math.min(...gaps.slice(6))).toBeGreaterThanOrEqual(0.8 * 900_000);
  });

  it("burns no attempts of reads that come in while it is down, and gets all of them in order once it answers", async () => {
    moody.mood = "unreachable";
    courier.use({ id: "hook", answer });
    await courier.dispatcher.start();
    for (let count = 0; count < 5; count += 1) for (const camera of ["a", "b", "c"]) await courier.accept(camera);
    await courier.clock.advance(hour);
    const later: number[] = [];
    for (let count = 0; count < 10; count += 1) later.push(...(await courier.accept("a")));
    await courier.clock.advance(10_000);
    expect(later.map((id) => courier.delivery(id).attempts)).toEqual(later.map(() => 0));
    expect(state()).toMatchObject({ name: "retrying", reason: "It is unreachable." });
    moody.mood = null;
    courier.visits.length = 0;
    await courier.clock.advance(0.3 * hour);
    expect(new Set(courier.statuses())).toEqual(new Set(["delivered"]));
    for (const camera of ["a", "b", "c"]) {
      const ids = courier.visits.filter((visit) => visit.camera === camera).map(({ id }) => id);
      expect(ids).toEqual([...ids].sort((one, other) => one - other));
    }
    await courier.clock.advance(1000);
    expect(state()?.name).toBe("ok");
  });

  it("gets what waits in a long backoff as soon as it has answered to anything", async () => {
    moody.mood = "unreachable";
    courier.use({ id: "hook", answer });
    await courier.dispatcher.start();
    const [waiting = 0] = await courier.accept("a");
    while (courier.delivery(waiting).attempts < 6) await courier.clock.advance(10_000);
    expect(courier.delivery(waiting).nextAttemptAt).toBeGreaterThan(courier.clock.now() + 600_000);
    moody.mood = null;
    await courier.accept("b");
    await courier.clock.advance(60_000);
    expect(courier.statuses()).toEqual(["pending", "pending"]);
    const waitMs = (state()?.nextAttemptAt ?? 0) - courier.clock.now();
    await courier.accept("b");
    await courier.clock.advance(waitMs);
    expect(courier.statuses()).toEqual(["delivered", "delivered", "delivered"]);
    expect(courier.visits.slice(-3).map(({ at }) => at)).toEqual(courier.visits.slice(-3).map(() => courier.clock.now()));
  });

  it("counts as answering when it rejects a read", async () => {
    moody.mood = "busy";
    courier.use({ id: "hook", answer });
    await courier.dispatcher.start();
    for (const camera of ["a", "b", "c", "d"]) await courier.accept(camera);
    await courier.clock.settle();
    moody.mood = "rejected";
    await courier.clock.advance(7000);
    expect(courier.statuses()).toEqual(["failed", "failed", "failed", "failed"]);
  });

  it("is tried at once with one request when its settings change", async () => {
    moody.mood = "unreachable";
    courier.use({ id: "hook", answer });
    await courier.dispatcher.start();
    for (const camera of ["a", "b", "c", "d", "e"]) await courier.accept(camera);
    await courier.clock.advance(2 * hour);
    const before = courier.visits.length;
    courier.use({ id: "hook", answer, revision: "2" });
    await courier.clock.settle();
    expect(courier.visits).toHaveLength(before + 1);
    moody.mood = null;
    courier.use({ id: "hook", answer, revision: "3" });
    await courier.clock.settle();
    expect(courier.statuses()).toEqual(["delivered", "delivered", "delivered", "delivered", "delivered"]);
  });
});

describe("a retry by hand", () => {
  it("of a read that waits for a dead destination tries it once, at once", async () => {
    moody.mood = "unreachable";
    courier.use({ id: "hook", answer });
    await courier.dispatcher.start();
    const ids: number[] = [];
    for (const camera of ["a", "b", "c", "d"]) ids.push(...(await courier.accept(camera)));
    await courier.clock.advance(2 * hour);
    const before = courier.visits.length;
    await courier.dispatcher.retry({ ids });
    await courier.clock.settle();
    expect(courier.visits).toHaveLength(before + 1);
  });
});

describe("a paused destination", () => {
  it("sends nothing and loses nothing until it is resumed", async () => {
    courier.use({ id: "hook", answer });
    await courier.dispatcher.start();
    await courier.dispatcher.pause("hook", null);
    for (let count = 0; count < 5; count += 1) await courier.accept();
    await courier.clock.advance(hour);
    expect(courier.visits).toHaveLength(0);
    expect(state()).toMatchObject({ name: "paused", pausedBy: "operator" });
    await courier.dispatcher.resume("hook");
    await courier.clock.settle();
    await courier.clock.settle();
    expect(new Set(courier.statuses())).toEqual(new Set(["delivered"]));
  });

  it("goes on by itself when the time of its pause has come", async () => {
    courier.use({ id: "hook", answer });
    await courier.dispatcher.start();
    await courier.dispatcher.pause("hook", courier.clock.now() + hour);
    await courier.accept();
    await courier.clock.advance(hour - 1);
    expect(courier.visits).toHaveLength(0);
    expect(state()?.nextAttemptAt).toBe(courier.clock.now() + 1);
    await courier.clock.advance(1);
    expect(courier.statuses()).toEqual(["delivered"]);
  });

  it("is still paused, for the same reason and since the same time, after a restart", async () => {
    moody.mood = "unauthorized";
    courier.use({ id: "hook", answer });
    await courier.dispatcher.start();
    await courier.accept();
    await courier.clock.settle();
    const before = state();
    expect(before).toMatchObject({ name: "paused", pausedBy: "unauthorized", reason: "It is unauthorized." });
    await courier.clock.advance(hour);
    await courier.restart();
    await courier.clock.advance(hour);
    expect(state()).toEqual(before);
    expect(courier.visits).toHaveLength(1);
    moody.mood = null;
    await courier.dispatcher.resume("hook");
    await courier.clock.settle();
    expect(courier.statuses()).toEqual(["delivered"]);
  });

  it("goes on when the settings that were wrong are changed, with one request first", async () => {
    moody.mood = "unauthorized";
    courier.use({ id: "hook", answer });
    await courier.dispatcher.start();
    for (const camera of ["a", "b", "c"]) await courier.accept(camera);
    await courier.clock.settle();
    const before = courier.visits.length;
    courier.use({ id: "hook", answer });
    await courier.clock.advance(hour);
    expect(courier.visits).toHaveLength(before);
    courier.use({ id: "hook", answer, revision: "2" });
    await courier.clock.advance(hour);
    expect(courier.visits).toHaveLength(before + 1);
    expect(state()?.name).toBe("paused");
    moody.mood = null;
    courier.use({ id: "hook", answer, revision: "3" });
    await courier.clock.settle();
    expect(courier.statuses()).toEqual(["delivered", "delivered", "delivered"]);
  });

  it("stays paused when its settings change and the operator paused it", async () => {
    courier.use({ id: "hook", answer });
    await courier.dispatcher.start();
    await courier.dispatcher.pause("hook", null);
    await courier.accept();
    courier.use({ id: "hook", answer, revision: "2" });
    await courier.clock.advance(hour);
    expect(courier.visits).toHaveLength(0);
    expect(state()?.pausedBy).toBe("operator");
  });

  it("lets what is under way come to its end", async () => {
    let finish = (_: Receipt) => {};
    courier.use({ id: "hook", answer: () => new Promise((resolve) => (finish = resolve)) });
    await courier.dispatcher.start();
    const [id = 0] = await courier.accept();
    await courier.clock.settle();
    await courier.dispatcher.pause("hook", null);
    finish(receipt);
    await courier.clock.settle();
    expect(courier.delivery(id).status).toBe("delivered");
    expect(state()?.name).toBe("paused");
  });
});

describe("a destination that is switched off or removed", () => {
  it("keeps what waits and delivers it when it is switched on again", async () => {
    courier.use({ id: "hook", answer });
    await courier.dispatcher.start();
    await courier.dispatcher.pause("hook", null);
    await courier.accept();
    courier.use({ id: "hook", answer, enabled: false });
    await courier.dispatcher.resume("hook");
    await courier.clock.advance(hour);
    expect(courier.visits).toHaveLength(0);
    expect(state()?.name).toBe("disabled");
    courier.use({ id: "hook", answer });
    await courier.clock.settle();
    expect(courier.statuses()).toEqual(["delivered"]);
  });

  it("is not listed, sent to or pausable any more once removed", async () => {
    courier.use({ id: "hook", answer });
    await courier.dispatcher.start();
    courier.use();
    expect(courier.dispatcher.states()).toEqual([]);
    await expect(courier.dispatcher.pause("hook", null)).rejects.toThrow("does not exist");
  });

  it("has its waiting deliveries cancelled, and listeners hear of each", async () => {
    courier.use({ id: "hook", answer });
    const heard: string[] = [];
    courier.dispatcher.onDelivery(({ id, status }) => heard.push(`${id} ${status}`));
    await courier.dispatcher.start();
    await courier.dispatcher.pause("hook", null);
    const [first] = await courier.accept("a");
    const [second] = await courier.accept("b");
    expect(await courier.dispatcher.cancel({ destinationId: "hook" }, phrase("console.cancelled"))).toHaveLength(2);
    expect(heard.sort()).toEqual([`${first} cancelled`, `${second} cancelled`]);
    await courier.dispatcher.resume("hook");
    await courier.clock.settle();
    expect(courier.visits).toHaveLength(0);
  });
});

describe("the listeners", () => {
  it("hear of every step of a delivery and of every state of a destination", async () => {
    const steps: string[] = [];
    const states: string[] = [];
    courier.use({ id: "hook", answer });
    courier.dispatcher.onDelivery(({ status }) => steps.push(status));
    courier.dispatcher.onState(({ name }) => states.push(name));
    await courier.dispatcher.start();
    await courier.accept();
    await courier.clock.advance(1000);
    moody.mood = "unauthorized";
    await courier.accept();
    await courier.clock.advance(1000);
    expect(steps).toEqual(["sending", "delivered", "sending", "pending"]);
    expect(states.filter((name) => name !== "waiting")).toEqual(["idle", "ok", "paused"]);
  });
});
