import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { DeliveriesPause } from "../../src/shared/status.ts";
import { type Courier, openCourier } from "./courier.ts";

let courier: Courier;
beforeEach(async () => {
  courier = await openCourier();
  courier.use({ id: "hook" }, { id: "gate" });
  await courier.dispatcher.start();
});
afterEach(() => courier.close());

const hour = 3_600_000;
const balanced = () => courier.store.deliveries.ledger(["hook", "gate", "late"]).every((line) => line.balanced);

describe("a pause of all deliveries", () => {
  it("holds every destination, loses nothing, and sends what waited, once, when it is resumed", async () => {
    await courier.dispatcher.pauseAll(null);
    await courier.accept();
    await courier.accept();
    await courier.clock.advance(3 * hour);
    expect(courier.visits).toHaveLength(0);
    expect(courier.statuses()).toEqual(["pending", "pending", "pending", "pending"]);
    expect(balanced()).toBe(true);
    await courier.dispatcher.resumeAll();
    await courier.clock.advance(1000);
    expect(courier.statuses()).toEqual(["delivered", "delivered", "delivered", "delivered"]);
    expect(courier.visits).toHaveLength(4);
    expect(balanced()).toBe(true);
  });

  it("ends by itself at its time and says so", async () => {
    const heard: (DeliveriesPause | null)[] = [];
    courier.dispatcher.onPauseOfAll((pause) => heard.push(pause));
    const since = courier.clock.now();
    await courier.dispatcher.pauseAll(since + hour);
    await courier.accept();
    await courier.clock.advance(hour - 1);
    expect(courier.visits).toHaveLength(0);
    await courier.clock.advance(1);
    expect(courier.statuses()).toEqual(["delivered", "delivered"]);
    expect(heard).toEqual([{ since, until: since + hour }, null]);
  });

  it("ends soon after the computer wakes where it slept past the end", async () => {
    await courier.dispatcher.pauseAll(courier.clock.now() + hour);
    await courier.accept();
    courier.clock.jump(8 * hour);
    await courier.clock.advance(30_000 + 10_000);
    expect(courier.statuses()).toEqual(["delivered", "delivered"]);
  });

  it.each(["stop", "crash"] as const)("survives a restart after a %s", async (how) => {
    const until = courier.clock.now() + hour;
    await courier.dispatcher.pauseAll(until);
    await courier.accept();
    await courier.restart(how === "crash" ? "crash" : undefined);
    await courier.clock.advance(60_000);
    expect(courier.dispatcher.pausedAll()).toMatchObject({ until });
    expect(courier.visits).toHaveLength(0);
    await courier.clock.advance(hour);
    expect(courier.dispatcher.pausedAll()).toBeNull();
    expect(courier.statuses()).toEqual(["delivered", "delivered"]);
  });

  it("holds a destination that is added meanwhile", async () => {
    await courier.dispatcher.pauseAll(null);
    courier.use({ id: "hook" }, { id: "gate" }, { id: "late" });
    await courier.accept();
    await courier.clock.advance(hour);
    expect(courier.visits).toHaveLength(0);
  });

  it("leaves a single destination's own pause alone, and that one's Resume lifts only its own", async () => {
    await courier.dispatcher.pause("gate", null);
    await courier.dispatcher.pauseAll(null);
    await courier.dispatcher.resume("gate");
    await courier.accept();
    await courier.clock.advance(1000);
    expect(courier.visits).toHaveLength(0);
    await courier.dispatcher.pause("gate", null);
    await courier.dispatcher.resumeAll();
    await courier.clock.advance(1000);
    expect(courier.visits.map(({ destination }) => destination)).toEqual(["hook"]);
  });

  it("still expires what is of use only for a short time", async () => {
    courier.use({ id: "hook", routable: { freshness: { actWithinMs: 10_000 } } });
    await courier.dispatcher.pauseAll(null);
    await courier.accept();
    await courier.clock.advance(11_000);
    expect(courier.statuses()).toEqual(["expired"]);
    expect(balanced()).toBe(true);
  });

  it("begins at once although the store cannot write, and is written as soon as it can", async () => {
    courier.broken.add("put");
    await courier.dispatcher.pauseAll(null);
    await courier.accept();
    await courier.clock.advance(1000);
    expect(courier.visits).toHaveLength(0);
    courier.broken.clear();
    await courier.clock.advance(6000);
    await courier.restart("crash");
    expect(courier.dispatcher.pausedAll()).not.toBeNull();
  });
});
