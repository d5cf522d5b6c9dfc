import fc from "fast-check";
import { expect, it } from "vitest";
import { silentLog } from "../../src/main/log.ts";
import { openDatabase } from "../../src/main/store/database.ts";
import { openStore } from "../../src/main/store/open-store.ts";
import type { Store } from "../../src/main/store/store.ts";
import { deliveryStatuses } from "../../src/shared/delivery.ts";
import { day, draft, failure, type HandClock, handClock, pending, temporaryFolder, webhook } from "./store-kit.ts";

const destinations = ["a", "b"];

/** One thing that may happen to a store, told by plain numbers so that a failing sequence can be read. */
type Step =
  | { do: "accept"; reads: number; status: "pending" | "filtered" | "skipped"; ages: number }
  | { do: "claim" | "deliver" | "fail" | "postpone" | "release" | "cancel" | "retry"; which: number }
  | { do: "expire" | "stale" | "retryAll" | "cancelAll" | "reopen"; which: number }
  | { do: "retain"; days: number; maxEvents: number };

const which = fc.nat(40);
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({
        do: fc.constant("accept" as const),
        reads: fc.nat(3),
        status: fc.constantFrom("pending" as const, "pending" as const, "filtered" as const, "skipped" as const),
        ages: fc.nat(6),
      }),
    },
    {
      weight: 8,
      arbitrary: fc.record({
        do: fc.constantFrom(
          "claim" as const,
          "deliver" as const,
          "fail" as const,
          "postpone" as const,
          "release" as const,
          "cancel" as const,
          "retry" as const,
        ),
        which,
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        do: fc.constantFrom("expire" as const, "stale" as const, "retryAll" as const, "cancelAll" as const, "reopen" as const),
        which,
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ do: fc.constant("retain" as const), days: fc.integer({ min: 1, max: 6 }), maxEvents: fc.nat(4) }),
    },
  ),
  { minLength: 15, maxLength: 40, size: "max" },
);

async function perform(store: Store, step: Step, clock: HandClock): Promise<void> {
  const { deliveries } = store;
  const now = clock.now();
  const times = { startedAt: now, durationMs: 1, now };
  switch (step.do) {
    case "accept": {
      const event = webhook(now - step.ages * day, { reads: Array.from({ length: step.reads }, () => draft()) });
      await store.events.accept(event, () =>
        destinations.flatMap((destinationId) =>
          event.reads.map((_, readIndex) => pending({ destinationId, readIndex, status: step.status, expiresAt: now + 10 })),
        ),
      );
      return;
    }
    case "claim":
      return void (await deliveries.claim(step.which, now));
    case "deliver":
      return deliveries.finish(step.which, { outcome: "delivered", receipt: { summary: "ok" } }, times);
    case "fail":
      return deliveries.finish(step.which, failure("rejected", "no", { status: "failed" }), times);
    case "postpone":
      return deliveries.finish(step.which, failure("busy", "later", { status: "pending", nextAttemptAt: now + 5 }), times);
    case "release":
      return deliveries.release(step.which, { uncount: true });
    case "cancel":
      return void (await deliveries.cancel({ ids: [step.which] }, "no"));
    case "retry":
      return void (await deliveries.retry({ ids: [step.which] }, now));
    case "expire":
      return void (await deliveries.expire(now + 11));
    case "stale":
      return void (await deliveries.releaseStale(now + 1));
    case "retryAll":
      return void (await deliveries.retry({}, now));
    case "cancelAll":
      return void (await deliveries.cancel({ destinationId: "a" }, "no"));
    case "retain": {
      const policy = { days: step.days, maxEvents: step.maxEvents, minFreeBytes: 0, maxImageBytes: 0 };
      return void (await store.retain(policy, new AbortController().signal));
    }
  }
}

it("balances every line after any sequence of what may happen, and counts the same when it counts again", async () => {
  let retained = 0;
  await fc.assert(
    fc.asyncProperty(steps, async (sequence) => {
      const dataDir = temporaryFolder();
      const clock = handClock();
      const open = () => openStore({ dataDir, clock, log: silentLog });
      let store = await open();
      const promised = { a: 0, b: 0 };
      try {
        for (const step of sequence) {
          if (step.do === "reopen") {
            await store.close();
            store = await open();
            continue;
          }
          await perform(store, step, clock);
          if (step.do === "accept") for (const id of ["a", "b"] as const) promised[id] += step.reads;
          if (step.do === "retain") retained += 1;
          const ledger = store.deliveries.ledger(destinations);
          for (const line of ledger) {
            expect(line.balanced).toBe(true);
            expect(line.accepted).toBe(promised[line.destinationId as "a" | "b"]);
            for (const status of deliveryStatuses) expect(line.counts[status]).toBeGreaterThanOrEqual(0);
          }
          const known = ledger.filter(({ accepted }) => accepted > 0);
          expect(store.deliveries.verifyLedger()).toEqual(known);
        }
      } finally {
        await store.close();
      }
    }),
    { numRuns: 60 },
  );
  expect(retained).toBeGreaterThan(10);
}, 60_000);

it("shows an imbalance when a row is lost or a promise was never kept", async () => {
  const dataDir = temporaryFolder();
  const clock = handClock();
  const store = await openStore({ dataDir, clock, log: silentLog });
  await store.events.accept(webhook(clock.now()), () => [pending()]);
  await store.events.accept(webhook(clock.now()), () => [pending()]);
  await store.close();
  const database = openDatabase(`${dataDir}/plate-courier.db`, "write");
  database.exec("DELETE FROM deliveries WHERE id = 2");
  database.close();
  const again = await openStore({ dataDir, clock, log: silentLog });
  expect(again.deliveries.ledger(["hook"])).toMatchObject([{ accepted: 2, balanced: false }]);
  expect(again.deliveries.verifyLedger()).toMatchObject([{ accepted: 2, balanced: false }]);
  await again.close();
});
