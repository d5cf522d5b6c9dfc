import fc from "fast-check";
import { expect, it } from "vitest";
import { silentLog } from "../../src/main/log.ts";
import { planReplay } from "../../src/main/queue/replays/plan.ts";
import { openDatabase } from "../../src/main/store/database.ts";
import { openStore } from "../../src/main/store/open-store.ts";
import type { Store } from "../../src/main/store/store.ts";
import { deliveryStatuses } from "../../src/shared/delivery.ts";
import { phrase } from "../../src/shared/phrases/phrase.ts";
import { type ReplayKind, replayKinds } from "../../src/shared/replay.ts";
import { sampleDestination, sampleRules } from "../queue/samples.ts";
import { day, draft, failure, type HandClock, handClock, pending, temporaryFolder, webhook } from "./store-kit.ts";

/** Nothing is routed to the last one as it comes: it gets what is replayed. */
const destinations = ["a", "b", "c"];
type Id = "a" | "b" | "c";

/** One thing that may happen to a store, told by plain numbers so that a failing sequence can be read. */
type Step =
  | { do: "accept"; reads: number; status: "pending" | "filtered" | "skipped"; ages: number }
  | { do: "claim" | "deliver" | "fail" | "postpone" | "release" | "cancel" | "retry"; which: number }
  | { do: "expire" | "stale" | "retryAll" | "cancelAll" | "reopen"; which: number }
  | { do: "replay"; kinds: ReplayKind[]; destinationId: string; rules: "apply" | "ignore"; ages: number }
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
      weight: 2,
      arbitrary: fc.record({
        do: fc.constant("replay" as const),
        kinds: fc.subarray([...replayKinds], { minLength: 1 }),
        destinationId: fc.constantFrom(...destinations),
        rules: fc.constantFrom("apply" as const, "ignore" as const),
        ages: fc.nat(7),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ do: fc.constant("retain" as const), days: fc.integer({ min: 1, max: 6 }), maxEvents: fc.nat(4) }),
    },
  ),
  { minLength: 15, maxLength: 40, size: "max" },
);

/** Plates are asked for, so that rules keep some of what is replayed back. */
const strict = sampleRules({ requirePlate: true });

/** Goes through a whole replay; returns how many deliveries it made that were never owed before. */
async function replay(store: Store, { kinds, destinationId, rules, ages }: Extract<Step, { do: "replay" }>, clock: HandClock) {
  const orders = { destinationId, since: clock.now() - ages * day, until: clock.now() + day, cameras: [], kinds, rules };
  const { id } = await store.replays.add(orders, await store.replays.span(orders), clock.now());
  const destination = sampleDestination({ id: destinationId, rules: strict });
  let made = 0;
  for (let done = false; !done; ) {
    const step = await store.replays.step(
      id,
      (candidate, lookup) => {
        const acts = planReplay(candidate, orders, destination, { lookup, lists: [] });
        made += acts.filter((act) => act.do === "new").length;
        return acts;
      },
      clock.now(),
    );
    done = step?.done ?? true;
  }
  return made;
}

async function perform(store: Store, step: Exclude<Step, { do: "replay" }>, clock: HandClock): Promise<void> {
  const { deliveries } = store;
  const now = clock.now();
  const times = { startedAt: now, durationMs: 1, now };
  switch (step.do) {
    case "accept": {
      const event = webhook(now - step.ages * day, {
        reads: Array.from({ length: step.reads }, (_, index) => draft(index > 1 ? { plate: null } : {})),
      });
      await store.events.accept(event, () =>
        ["a", "b"].flatMap((destinationId) =>
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
      return void (await deliveries.cancel({ ids: [step.which] }, phrase("console.cancelled")));
    case "retry":
      return void (await deliveries.retry({ ids: [step.which] }, now));
    case "expire":
      return void (await deliveries.expire(now + 11));
    case "stale":
      return void (await deliveries.releaseStale(now + 1));
    case "retryAll":
      return void (await deliveries.retry({}, now));
    case "cancelAll":
      return void (await deliveries.cancel({ destinationId: "a" }, phrase("console.cancelled")));
    case "retain": {
      const policy = { days: step.days, maxEvents: step.maxEvents, minFreeBytes: 0, maxImageBytes: 0 };
      return void (await store.retain(policy, new AbortController().signal));
    }
  }
}

it("balances every line after any sequence of what may happen, and counts the same when it counts again", async () => {
  let retained = 0;
  let replayed = 0;
  await fc.assert(
    fc.asyncProperty(steps, async (sequence) => {
      const dataDir = temporaryFolder();
      const clock = handClock();
      const open = () => openStore({ dataDir, clock, log: silentLog });
      let store = await open();
      const promised = { a: 0, b: 0, c: 0 };
      try {
        for (const step of sequence) {
          if (step.do === "reopen") {
            await store.close();
            store = await open();
            continue;
          }
          if (step.do === "replay") {
            const made = await replay(store, step, clock);
            promised[step.destinationId as Id] += made;
            replayed += made;
            for (const destinationId of destinations) expectOneAtMost(store, destinationId);
          } else await perform(store, step, clock);
          if (step.do === "accept") for (const id of ["a", "b"] as const) promised[id] += step.reads;
          if (step.do === "retain") retained += 1;
          const ledger = store.deliveries.ledger(destinations);
          for (const line of ledger) {
            expect(line.balanced).toBe(true);
            expect(line.accepted).toBe(promised[line.destinationId as Id]);
            for (const status of deliveryStatuses) expect(line.counts[status]).toBeGreaterThanOrEqual(0);
          }
          const known = ledger.filter(({ accepted }) => accepted > 0);
          expect(await store.deliveries.verifyLedger()).toEqual(known);
        }
      } finally {
        await store.close();
      }
    }),
    { numRuns: 60 },
  );
  expect(retained).toBeGreaterThan(10);
  expect(replayed).toBeGreaterThan(50);
}, 60_000);

/** However often a read is replayed, it waits once. */
function expectOneAtMost(store: Store, destinationId: string): void {
  const waiting = store.deliveries.list({ destinationId, statuses: ["pending", "sending"], limit: 500 });
  const reads = waiting.map(({ delivery }) => delivery.readId);
  expect(reads).toHaveLength(new Set(reads).size);
}

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
  expect(await again.deliveries.verifyLedger()).toMatchObject([{ accepted: 2, balanced: false }]);
  await again.close();
});
