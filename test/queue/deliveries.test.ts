import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { DeliveryError } from "../../src/main/forwarders/forwarder.ts";
import type { FailureKind } from "../../src/shared/delivery.ts";
import { recordedPhrase } from "../../src/shared/phrases/phrase.ts";
import { type Answer, type Courier, openCourier, receipt } from "./courier.ts";

let courier: Courier;
beforeEach(async () => {
  courier = await openCourier();
});
afterEach(() => courier.close());

const fails =
  (kind: FailureKind, retryAfterMs?: number): Answer =>
  async () => {
    throw new DeliveryError(kind, recordedPhrase(`It says ${kind}.`), { retryAfterMs });
  };

/** Times of the visits, in seconds after the first. */
const seconds = () => courier.visits.map(({ at }) => Math.round((at - (courier.visits[0]?.at ?? 0)) / 1000));

describe("the error table", () => {
  it("records a delivery that was accepted, with its receipt", async () => {
    courier.use({ id: "hook" });
    await courier.dispatcher.start();
    const [id = 0] = await courier.accept();
    await courier.clock.settle();
    expect(courier.delivery(id)).toMatchObject({ status: "delivered", attempts: 1, receipt });
    expect(courier.store.deliveries.attempts(id)).toMatchObject([{ outcome: "delivered", number: 1 }]);
  });

  it.each(["unreachable", "busy"] as const)("tries again after %s at growing waits, without an end", async (kind) => {
    courier.use({ id: "hook", answer: fails(kind) });
    await courier.dispatcher.start();
    const [id = 0] = await courier.accept();
    await courier.clock.advance(24 * 3_600_000);
    const gaps = seconds().map((at, index, all) => at - (all[index - 1] ?? 0));
    for (const [index, planned] of [5, 15, 60, 300, 900, 900, 900].entries()) {
      expect(gaps[index + 1]).toBeGreaterThanOrEqual(Math.floor(planned * 0.8));
      expect(gaps[index + 1]).toBeLessThanOrEqual(Math.ceil(planned * 1.2));
    }
    expect(courier.delivery(id)).toMatchObject({ status: "pending", lastErrorKind: kind, lastError: `It says ${kind}.` });
    expect(courier.visits.length).toBeGreaterThan(80);
  });

  it("waits as long as a busy destination asks", async () => {
    courier.use({ id: "hook", answer: fails("busy", 1_800_000) });
    await courier.dispatcher.start();
    await courier.accept();
    await courier.clock.advance(1_799_000);
    expect(courier.visits).toHaveLength(1);
    await courier.clock.advance(2000);
    expect(courier.visits).toHaveLength(2);
  });

  it("gives up a rejected delivery at once and goes on with the next", async () => {
    courier.use({ id: "hook", answer: fails("rejected") });
    await courier.dispatcher.start();
    await courier.accept();
    await courier.accept();
    await courier.clock.settle();
    expect(courier.statuses()).toEqual(["failed", "failed"]);
  });

  it("skips a delivery when there turns out to be nothing to send", async () => {
    courier.use({ id: "hook", answer: fails("nothing-to-send") });
    await courier.dispatcher.start();
    const [id = 0] = await courier.accept();
    await courier.clock.settle();
    expect(courier.delivery(id)).toMatchObject({ status: "skipped", lastError: "It says nothing-to-send." });
  });

  it.each(["unauthorized", "misconfigured"] as const)("pauses the destination after %s and keeps the delivery", async (kind) => {
    courier.use({ id: "hook", answer: fails(kind) });
    await courier.dispatcher.start();
    await courier.accept();
    await courier.accept();
    await courier.clock.advance(24 * 3_600_000);
    expect(courier.visits).toHaveLength(1);
    expect(courier.statuses()).toEqual(["pending", "pending"]);
    expect(courier.dispatcher.states()).toMatchObject([{ name: "paused", pausedBy: kind, reason: `It says ${kind}.` }]);
  });

  it("tries ten times what our own bug breaks, and says so without the bug's words", async () => {
    courier.use({
      id: "hook",
      answer: async () => {
        throw new TypeError("cannot read properties of undefined");
      },
    });
    await courier.dispatcher.start();
    const [id = 0] = await courier.accept();
    await courier.clock.advance(24 * 3_600_000);
    expect(courier.visits).toHaveLength(10);
    expect(courier.delivery(id)).toMatchObject({ status: "failed", attempts: 10, lastErrorKind: "internal" });
    expect(courier.delivery(id).lastError).not.toMatch(/TypeError|undefined/);
  });

  it("takes a deliver() that throws before it is asynchronous for a bug too", async () => {
    courier.use({
      id: "hook",
      answer: () => {
        throw new RangeError("at once");
      },
    });
    await courier.dispatcher.start();
    const [id = 0] = await courier.accept();
    await courier.clock.settle();
    expect(courier.delivery(id)).toMatchObject({ status: "pending", attempts: 1, lastErrorKind: "internal" });
  });

  it("ends an attempt that takes longer than the timeout as unreachable", async () => {
    let aborted = false;
    courier.use({
      id: "hook",
      timeoutMs: 10_000,
      answer: (_, signal) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener("abort", () => {
            aborted = true;
            reject(new Error("aborted"));
          });
        }),
    });
    await courier.dispatcher.start();
    const [id = 0] = await courier.accept();
    await courier.clock.advance(9999);
    expect(aborted).toBe(false);
    await courier.clock.advance(1);
    expect(courier.delivery(id)).toMatchObject({
      status: "pending",
      lastErrorKind: "unreachable",
      lastError: "hook did not answer within 10 s.",
    });
  });
});
