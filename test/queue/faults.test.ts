import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { DeliveryError } from "../../src/main/forwarders/forwarder.ts";
import type { Receipt } from "../../src/shared/delivery.ts";
import { recordedPhrase } from "../../src/shared/phrases/phrase.ts";
import { type Courier, openCourier, receipt } from "./courier.ts";

let courier: Courier;
beforeEach(async () => {
  courier = await openCourier();
});
afterEach(() => courier.close());

const hour = 3_600_000;
const dead = async (): Promise<Receipt> => {
  throw new DeliveryError("unreachable", recordedPhrase("Nobody there."));
};

describe("stopping", () => {
  it("breaks off what is under way without recording an attempt, and sends it after the next start", async () => {
    let hang = true;
    courier.use({
      id: "hook",
      answer: (_, signal) =>
        hang
          ? new Promise((_resolve, reject) => signal.addEventListener("abort", () => reject(new Error("aborted"))))
          : Promise.resolve(receipt),
    });
    await courier.dispatcher.start();
    const [id = 0] = await courier.accept();
    await courier.clock.settle();
    expect(courier.delivery(id)).toMatchObject({ status: "sending", attempts: 1 });
    await courier.dispatcher.stop();
    expect(courier.delivery(id)).toMatchObject({ status: "pending", attempts: 0 });
    expect(courier.store.deliveries.attempts(id)).toEqual([]);
    hang = false;
    await courier.restart();
    await courier.clock.settle();
    expect(courier.delivery(id)).toMatchObject({ status: "delivered", attempts: 1 });
  });

  it("records a delivery that succeeds although it was told to end", async () => {
    courier.use({
      id: "hook",
      answer: (_, signal) => new Promise((resolve) => signal.addEventListener("abort", () => resolve(receipt))),
    });
    await courier.dispatcher.start();
    const [id = 0] = await courier.accept();
    await courier.clock.settle();
    await courier.dispatcher.stop();
    expect(courier.delivery(id).status).toBe("delivered");
  });

  it("does not wait for a delivery that ignores its signal, and never has it twice at once", async () => {
    let finish = (_: Receipt) => {};
    courier.use({ id: "hook", answer: () => new Promise((resolve) => (finish = resolve)) });
    await courier.dispatcher.start();
    const [id = 0] = await courier.accept();
    await courier.clock.settle();
    const stopped = courier.dispatcher.stop();
    await courier.clock.advance(3000);
    await stopped;
    expect(courier.delivery(id)).toMatchObject({ status: "pending", attempts: 0 });
    await courier.dispatcher.start();
    await courier.clock.advance(60_000);
    expect(courier.visits).toHaveLength(1);
    finish(receipt);
    await courier.clock.settle();
    expect(courier.statuses()).toEqual(["delivered"]);
    expect(courier.visits).toHaveLength(1);
  });

  it("notes when the destination last took something, although it does not note each time", async () => {
    courier.use({ id: "hook" });
    await courier.dispatcher.start();
    await courier.accept();
    await courier.clock.advance(5000);
    await courier.accept();
    await courier.clock.settle();
    const last = courier.clock.now();
    expect(courier.store.destinationStates.get("hook").lastSuccessAt).toBeLessThan(last);
    await courier.dispatcher.stop();
    expect(courier.store.destinationStates.get("hook").lastSuccessAt).toBe(last);
  });

  it("leaves no timer and does nothing more", async () => {
    courier.use({ id: "hook", answer: dead });
    await courier.dispatcher.start();
    await courier.accept();
    await courier.clock.advance(30_000);
    await courier.dispatcher.stop();
    const before = courier.visits.length;
    await courier.accept();
    await courier.clock.advance(hour);
    expect(courier.visits).toHaveLength(before);
    expect(courier.clock.planned).toBe(0);
  });
});

describe("a delivery that ignores its timeout", () => {
  /** Its first delivery of the camera "stuck" ends only when the test says so. */
  async function sendToStuck() {
    const ends: { resolve(value: Receipt): void; reject(error: Error): void }[] = [];
    courier.use({
      id: "hook",
      parallel: 1,
      timeoutMs: 10_000,
      answer: ({ camera }) =>
        camera === "stuck" && ends.length === 0
          ? new Promise((resolve, reject) => ends.push({ resolve, reject }))
          : Promise.resolve(receipt),
    });
    await courier.dispatcher.start();
    const [id = 0] = await courier.accept("stuck");
    await courier.accept("fine");
    await courier.clock.advance(hour);
    expect(courier.visits.map(({ camera }) => camera)).toEqual(["stuck", "fine"]);
    expect(courier.delivery(id)).toMatchObject({ status: "pending", attempts: 1, lastErrorKind: "unreachable" });
    return { id, end: ends[0] };
  }

  it("holds up only its own camera, and is sent again when it has failed after all", async () => {
    const { id, end } = await sendToStuck();
    end?.reject(new Error("late"));
    await courier.clock.settle();
    expect(courier.delivery(id)).toMatchObject({ status: "delivered", attempts: 2 });
  });

  it("is not sent again when it succeeds after all", async () => {
    const { id, end } = await sendToStuck();
    end?.resolve(receipt);
    await courier.clock.advance(hour);
    expect(courier.delivery(id)).toMatchObject({ status: "delivered", attempts: 1 });
    expect(courier.visits).toHaveLength(2);
  });
});

