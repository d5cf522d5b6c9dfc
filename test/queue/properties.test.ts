import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DeliveryError } from "../../src/main/forwarders/forwarder.ts";
import { type DeliveryStatus, type FailureKind, failureKinds } from "../../src/shared/delivery.ts";
import { recordedPhrase } from "../../src/shared/phrases/phrase.ts";
import { type Courier, openCourier, receipt, type TestDestination } from "./courier.ts";
import { sampleRead } from "./samples.ts";

type Fate = "delivered" | "slow" | "throws" | FailureKind;

/** What a test run does between deliveries. */
type Step =
  | { do: "accept"; camera: string; reads: number }
  | { do: "wait"; ms: number }
  | { do: "jump"; ms: number }
  | { do: "outage"; ms: number }
  | { do: "pause" | "resume" | "retry" | "change"; destination: string }
  | { do: "restart" | "crash" };

const destinationIds = ["one", "two"];
const cameras = ["a", "b", "c"];
const fates: Fate[] = ["delivered", "slow", "throws", ...failureKinds];
const aDestination = fc.constantFrom(...destinationIds);
const aStep: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant("accept" as const),
      camera: fc.constantFrom(...cameras),
      reads: fc.integer({ min: 0, max: 3 }),
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("wait" as const), ms: fc.integer({ min: 0, max: 200_000 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("jump" as const), ms: fc.integer({ min: -9e6, max: 9e6 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("outage" as const), ms: fc.integer({ min: 0, max: 60_000 }) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom("pause" as const, "resume" as const, "retry" as const, "change" as const),
      destination: aDestination,
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom("restart" as const, "crash" as const) }) },
);
const aRun = fc.record({
  steps: fc.array(aStep, { minLength: 3, maxLength: 25 }),
  fates: fc.array(fc.constantFrom(...fates), { maxLength: 40 }),
  parallel: fc.integer({ min: 1, max: 4 }),
});

/** Reaches each end, whatever the dice say, so that the property is known to be about all of them. */
const everyEnd = {
  steps: [
    { do: "pause", destination: "two" },
    { do: "accept", camera: "a", reads: 3 },
    { do: "wait", ms: 150_000 },
  ] satisfies Step[],
  fates: ["rejected", "nothing-to-send", "delivered"] satisfies Fate[],
  parallel: 2,
};

const ends: ReadonlySet<DeliveryStatus> = new Set(["delivered", "failed", "expired", "skipped", "cancelled"]);

/** Two destinations with fates dealt from one deck, which take everything once the deck is empty; and a watch over them. */
function destinations(courier: Courier, deck: Fate[], parallel: number) {
  const busy = new Set<string>();
  const problems: string[] = [];
  const make = (id: string, revision: string): TestDestination => ({
    ...{ id, revision, parallel },
    routable: { freshness: id === "two" ? { actWithinMs: 100_000 } : "record" },
    async answer(delivery) {
      const place = `${id} ${delivery.camera}`;
      if (busy.has(place)) problems.push(`two at once for ${place}`);
      if (busy.size >= parallel * destinationIds.length) problems.push("more at once than allowed");
      if (delivery.expiresAt !== null && delivery.expiresAt <= courier.clock.now()) problems.push(`${delivery.id} sent late`);
      busy.add(place);
      const fate = deck.shift() ?? "delivered";
      try {
        if (fate === "slow") await new Promise<void>((resolve) => courier.clock.after(20_000, resolve));
        else await new Promise<void>((resolve) => setImmediate(resolve));
      } finally {
        busy.delete(place);
      }
      if (fate === "throws") throw new TypeError("a bug");
      if (fate === "delivered" || fate === "slow") return receipt;
      throw new DeliveryError(fate, recordedPhrase(`It is ${fate}.`));
    },
  });
  return { make, problems, forgetTheDead: () => busy.clear() };
}

async function play(courier: Courier, { steps, fates: deck, parallel }: { steps: Step[]; fates: Fate[]; parallel: number }) {
  const { make, problems, forgetTheDead } = destinations(courier, [...deck], parallel);
  const revisions = new Map(destinationIds.map((id) => [id, 1]));
  const use = () => courier.use(...destinationIds.map((id) => make(id, String(revisions.get(id)))));
  const ids: number[] = [];
  use();
  await courier.dispatcher.start();
  for (const step of steps) {
    switch (step.do) {
      case "accept":
        ids.push(...(await courier.accept(step.camera, { reads: Array.from({ length: step.reads }, () => sampleRead()) })));
        break;
      case "wait":
        await courier.clock.advance(step.ms);
        break;
      case "jump":
        courier.clock.jump(step.ms);
        break;
      case "outage":
        for (const write of ["claim", "finish", "release", "put"] as const) courier.broken.add(write);
        await courier.clock.advance(step.ms);
        courier.broken.clear();
        break;
      case "pause":
        await courier.dispatcher.pause(step.destination, null);
        break;
      case "resume":
        await courier.dispatcher.resume(step.destination);
        break;
      case "retry":
        await courier.dispatcher.retry({ destinationId: step.destination });
        break;
      case "change":
        revisions.set(step.destination, (revisions.get(step.destination) ?? 0) + 1);
        use();
        break;
      case "crash":
        await courier.restart("crash");
        forgetTheDead();
        break;
      case "restart": {
        // The same dispatcher: only it knows of deliveries that ignored the order to stop and are still running.
        const stopped = courier.dispatcher.stop();
        await courier.clock.advance(5000);
        await stopped;
        await courier.dispatcher.start();
      }
    }
  }
  // Whatever is left has to end once the operator resumes and the destinations answer: a pause takes one more resume each.
  for (let round = 0; round < deck.length + 2; round += 1) {
    for (const id of destinationIds) await courier.dispatcher.resume(id);
    await courier.clock.advance(3_600_000);
  }
  return { ids, problems };
}

describe("the queue under random outcomes, pauses, outages, restarts, crashes and clock jumps", () => {
  it("brings every delivery to exactly one end, keeps each camera's order and never has two at once for a camera", async () => {
    const seen = new Set<DeliveryStatus>();
    await fc.assert(
      fc.asyncProperty(aRun, async (run) => {
        const courier = await openCourier();
        try {
          const { ids, problems } = await play(courier, run);
          expect(problems).toEqual([]);
          for (const id of ids) {
            const { status } = courier.delivery(id);
            seen.add(status);
            expect(ends.has(status), `delivery ${id} is ${status}`).toBe(true);
          }
          for (const destination of destinationIds) {
            for (const camera of cameras) {
              const first = courier.visits
                .filter((visit) => visit.destination === destination && visit.camera === camera && visit.lane === "live")
                .map(({ id }) => id)
                .filter((id, index, all) => all.indexOf(id) === index);
              expect(first).toEqual([...first].sort((one, other) => one - other));
            }
          }
          const reached = new Set(courier.visits.map(({ id }) => id));
          expect(ids.filter((id) => !reached.has(id) && courier.delivery(id).status !== "expired")).toEqual([]);
          for (const line of await courier.store.deliveries.verifyLedger()) expect(line.balanced, line.destinationId).toBe(true);
        } finally {
          await courier.close();
        }
      }),
      { numRuns: 25, examples: [[everyEnd]] },
    );
    expect(seen).toEqual(new Set(["delivered", "failed", "skipped", "expired"]));
  }, 120_000);
});
