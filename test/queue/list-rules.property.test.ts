import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { expect, it } from "vitest";
import { silentLog } from "../../src/main/log.ts";
import { type RoutableDestination, routeEvent } from "../../src/main/queue/route.ts";
import { openStore } from "../../src/main/store/open-store.ts";
import { plateKey } from "../../src/shared/plate-list.ts";
import { sampleDestination, sampleEvent, sampleRead, sampleRules } from "./samples.ts";
import { createVirtualClock } from "./virtual-clock.ts";

const plates = ["AA-1", "aa 1", "BB2", "CC3", null];
const lists = [
  { id: "staff", name: "Our Staff" },
  { id: "blocked", name: "Blocked" },
];
const words = ["staff", "OUR STAFF", "blocked", "gone"];

const someRules = fc.record({
  onLists: fc.array(fc.constantFrom(...words), { maxLength: 2 }),
  notOnLists: fc.array(fc.constantFrom(...words), { maxLength: 1 }),
  firstWithinS: fc.constantFrom(0, 0, 1, 10, 60),
});
const aWebhook = fc.record({
  /** Also backwards: some wait in a queue elsewhere. */
  wait: fc.integer({ min: -20_000, max: 40_000 }),
  plates: fc.array(fc.constantFrom(...plates), { maxLength: 4 }),
});
const aStep = fc.oneof(
  { weight: 6, arbitrary: fc.array(aWebhook, { minLength: 1, maxLength: 4 }) },
  {
    weight: 1,
    arbitrary: fc.record({ list: fc.constantFrom("staff", "blocked"), put: fc.boolean(), plate: fc.constantFrom("AA1", "BB2") }),
  },
);
const aRun = fc.record({
  read: someRules,
  event: someRules,
  steps: fc.array(aStep, { minLength: 2, maxLength: 15 }),
});

interface Sent {
  destination: string;
  key: string;
  at: number;
}

it("accounts for every read at every destination, sends no plate twice within the time, and keeps the ledger balanced", async () => {
  const clock = createVirtualClock(() => false);
  const ways = new Set<string>();
  await fc.assert(
    fc.asyncProperty(aRun, async (run) => {
      const dataDir = await mkdtemp(join(tmpdir(), "list-rules-"));
      const store = await openStore({ dataDir, clock, log: silentLog });
      const destinations: RoutableDestination[] = [
        sampleDestination({ id: "read", rules: sampleRules(run.read) }),
        sampleDestination({ id: "event", unit: "event", rules: sampleRules(run.event) }),
      ];
      try {
        const sent: Sent[] = [];
        let now = Date.UTC(2026, 10, 23, 12);
        for (const step of run.steps) {
          if (!Array.isArray(step)) {
            if (step.put) await store.lists.put(step.list, [{ plate: step.plate, name: "", note: "" }], now);
            else await store.lists.remove(step.list, [step.plate]);
            continue;
          }
          // Those of one step come at the same moment, and share a transaction.
          await Promise.all(
            step.map(async ({ wait, plates: shown }) => {
              now += wait;
              const receivedAt = now;
              const event = sampleEvent({ receivedAt, reads: shown.map((plate) => sampleRead({ plate })) });
              await store.events.accept(event, (incoming, lookup) => {
                const routings = routeEvent(incoming, destinations, receivedAt, { lookup, lists });
                const reads = routings.filter(({ destinationId }) => destinationId === "read");
                expect(reads.map(({ readIndex }) => readIndex)).toEqual(shown.map((_, index) => index));
                expect(routings).toHaveLength(shown.length + 1);
                for (const { destinationId, status, reason, readIndex, sightings = [] } of routings) {
                  ways.add(`${status}: ${(reason ?? "").replaceAll(/\d+/g, "n").replace(/^none of .* first: /, "")}`);
                  expect(reason === null).toBe(status === "pending");
                  const plate = readIndex === null ? null : shown[readIndex];
                  if (status === "pending" && destinationId === "read" && run.read.firstWithinS > 0 && plate)
                    expect(sightings).toEqual([plateKey(plate)]);
                  for (const key of sightings) sent.push({ destination: destinationId, key, at: receivedAt });
                }
                return routings;
              });
            }),
          );
        }
        for (const [destination, { firstWithinS }] of [
          ["read", run.read],
          ["event", run.event],
        ] as const) {
          const mine = sent.filter((one) => one.destination === destination);
          for (const [index, one] of mine.entries())
            for (const other of mine.slice(index + 1))
              if (one.key === other.key) expect(Math.abs(one.at - other.at)).toBeGreaterThan(firstWithinS * 1000);
        }
        const ledger = await store.deliveries.verifyLedger();
        expect(ledger.filter(({ balanced }) => !balanced)).toEqual([]);
      } finally {
        await store.close();
        await rm(dataDir, { recursive: true, force: true });
      }
    }),
    { numRuns: 60 },
  );
  // Every way in which these rules can end was taken, so that the property is known to be about all of them.
  const told = [...ways].join("\n");
  for (const words of ["pending: ", "is on the list", "not on ", "does not exist", "n s before", "n s later", "another read"])
    expect(told).toContain(words);
}, 120_000);
