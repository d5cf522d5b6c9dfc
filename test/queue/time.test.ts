import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { DeliveryError } from "../../src/main/forwarders/forwarder.ts";
import type { Receipt } from "../../src/shared/delivery.ts";
import { recordedPhrase } from "../../src/shared/phrases/phrase.ts";
import { accepts, type Courier, openCourier, receipt } from "./courier.ts";

let courier: Courier;
beforeEach(async () => {
  courier = await openCourier();
});
afterEach(() => courier.close());

const hour = 3_600_000;
const dead = async (): Promise<Receipt> => {
  throw new DeliveryError("unreachable", recordedPhrase("Nobody there."));
};

describe("freshness", () => {
  const gate = { id: "gate", routable: { freshness: { actWithinMs: 10_000 } } };

  it("expires what could not be delivered in time, at that time, and never sends it late", async () => {
    let answer = dead;
    const heard: string[] = [];
    courier.use({ ...gate, answer: () => answer() });
    courier.dispatcher.onDelivery(({ id, status }) => heard.push(`${id} ${status}`));
    await courier.dispatcher.start();
    const [first = 0] = await courier.accept();
    const [second = 0] = await courier.accept();
    await courier.clock.advance(9000);
    expect(courier.statuses()).toEqual(["pending", "pending"]);
    answer = accepts as typeof dead;
    await courier.clock.advance(1000);
    expect(courier.statuses()).toEqual(["expired", "expired"]);
    expect(heard.slice(-2).sort()).toEqual([`${first} expired`, `${second} expired`]);
    const before = courier.visits.length;
    await courier.clock.advance(hour);
    expect(courier.visits).toHaveLength(before);
  });

  it("expires what waits for a paused destination", async () => {
    courier.use(gate);
    await courier.dispatcher.start();
    await courier.dispatcher.pause("gate", null);
    await courier.accept();
    await courier.clock.advance(11_000);
    expect(courier.statuses()).toEqual(["expired"]);
  });

  it("expires instead of sending after the machine has slept", async () => {
    courier.use(gate);
    await courier.dispatcher.start();
    await courier.dispatcher.pause("gate", null);
    await courier.accept();
    courier.clock.jump(hour);
    await courier.dispatcher.resume("gate");
    await courier.clock.advance(2000);
    expect(courier.visits).toHaveLength(0);
    expect(courier.statuses()).toEqual(["expired"]);
  });

  it("breaks an attempt off when its time is over", async () => {
    let aborted = false;
    courier.use({
      ...gate,
      answer: (_, signal) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener("abort", () => {
            aborted = true;
            reject(signal.reason);
          });
        }),
    });
    await courier.dispatcher.start();
    await courier.accept();
    await courier.clock.advance(10_000);
    expect(aborted).toBe(true);
    expect(courier.statuses()).toEqual(["expired"]);
  });

  it("sends by hand what has expired", async () => {
    courier.use(gate);
    await courier.dispatcher.start();
    await courier.dispatcher.pause("gate", null);
    const [id = 0] = await courier.accept();
    await courier.clock.advance(11_000);
    expect(await courier.dispatcher.retry({ ids: [id] })).toBe(1);
    await courier.dispatcher.resume("gate");
    await courier.clock.advance(2000);
    expect(courier.statuses()).toEqual(["delivered"]);
  });
});

describe("a clock that jumps", () => {
  it.each([
    ["back by a minute", -60_000],
    ["back by half an hour", -0.5 * hour],
    ["back by years", -30_000 * hour],
  ])("%s lets a delivery wait no longer than its wait and one sleep of the queue", async (_, jump) => {
    let answer = dead;
    courier.use({ id: "hook", answer: () => answer() });
    await courier.dispatcher.start();
    await courier.accept();
    await courier.clock.advance(30_000);
    answer = accepts as typeof dead;
    courier.clock.jump(jump);
    await courier.clock.advance(72_000 + 30_000);
    expect(courier.statuses()).toEqual(["delivered"]);
  });

  it("forward by a night makes what waited go once, in order and spread over some seconds", async () => {
    let failing = true;
    courier.use({
      id: "hook",
      parallel: 100,
      answer: async ({ camera }) => {
        if (failing && camera !== "fine") throw new DeliveryError("busy", recordedPhrase("Later."), { retryAfterMs: 1_800_000 });
        return receipt;
      },
    });
    await courier.dispatcher.start();
    for (let camera = 0; camera < 20; camera += 1) {
      await courier.accept(`camera ${camera}`);
      await courier.clock.settle();
      await courier.accept("fine");
      await courier.clock.settle();
    }
    failing = false;
    courier.visits.length = 0;
    courier.clock.jump(8 * hour);
    await courier.clock.advance(hour);
    expect(new Set(courier.statuses())).toEqual(new Set(["delivered"]));
    const ids = courier.visits.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const times = courier.visits.map(({ at }) => at);
    expect(new Set(times).size).toBeGreaterThan(10);
    expect(Math.max(...times) - Math.min(...times)).toBeLessThanOrEqual(5000);
  });
});
