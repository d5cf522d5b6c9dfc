import fc from "fast-check";
import { expect, it } from "vitest";
import { DeliveryError } from "../../src/main/forwarders/forwarder.ts";
import { phrase, recordedPhrase } from "../../src/shared/phrases/phrase.ts";
import { replayKinds } from "../../src/shared/replay.ts";
import { type Courier, openCourier, receipt } from "./courier.ts";
import { orders, previewed, replaysOf, sumOf } from "./replay-kit.ts";
import { sampleRead, sampleRules } from "./samples.ts";

const fates = ["delivered", "rejected", "nothing-to-send", "filtered", "cancelled", "never", "waiting"] as const;
const scores = { filtered: 0.1 } as Partial<Record<(typeof fates)[number], number>>;
const rules = sampleRules({ minScore: 0.5 });

const aRun = fc.record({
  events: fc.array(
    fc.record({ camera: fc.constantFrom("a", "b"), reads: fc.array(fc.constantFrom(...fates), { maxLength: 4 }) }),
    { minLength: 1, maxLength: 8 },
  ),
  replays: fc.array(
    fc.record({
      kinds: fc.subarray([...replayKinds], { minLength: 1 }),
      cameras: fc.subarray(["a", "b"]),
      rules: fc.constantFrom("apply" as const, "ignore" as const),
      from: fc.nat(8),
      crash: fc.boolean(),
    }),
    { minLength: 1, maxLength: 3 },
  ),
});

/** Brings each read to its fate. Each webhook has reads of one sort: routed, or never, as a destination is switched on or off. */
async function prepare(courier: Courier, events: { camera: string; reads: (typeof fates)[number][] }[]): Promise<number[]> {
  const times: number[] = [];
  let dealt: string[] = [];
  const answer = async () => {
    const fate = dealt.shift() ?? "delivered";
    if (fate === "delivered") return receipt;
    throw new DeliveryError(fate === "rejected" ? "rejected" : "nothing-to-send", recordedPhrase("No."));
  };
  for (const { camera, reads } of events) {
    const never = reads[0] === "never";
    const held = reads.some((fate) => fate === "cancelled" || fate === "waiting");
    courier.use({ id: "hook", answer, revision: String(times.length), enabled: !held, routable: { enabled: !never, rules } });
    dealt = reads.filter((fate) => fate !== "filtered");
    times.push(courier.clock.now());
    const ids = await courier.accept(camera, { reads: reads.map((fate) => sampleRead({ score: scores[fate] ?? 0.9 })) });
    const cancelled = ids.filter((_, index) => reads[index] === "cancelled");
    if (!never && cancelled.length > 0) await courier.dispatcher.cancel({ ids: cancelled }, phrase("console.cancelled"));
    await courier.clock.advance(5000);
  }
  return times;
}

it("does what its preview said, once for each read, over crashes, and the books balance", async () => {
  let sent = 0;
  await fc.assert(
    fc.asyncProperty(aRun, async ({ events, replays: wanted }) => {
      const courier = await openCourier();
      try {
        await courier.dispatcher.start();
        const times = await prepare(courier, events);
        // Nothing is sent meanwhile, so that what waits can be counted.
        courier.use({ id: "hook", enabled: false, revision: "held" });
        for (const { kinds, cameras, rules: heed, from, crash } of wanted) {
          const what = orders({ kinds, cameras, rules: heed, since: times[from] ?? 0 });
          let replays = replaysOf(courier, [{ rules }]);
          const before = courier.store.deliveries.ledger(["hook"])[0];
          const said = await previewed(replays, what);
          const { id } = await replays.order(what);
          if (crash) {
            await replays.stop();
            await courier.restart("crash");
            replays = replaysOf(courier, [{ rules }]);
          }
          replays.start();
          await courier.clock.advance(5000);
          await replays.stop();
          const stored = courier.store.replays.get(id);
          expect(stored?.state).toBe("done");
          expect(sumOf(stored?.counts ?? {})).toBe(said.deliveries);
          expect(stored?.keptBack).toBe(said.keptBack);
          const after = courier.store.deliveries.ledger(["hook"])[0];
          expect((after?.counts.pending ?? 0) - (before?.counts.pending ?? 0)).toBe(said.deliveries);
          expect((await courier.store.deliveries.verifyLedger()).every((line) => line.balanced)).toBe(true);
          const waiting = courier.store.deliveries.list({ statuses: ["pending", "sending"], limit: 500 });
          const reads = waiting.map(({ delivery }) => delivery.readId);
          expect(reads).toHaveLength(new Set(reads).size);
          sent += said.deliveries;
        }
      } finally {
        await courier.close();
      }
    }),
    { numRuns: 40 },
  );
  expect(sent).toBeGreaterThan(50);
}, 120_000);
