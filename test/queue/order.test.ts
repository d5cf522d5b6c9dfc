import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { DeliveryError } from "../../src/main/forwarders/forwarder.ts";
import type { Receipt } from "../../src/shared/delivery.ts";
import { recordedPhrase } from "../../src/shared/phrases/phrase.ts";
import { type Courier, openCourier, receipt } from "./courier.ts";
import { sampleRead } from "./samples.ts";

let courier: Courier;
beforeEach(async () => {
  courier = await openCourier();
});
afterEach(() => courier.close());

describe("the order of deliveries", () => {
  it("holds a camera's later reads back until the earlier one has ended, its backoff included", async () => {
    let failures = 2;
    courier.use({
      id: "hook",
      answer: async (delivery) => {
        if (delivery.camera === "gate" && failures > 0) {
          failures -= 1;
          throw new DeliveryError("busy", recordedPhrase("Too busy."));
        }
        return receipt;
      },
    });
    await courier.dispatcher.start();
    const [first = 0] = await courier.accept("gate");
    const [second = 0] = await courier.accept("gate");
    const [other = 0] = await courier.accept("yard");
    await courier.clock.settle();
    expect(courier.visits.map(({ id }) => id)).toEqual([first, other]);
    await courier.clock.advance(60_000);
    expect(courier.visits.map(({ id }) => id)).toEqual([first, other, first, first, second]);
  });

  it("delivers the reads of one event one after the other", async () => {
    const open: ((value: Receipt) => void)[] = [];
    courier.use({ id: "hook", answer: () => new Promise((resolve) => open.push(resolve)) });
    await courier.dispatcher.start();
    const ids = await courier.accept("gate", { reads: [sampleRead(), sampleRead(), sampleRead()] });
    for (const count of [1, 2, 3]) {
      await courier.clock.settle();
      expect(courier.visits.map(({ id }) => id)).toEqual(ids.slice(0, count));
      open[count - 1]?.(receipt);
    }
  });

  it("sends for several cameras at once, but never more than the destination takes", async () => {
    const open: ((value: Receipt) => void)[] = [];
    courier.use({ id: "hook", parallel: 2, answer: () => new Promise((resolve) => open.push(resolve)) });
    await courier.dispatcher.start();
    for (const camera of ["a", "b", "c", "d"]) await courier.accept(camera);
    await courier.clock.settle();
    expect(courier.visits.map(({ camera }) => camera)).toEqual(["a", "b"]);
    open[1]?.(receipt);
    await courier.clock.settle();
    expect(courier.visits.map(({ camera }) => camera)).toEqual(["a", "b", "c"]);
  });

  it("gives every camera its turn when one has a long backlog", async () => {
    courier.use({ id: "hook", parallel: 1 });
    for (let count = 0; count < 5; count += 1) await courier.accept("gate");
    for (let count = 0; count < 2; count += 1) await courier.accept("yard");
    await courier.dispatcher.start();
    await courier.clock.settle();
    await courier.clock.settle();
    expect(courier.visits.map(({ camera }) => camera).join(" ")).toBe("gate yard gate yard gate gate gate");
  });

  it("does not let a dead or hanging destination delay another", async () => {
    courier.use(
      {
        id: "dead",
        answer: async () => {
          throw new DeliveryError("unreachable", recordedPhrase("Nobody there."));
        },
      },
      { id: "hanging", parallel: 1, timeoutMs: 3_600_000, answer: () => new Promise(() => {}) },
      { id: "fine", parallel: 1 },
    );
    await courier.dispatcher.start();
    for (let count = 0; count < 20; count += 1) await courier.accept(`camera ${count % 3}`);
    for (let turn = 0; turn < 20; turn += 1) await courier.clock.settle();
    expect(courier.visits.filter(({ destination }) => destination === "fine")).toHaveLength(20);
    expect(courier.visits.filter(({ destination }) => destination === "hanging")).toHaveLength(1);
  });
});

describe("the replay lane", () => {
  it("waits until no live read is due, then sends one at a time in order of id", async () => {
    let reject = true;
    let atOnce = 0;
    let most = 0;
    courier.use({
      id: "hook",
      answer: async ({ lane }) => {
        if (reject) throw new DeliveryError("rejected", recordedPhrase("Not this one."));
        if (lane === "live") return receipt;
        atOnce += 1;
        most = Math.max(most, atOnce);
        await new Promise((resolve) => setImmediate(resolve));
        atOnce -= 1;
        return receipt;
      },
    });
    await courier.dispatcher.start();
    const old: number[] = [];
    for (const camera of ["c", "b", "a", "b"]) old.push(...(await courier.accept(camera)));
    await courier.clock.settle();
    await courier.clock.settle();
    expect(courier.statuses()).toEqual(["failed", "failed", "failed", "failed"]);
    reject = false;
    courier.visits.length = 0;
    await courier.dispatcher.pause("hook", null);
    expect(await courier.dispatcher.retry({ destinationId: "hook" })).toBe(4);
    const live: number[] = [];
    for (let count = 0; count < 3; count += 1) live.push(...(await courier.accept("x")));
    await courier.dispatcher.resume("hook");
    for (let turn = 0; turn < 5; turn += 1) await courier.clock.settle();
    expect(courier.visits.map(({ id }) => id)).toEqual([...live, ...old]);
    expect(most).toBe(1);
  });

  it("keeps the attempts of a delivery that is retried by hand", async () => {
    let reject = true;
    courier.use({
      id: "hook",
      answer: async () => {
        if (reject) throw new DeliveryError("rejected", recordedPhrase("Not this one."));
        return receipt;
      },
    });
    await courier.dispatcher.start();
    const [id = 0] = await courier.accept();
    await courier.clock.settle();
    reject = false;
    expect(await courier.dispatcher.retry({ ids: [id] })).toBe(1);
    await courier.clock.settle();
    expect(courier.delivery(id)).toMatchObject({ status: "delivered", attempts: 2, lane: "replay" });
  });
});