describe("a crash", () => {
  it("counts as an attempt, and the delivery is sent again at the next start", async () => {
    let hang = true;
    courier.use({ id: "hook", answer: () => (hang ? new Promise(() => {}) : Promise.resolve(receipt)) });
    await courier.dispatcher.start();
    const [id = 0] = await courier.accept();
    await courier.clock.settle();
    hang = false;
    await courier.restart("crash");
    await courier.clock.settle();
    expect(courier.delivery(id)).toMatchObject({ status: "delivered", attempts: 2 });
  });

  it("is survived by claims that lie in the future because the clock was set back", async () => {
    let hang = true;
    courier.use({ id: "hook", answer: () => (hang ? new Promise(() => {}) : Promise.resolve(receipt)) });
    await courier.dispatcher.start();
    await courier.accept();
    await courier.clock.settle();
    hang = false;
    courier.clock.jump(-1000 * hour);
    await courier.restart("crash");
    await courier.clock.settle();
    expect(courier.statuses()).toEqual(["delivered"]);
  });

  it("does not happen for ever: a read that each time ends the process is given up after ten", async () => {
    courier.use({ id: "hook", answer: () => new Promise(() => {}) });
    await courier.dispatcher.start();
    const [id = 0] = await courier.accept();
    for (let crash = 0; crash < 15; crash += 1) {
      await courier.clock.settle();
      await courier.restart("crash");
    }
    await courier.clock.settle();
    expect(courier.visits).toHaveLength(10);
    expect(courier.delivery(id)).toMatchObject({ status: "failed", lastErrorKind: "internal" });
  });
});

describe("a store that cannot write", () => {
  it("is waited for before anything is sent", async () => {
    courier.use({ id: "hook" });
    await courier.dispatcher.start();
    courier.broken.add("claim");
    await courier.accept();
    await courier.clock.advance(60_000);
    expect(courier.visits).toHaveLength(0);
    courier.broken.clear();
    await courier.clock.advance(10_000);
    expect(courier.visits).toHaveLength(1);
    expect(courier.statuses()).toEqual(["delivered"]);
  });

  it("is not a way around a pause that began while a delivery was being claimed", async () => {
    courier.use({ id: "hook" });
    await courier.dispatcher.start();
    courier.broken.add("claim");
    const [id = 0] = await courier.accept();
    await courier.clock.settle();
    await courier.dispatcher.pause("hook", null);
    courier.broken.clear();
    await courier.clock.advance(60_000);
    expect(courier.visits).toHaveLength(0);
    expect(courier.delivery(id)).toMatchObject({ status: "pending", attempts: 0 });
  });

  it("gets the outcome as soon as it can write, and nothing is sent twice", async () => {
    courier.use({ id: "hook" });
    await courier.dispatcher.start();
    courier.broken.add("finish");
    await courier.accept();
    await courier.clock.advance(hour);
    expect(courier.statuses()).toEqual(["sending"]);
    courier.broken.clear();
    await courier.clock.advance(10_000);
    expect(courier.statuses()).toEqual(["delivered"]);
    expect(courier.visits).toHaveLength(1);
  });

  it("does not keep the queue from stopping, and what was not recorded is sent again", async () => {
    courier.use({ id: "hook" });
    await courier.dispatcher.start();
    courier.broken.add("finish");
    await courier.accept();
    await courier.clock.settle();
    await courier.dispatcher.stop();
    courier.broken.clear();
    await courier.restart();
    await courier.clock.settle();
    expect(courier.statuses()).toEqual(["delivered"]);
    expect(courier.visits).toHaveLength(2);
  });

  it("does not keep the queue from starting; it begins when the store can write", async () => {
    courier.use({ id: "hook" });
    await courier.accept();
    courier.broken.add("releaseStale");
    await courier.dispatcher.start();
    await courier.clock.advance(60_000);
    expect(courier.visits).toHaveLength(0);
    courier.broken.clear();
    await courier.clock.advance(10_000);
    expect(courier.statuses()).toEqual(["delivered"]);
  });

  it("is told of a pause later; the pause holds at once", async () => {
    courier.use({ id: "hook" });
    await courier.dispatcher.start();
    courier.broken.add("put");
    await courier.dispatcher.pause("hook", null);
    await courier.accept();
    await courier.clock.advance(60_000);
    expect(courier.visits).toHaveLength(0);
    courier.broken.clear();
    await courier.clock.advance(10_000);
    expect(courier.store.destinationStates.get("hook").pausedBy).toBe("operator");
  });
});
