import { describe, expect, it } from "vitest";
import { HistoryFilter } from "../../src/shared/history-filter.ts";
import { anything, filterAt, type HistoryQuery, queryOf, searchOf, without } from "../../src/shared/history-query.ts";
import { spanOf } from "../../src/shared/period.ts";

const everything: HistoryQuery = {
  filter: {
    plate: "ab?1*",
    whole: true,
    alike: true,
    withPlate: false,
    cameras: ["Gate & yard", ""],
    makes: ["BMW"],
    models: ["X5", "M+3"],
    colors: ["red"],
    vehicleTypes: ["SUV"],
    regions: ["us-ca"],
    lists: ["staff"],
    unlisted: true,
    minScore: 0.925,
    maxScore: 1,
    direction: { from: 337.5, to: 22.5 },
    destinationId: "d-1",
    deliveries: ["pending", "sending"],
  },
  period: null,
  from: Date.UTC(2026, 10, 23, 14),
  to: Date.UTC(2026, 10, 24),
};

describe("a search in the address", () => {
  it("says everything that can be asked, and comes back the same", () => {
    expect(queryOf(searchOf(everything))).toEqual({ query: everything, turned: { time: false, score: false } });
    expect(Object.keys(everything.filter).sort()).toEqual(
      Object.keys(HistoryFilter.shape)
        .filter((key) => key !== "since" && key !== "until")
        .sort(),
    );
    const today: HistoryQuery = { ...anything, period: "today" };
    expect(searchOf(today)).toBe("time=today");
    expect(queryOf("time=today").query).toEqual(today);
    expect(searchOf(anything)).toBe("");
  });

  it("turns a range that is upside down, and says so", () => {
    const { query, turned } = queryOf("from=2026-11-28T00:00:00Z&to=2026-11-20T00:00:00Z&minScore=90&maxScore=50");
    expect(query).toMatchObject({
      from: Date.UTC(2026, 10, 20),
      to: Date.UTC(2026, 10, 28),
      filter: { minScore: 0.5, maxScore: 0.9 },
    });
    expect(turned).toEqual({ time: true, score: true });
  });

  it("passes over what it does not understand, so that every old bookmark shows something", () => {
    const address =
      "plate=%20&whole=yes&shown=maybe&minScore=ten&maxScore=900&direction=north&delivery=lost&time=tomorrow&from=soon&to=&list=&read=7";
    expect(queryOf(address).query.filter.lists ?? []).toEqual([]);
    expect(filterAt(queryOf(address).query, 0)).toEqual({ lists: [] });
  });

  it("asks the core for nothing that its schema refuses", () => {
    const address = searchOf(everything);
    expect(HistoryFilter.safeParse(filterAt(queryOf(address).query, Date.now())).success).toBe(true);
    const long = queryOf(`plate=${"A".repeat(99)}&${"camera=x".repeat(1)}&model=${"m".repeat(500)}`).query;
    expect(HistoryFilter.safeParse(filterAt(long, 0)).success).toBe(true);
  });

  it("loses one part and keeps the others", () => {
    expect(without(everything, ["plate", "time"])).toMatchObject({
      period: null,
      from: null,
      to: null,
      filter: { colors: ["red"] },
    });
    expect(without(everything, ["plate"]).filter).not.toHaveProperty("whole");
    expect(without({ ...anything, period: "week" }, ["plate"]).period).toBe("week");
  });
});

describe("a period", () => {
  it("begins and ends at midnight, where the operator is, and yesterday is a whole day", () => {
    const noon = new Date(2026, 10, 23, 12, 30).getTime();
    expect(spanOf("today", noon)).toEqual({ since: new Date(2026, 10, 23).getTime() });
    expect(spanOf("yesterday", noon)).toEqual({
      since: new Date(2026, 10, 22).getTime(),
      until: new Date(2026, 10, 23).getTime(),
    });
    expect(spanOf("week", noon)).toEqual({ since: new Date(2026, 10, 17).getTime() });
    expect(spanOf("day", noon)).toEqual({ since: noon - 86_400_000 });
    expect(spanOf("month", new Date(2026, 2, 10, 1).getTime())).toEqual({ since: new Date(2026, 1, 9).getTime() });
  });
});
