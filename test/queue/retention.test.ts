import { describe, expect, it } from "vitest";
import { silentLog } from "../../src/main/log.ts";
import { createRetention } from "../../src/main/queue/retention.ts";
import type { RetentionPolicy } from "../../src/main/store/store.ts";
import type { LedgerLine } from "../../src/shared/delivery.ts";
import { type Courier, openCourier } from "./courier.ts";

const day = 24 * 3_600_000;
const keepAll: RetentionPolicy = { days: 90, maxEvents: 0, minFreeBytes: 0, maxImageBytes: 0 };

/** Retention on the courier's store; counts how often the store was asked, and what the ledger said. */
function createTestRetention(courier: Courier, policy: () => RetentionPolicy, disk: () => object = () => ({})) {
  const runs: number[] = [];
  const ledgers: LedgerLine[][] = [];
  let last: Promise<unknown> = Promise.resolve();
  const { store, clock } = courier;
  const retention = createRetention({
    store: {
      deliveries: store.deliveries,
      health: () => ({ ...store.health(), ...disk() }),
      retain(...request) {
        runs.push(clock.now());
        const report = store.retain(...request);
        last = report;
        return report;
      },
    },
    ...{ policy, clock, log: silentLog },
    onLedger: (lines) => ledgers.push(lines),
  });
  /** Deleting works on real files, which takes real time. */
  const settled = async () => {
    await last;
    await clock.settle();
  };
  return { retention, runs, ledgers, settled };
}

async function withCourier(run: (courier: Courier) => Promise<void>): Promise<void> {
  const courier = await openCourier();
  try {
    await run(courier);
  } finally {
    await courier.close();
  }
}

describe("retention", () => {
  it("deletes what is too old, by the policy of the moment, and comes back after 10 minutes while there is work", () =>
    withCourier(async (courier) => {
      let policy = keepAll;
      const { retention, runs, settled } = createTestRetention(courier, () => policy);
      courier.use({ id: "hook" });
      await courier.dispatcher.start();
      await courier.accept();
      await courier.clock.advance(2 * day);
      retention.start();
      await courier.clock.advance(60_000);
      await settled();
      expect(runs).toHaveLength(1);
      expect(courier.store.events.newestId()).toBeGreaterThan(0);
      policy = { ...keepAll, days: 1 };
      await courier.clock.advance(3_600_000);
      await settled();
      expect(runs).toHaveLength(2);
      expect(courier.store.events.feed({ limit: 10 })).toEqual([]);
      await courier.clock.advance(10 * 60_000);
      await settled();
      expect(runs).toHaveLength(3);
      await courier.clock.advance(50 * 60_000);
      expect(runs).toHaveLength(3);
      await retention.stop();
    }));

  it("makes room within a minute where webhooks are refused for a full disk, and does not insist where that frees nothing", () =>
    withCourier(async (courier) => {
      let disk = { ok: true, freeBytes: 500 };
      const policy = { ...keepAll, minFreeBytes: 1000 };
      const { retention, runs, settled } = createTestRetention(
        courier,
        () => policy,
        () => disk,
      );
      const runsAfter = async (minutes: number) => {
        await courier.clock.advance(minutes * 60_000);
        await settled();
        return runs.length;
      };
      retention.start();
      expect(await runsAfter(1)).toBe(1);
      disk = { ok: false, freeBytes: 500 };
      expect(await runsAfter(1)).toBe(2);
      // The store's own disk has room, so there was nothing to delete.
      expect(await runsAfter(9)).toBe(2);
      expect(await runsAfter(2)).toBe(3);
      disk = { ok: false, freeBytes: 10_000 };
      expect(await runsAfter(15)).toBe(3);
      await retention.stop();
    }));

  it("looks again after a minute while deleting helps and there is still too little room", () =>
    withCourier(async (courier) => {
      const { retention, runs, settled } = createTestRetention(
        courier,
        () => ({ ...keepAll, minFreeBytes: 2 ** 60 }),
        () => ({ ok: false }),
      );
      courier.use({ id: "hook" });
      await courier.dispatcher.start();
      await courier.accept();
      await courier.clock.advance(1000);
      retention.start();
      await courier.clock.advance(20_000);
      await settled();
      expect(courier.store.events.feed({ limit: 10 })).toEqual([]);
      expect(runs).toHaveLength(1);
      await courier.clock.advance(45_000);
      await settled();
      expect(runs).toHaveLength(2);
      await retention.stop();
    }));

  it("counts the ledger soon after the start and every hour, and finds it balanced", () =>
    withCourier(async (courier) => {
      const { retention, ledgers } = createTestRetention(courier, () => keepAll);
      courier.use({ id: "hook" });
      await courier.dispatcher.start();
      await courier.accept();
      retention.start();
      await courier.clock.advance(2 * 3_600_000 + 60_000);
      expect(ledgers).toHaveLength(3);
      expect(ledgers[0]).toMatchObject([{ destinationId: "hook", accepted: 1, balanced: true }]);
      await retention.stop();
    }));

  it("does nothing before the start and nothing after the stop", () =>
    withCourier(async (courier) => {
      const { retention, runs, ledgers } = createTestRetention(courier, () => keepAll);
      await courier.clock.advance(3_600_000);
      retention.start();
      await retention.stop();
      await courier.clock.advance(3_600_000);
      expect([runs.length, ledgers.length]).toEqual([0, 0]);
    }));

  it("runs at once when asked, and two who ask at the same time share the run", () =>
    withCourier(async (courier) => {
      const { retention, runs } = createTestRetention(courier, () => keepAll);
      const [one, other] = await Promise.all([retention.runNow(), retention.runNow()]);
      expect(one).toBe(other);
      expect(runs).toHaveLength(1);
    }));
});
