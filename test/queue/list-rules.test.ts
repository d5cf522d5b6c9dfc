import { describe, expect, it } from "vitest";
import { listRefusal, type PlateKnowledge, sightingRefusal } from "../../src/main/queue/list-rules.ts";
import { routeEvent } from "../../src/main/queue/route.ts";
import { lettingAll } from "../../src/main/queue/rules.ts";
import { plateKey } from "../../src/shared/plate-list.ts";
import { sampleDestination, sampleEvent, sampleRead, sampleRules } from "./samples.ts";

const noon = Date.UTC(2026, 10, 23, 12);

/** The operator keeps Staff (AB1) and Blocked (BAD1); `sighted` are sent already, to every destination. */
function knowing(sighted: Record<string, number> = {}): PlateKnowledge {
  const on: Record<string, string[]> = { AB1: ["staff"], BAD1: ["blocked"], BOTH1: ["staff", "blocked"] };
  return {
    lists: [
      { id: "staff", name: "Our Staff" },
      { id: "blocked", name: "Blocked" },
    ],
    lookup: {
      listsOf: (plate) => (plate === null ? [] : (on[plateKey(plate)] ?? [])),
      lastSighting(_, plate, since, until) {
        const at = sighted[plateKey(plate)] ?? Number.NaN;
        return at >= since && at <= until ? at : null;
      },
    },
    now: noon,
  };
}

describe("rules about plate lists", () => {
  const refused = (rules: Parameters<typeof sampleRules>[0], plate: string | null) =>
    listRefusal(sampleRules(rules), plate, knowing());

  it("let only listed plates through, called by id or by name in any case", () => {
    for (const called of ["staff", "Our Staff", " OUR staff "]) {
      expect(refused({ onLists: [called] }, "ab-1")).toBeNull();
      expect(refused({ onLists: [called] }, "xy9")).toBe("the plate is not on the list Our Staff");
    }
    expect(refused({ onLists: ["staff", "blocked"] }, "bad1")).toBeNull();
    expect(refused({ onLists: ["staff", "blocked"] }, "xy9")).toBe("the plate is not on any of the lists Our Staff, Blocked");
  });

  it("keep listed plates back, also from those that another list lets through", () => {
    expect(refused({ notOnLists: ["Blocked"] }, "BAD 1")).toBe("the plate is on the list Blocked");
    expect(refused({ notOnLists: ["Blocked"] }, "ab1")).toBeNull();
    expect(refused({ onLists: ["staff"], notOnLists: ["blocked"] }, "both1")).toBe("the plate is on the list Blocked");
  });

  it("treat a vehicle without a plate as one that is on no list", () => {
    for (const none of [null, "", " - "]) {
      expect(refused({ onLists: ["staff"] }, none)).toBe(
        "no plate could be read, and only plates on the list Our Staff are sent",
      );
      expect(refused({ notOnLists: ["blocked"] }, none)).toBeNull();
    }
  });

  it("let nothing through when a list does not exist, whichever way they name it", () => {
    const reason = "its rules name the plate list Gone, which does not exist";
    expect(refused({ onLists: ["staff", "Gone"] }, "ab1")).toBe(reason);
    expect(refused({ notOnLists: ["Gone"] }, "ab1")).toBe(reason);
    expect(refused({ onLists: ["", " "], notOnLists: [""] }, "xy9")).toBeNull();
  });

  it("are not taken for empty", () => {
    expect(lettingAll(sampleRules({ onLists: ["staff"] }))).toBe(false);
    expect(lettingAll(sampleRules({ notOnLists: ["staff"] }))).toBe(false);
    expect(lettingAll(sampleRules({ firstWithinS: 1 }))).toBe(false);
    expect(lettingAll(sampleRules({ onLists: [" "] }))).toBe(true);
  });
});

