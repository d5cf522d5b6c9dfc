import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { DeliveryError } from "../../src/main/forwarders/forwarder.ts";
import type { Receipt } from "../../src/shared/delivery.ts";
import { phrase, recordedPhrase } from "../../src/shared/phrases/phrase.ts";
import { type Courier, openCourier, receipt } from "./courier.ts";

let courier: Courier;
beforeEach(async () => {
  courier = await openCourier();
});
afterEach(() => courier.close());

const state = () => courier.dispatcher.states()[0];
const hour = 3_600_000;

describe("a camera that the destination does not know", () => {
  let known = false;
  const answerKnown = async (delivery: { camera: string }): Promise<Receipt> => {
    if (delivery.camera === "lost" && !known)
      throw new DeliveryError("misconfigured", recordedPhrase("There is no camera 7."), { cameraOnly: true });
    return receipt;
  };
  beforeEach(async () => {
    known = false;
    courier.use({ id: "hook", answer: answerKnown });
    await courier.dispatcher.start();
    for (const camera of ["lost", "gate", "lost", "gate", "lost"]) await courier.accept(camera);
    await courier.clock.advance(hour);
  });
  const pending = ["pending", "delivered", "pending", "delivered", "pending"];
  const lostVisits = () => courier.visits.filter(({ camera }) => camera === "lost").length;

  it("waits for the operator while reads of other cameras are delivered", async () => {
    expect(courier.statuses()).toEqual(pending);
    expect(lostVisits()).toBe(1);
    expect(state()).toMatchObject({
      name: "cameraPaused",
      reason: expect.stringContaining("Reads of camera lost wait: There is"),
    });
    await courier.accept("gate");
    await courier.clock.settle();
    expect(courier.statuses()).toEqual([...pending, "delivered"]);
  });

  it("goes on, in order, when the mapping is changed", async () => {
    known = true;
    courier.use({ id: "hook", answer: answerKnown, revision: "2" });
    await courier.clock.settle();
    expect(new Set(courier.statuses())).toEqual(new Set(["delivered"]));
    const ids = courier.visits.filter(({ camera }) => camera === "lost").map(({ id }) => id);
    expect(ids).toEqual([...ids].sort((one, other) => one - other));
    expect(state()?.name).not.toBe("cameraPaused");
  });

  it("is asked once more, and no oftener, when the operator resumes the destination, and after a restart", async () => {
    await courier.dispatcher.resume("hook");
    await courier.clock.advance(hour);
    expect(lostVisits()).toBe(2);
    await courier.restart();
    await courier.clock.advance(hour);
    expect(lostVisits()).toBe(3);
    expect(courier.statuses()).toEqual(pending);
  });

  it("still lets reads expire that are of no use any more", async () => {
    courier.use({ id: "hook", answer: answerKnown, routable: { freshness: { actWithinMs: 60_000 } } });
    const [id = 0] = await courier.accept("lost");
    for (const older of [1, 3, 5]) await courier.dispatcher.cancel({ ids: [older] }, phrase("console.cancelled"));
    await courier.clock.advance(hour);
    expect(courier.delivery(id).status).toBe("expired");
  });
});
