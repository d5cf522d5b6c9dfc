import { describe, expect, it } from "vitest";
import { routeEvent } from "../../src/main/queue/route.ts";
import { phrase } from "../../src/shared/phrases/phrase.ts";
import { sampleDestination, sampleEvent, sampleImage, sampleRead, sampleRules } from "./samples.ts";

const now = Date.UTC(2026, 10, 23, 12);
const pending = { destinationId: "hook", forwarder: "webhook", status: "pending", reason: null, expiresAt: null };

describe("routing", () => {
  it("makes one delivery of every read for a destination that takes reads", () => {
    const event = sampleEvent({ reads: [sampleRead(), sampleRead({ plate: null }), sampleRead()] });
    expect(routeEvent(event, [sampleDestination()], now)).toEqual([0, 1, 2].map((readIndex) => ({ ...pending, readIndex })));
    expect(routeEvent(sampleEvent({ reads: [] }), [sampleDestination()], now)).toEqual([]);
  });

  it("makes one delivery of the whole event, also of one without reads, for a destination that takes events", () => {
    const destinations = [sampleDestination({ unit: "event" })];
    for (const reads of [[], [sampleRead()], [sampleRead(), sampleRead()]]) {
      expect(routeEvent(sampleEvent({ reads }), destinations, now)).toEqual([{ ...pending, readIndex: null }]);
    }
  });

  it("gives webhooks that are no recognition only to destinations that want them", () => {
    const destinations = [
      sampleDestination({ id: "reads" }),
      sampleDestination({ id: "reads too", otherEvents: true }),
      sampleDestination({ id: "events", unit: "event" }),
      sampleDestination({ id: "all", unit: "event", otherEvents: true }),
    ];
    const routings = routeEvent(sampleEvent({ kind: "other", reads: [] }), destinations, now);
    expect(routings.map(({ destinationId }) => destinationId)).toEqual(["all"]);
  });

  it("gives quarantined events to nobody, and nothing to a destination that is switched off", () => {
    const all = sampleDestination({ unit: "event", otherEvents: true });
    expect(routeEvent(sampleEvent({ kind: "quarantined" }), [all], now)).toEqual([]);
    expect(routeEvent(sampleEvent(), [{ ...all, enabled: false }], now)).toEqual([]);
  });

  it("keeps a filtered read as filtered, with the reason", () => {
    const picky = sampleDestination({ rules: sampleRules({ minScore: 0.6 }), freshness: { actWithinMs: 5000 } });
    const event = sampleEvent({ reads: [sampleRead({ score: 0.42 }), sampleRead({ score: 0.7 })] });
    expect(routeEvent(event, [picky], now)).toMatchObject([
      { status: "filtered", reason: "score 0.42 is below the minimum of 0.6", expiresAt: null },
      { status: "pending", reason: null, expiresAt: now + 5000 },
    ]);
  });

  it("lets a whole event through when one of its reads passes the rules", () => {
    const destination = sampleDestination({ unit: "event", rules: sampleRules({ minScore: 0.6 }) });
    const status = (scores: number[]) =>
      routeEvent(sampleEvent({ reads: scores.map((score) => sampleRead({ score })) }), [destination], now)[0];
    expect(status([0.1, 0.9])?.status).toBe("pending");
    expect(status([0.1])).toMatchObject({ status: "filtered", reason: "score 0.1 is below the minimum of 0.6" });
    expect(status([0.1, 0.2])).toMatchObject({
      status: "filtered",
      reason: "none of its 2 reads passes the rules; the first: score 0.1 is below the minimum of 0.6",
    });
    expect(status([])).toMatchObject({ status: "filtered", reason: "it holds no read that the rules could be applied to" });
  });

  it("skips what lacks an image that the destination needs, and says which", () => {
    const needy = [sampleDestination({ needs: ["scene"] })];
    const first = (images: ReturnType<typeof sampleImage>[]) => routeEvent(sampleEvent({ images }), needy, now)[0];
    expect(first([])).toMatchObject({
      status: "skipped",
      reason: "the webhook brought no picture, and this destination needs one",
    });
    expect(first([sampleImage({ role: "plate" })])?.status).toBe("skipped");
    expect(first([sampleImage({ unreadable: phrase("image.endsEarly") })])).toMatchObject({
      status: "skipped",
      reason: "the picture that this destination needs cannot be decoded: the file ends too early",
    });
    expect(first([sampleImage({ unreadable: phrase("image.damaged") }), sampleImage()])?.status).toBe("pending");
  });

  it("says of a filtered read that it was filtered even where an image is missing too", () => {
    const destination = sampleDestination({ needs: ["scene"], rules: sampleRules({ requirePlate: true }) });
    const event = sampleEvent({ images: [], reads: [sampleRead({ plate: null })] });
    expect(routeEvent(event, [destination], now)[0]?.status).toBe("filtered");
  });
});