describe("the rule about first sightings", () => {
  const gate = { id: "gate", rules: sampleRules({ firstWithinS: 60 }) };
  const refused = (sighted: number, plate: string | null = "ab1") =>
    sightingRefusal(gate, plate, new Set(), knowing({ AB1: sighted }));

  it("keeps a plate back for as long as it says, and lets it through again afterwards", () => {
    expect(refused(noon)).toBe("the same plate was sent 0 s before, and only the first sighting within 60 s is");
    expect(refused(noon - 42_300)).toBe("the same plate was sent 42 s before, and only the first sighting within 60 s is");
    expect(refused(noon - 60_000)).toMatch(/60 s before/);
    expect(refused(noon - 60_001)).toBeNull();
  });

  it("knows a read that comes late behind a newer one", () => {
    expect(refused(noon + 30_000)).toBe("the same plate was sent 30 s later, and only the first sighting within 60 s is");
    expect(refused(noon + 60_001)).toBeNull();
  });

  it("lets vehicles without a plate and other plates through, and everything where it is 0", () => {
    expect(refused(noon, null)).toBeNull();
    expect(refused(noon, " ")).toBeNull();
    expect(refused(noon, "ab2")).toBeNull();
    const off = { id: "gate", rules: sampleRules() };
    expect(sightingRefusal(off, "ab1", new Set(["AB1"]), knowing({ AB1: noon }))).toBeNull();
  });
});

describe("routing with lists and sightings", () => {
  const reads = (...plates: (string | null)[]) => plates.map((plate) => sampleRead({ plate }));
  const { lookup, lists } = knowing({ SEEN1: noon - 5000 });
  const route = (event: Parameters<typeof sampleEvent>[0], destination: Parameters<typeof sampleDestination>[0]) =>
    routeEvent(sampleEvent({ receivedAt: noon, ...event }), [sampleDestination(destination)], noon, { lookup, lists });

  it("lets of several reads of a plate in one webhook only the first through, and none-plates all", () => {
    const routings = route({ reads: reads("xy-9", null, "XY9", "zz1", null) }, { rules: sampleRules({ firstWithinS: 60 }) });
    expect(routings.map(({ status }) => status)).toEqual(["pending", "pending", "filtered", "pending", "pending"]);
    expect(routings[2]?.reason).toBe("the same plate is sent with another read of this webhook");
    expect(routings.map(({ sightings }) => sightings)).toEqual([["XY9"], undefined, undefined, ["ZZ1"], undefined]);
  });

  it("lets the first read through that the other rules let through, not the one before it", () => {
    const scored = [0.3, 0.9, 0.8].map((score) => sampleRead({ plate: "xy9", score }));
    const routings = route({ reads: scored }, { rules: sampleRules({ firstWithinS: 60, minScore: 0.5 }) });
    expect(routings.map(({ status }) => status)).toEqual(["filtered", "pending", "filtered"]);
  });

  it("counts no sighting of what is skipped for want of an image, nor where no rule asks for it", () => {
    const rules = sampleRules({ firstWithinS: 60 });
    expect(route({ images: [], reads: reads("xy9") }, { rules, needs: ["scene"] })).toMatchObject([{ status: "skipped" }]);
    expect(route({ images: [], reads: reads("xy9") }, { rules, needs: ["scene"] })[0]?.sightings).toBeUndefined();
    expect(route({ reads: reads("xy9") }, {})[0]?.sightings).toBeUndefined();
  });

  it("lets a whole event through for one plate that passes, and remembers only those that did", () => {
    const rules = sampleRules({ firstWithinS: 60, notOnLists: ["blocked"] });
    const event = { unit: "event", rules } as const;
    expect(route({ reads: reads("seen1", "bad1", "xy9", "zz2") }, event)).toMatchObject([
      { status: "pending", sightings: ["XY9", "ZZ2"] },
    ]);
    expect(route({ reads: reads("seen1", "bad1") }, event)).toMatchObject([
      {
        status: "filtered",
        reason:
          "none of its 2 reads passes the rules; the first: the same plate was sent 5 s before, and only the first sighting within 60 s is",
      },
    ]);
  });

  it("judges by when the webhook came, not by when it was fetched", () => {
    const late = sampleEvent({ receivedAt: noon - 3_600_000, reads: reads("seen1") });
    const destination = sampleDestination({ rules: sampleRules({ firstWithinS: 60 }) });
    expect(routeEvent(late, [destination], noon, { lookup, lists })).toMatchObject([{ status: "pending" }]);
  });

  it("looks nothing up where no rule asks for it", () => {
    const refuse = () => {
      throw new Error("looked up");
    };
    const blind = { lookup: { listsOf: refuse, lastSighting: refuse }, lists };
    expect(routeEvent(sampleEvent(), [sampleDestination()], noon, blind)).toMatchObject([{ status: "pending" }]);
  });
});
