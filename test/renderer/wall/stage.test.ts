import { describe, expect, it } from "vitest";
import { type FeedRow, rowsOf } from "../../../src/renderer/feed/rows.ts";
import { camerasIn, wallAddress } from "../../../src/renderer/wall/address.ts";
import { cutOf } from "../../../src/renderer/wall/cut.ts";
import { hitMs, hitTurnMs, nextStage, plainMs, recentOf, type Staged } from "../../../src/renderer/wall/stage.ts";
import { madeUpEvent, madeUpFeed } from "../feed/made-up.ts";

const start = 1_000_000;

/** Rows of these numbers, newest first, received at `start`; a number in `listed` is on a list. */
function rows(ids: number[], listed: number[] = [], receivedAt = start): FeedRow[] {
  return rowsOf(
    ids.map((id) =>
      madeUpFeed(id, {
        event: madeUpEvent({ id, receivedAt }),
        hits: listed.includes(id)
          ? [{ readId: id * 10, listId: "wanted", listName: "Wanted", plate: "ABC123", name: "", note: "" }]
          : [],
      }),
    ),
  );
}
const at = (id: number, since = start): Staged => ({ key: `${id}-${id * 10}`, since });
const numberOf = (staged: Staged | null) => (staged === null ? null : Number(staged.key.split("-")[0]));

describe("what stands on the wall", () => {
  it("is the newest read, and nothing where there is none", () => {
    expect(numberOf(nextStage(rows([3, 2, 1]), null, start).staged)).toBe(3);
    expect(nextStage([], null, start)).toEqual({ staged: null, againMs: null });
  });

  it("stays for a moment, so that it can be read, and then gives way to the newest", () => {
    const early = nextStage(rows([3, 2, 1]), at(1), start + 200);
    expect([numberOf(early.staged), early.againMs]).toEqual([1, plainMs - 200]);
    expect(numberOf(nextStage(rows([3, 2, 1]), at(1), start + plainMs).staged)).toBe(3);
  });

  it("is a listed plate at once, even where a newer one came with it", () => {
    expect(numberOf(nextStage(rows([3, 2, 1], [2]), at(1), start).staged)).toBe(2);
  });

  it("stays longer where it is listed, whatever else comes", () => {
    const early = nextStage(rows([9, 8, 2], [2]), at(2), start + plainMs);
    expect([numberOf(early.staged), early.againMs]).toEqual([2, hitMs - plainMs]);
    expect(numberOf(nextStage(rows([9, 8, 2], [2]), at(2), start + hitMs).staged)).toBe(9);
  });

  it("lets several listed plates take turns, the first that came first", () => {
    const all = rows([5, 4, 3, 2], [2, 3, 5]);
    expect(numberOf(nextStage(all, at(2), start + hitTurnMs - 1).staged)).toBe(2);
    expect(numberOf(nextStage(all, at(2), start + hitTurnMs).staged)).toBe(3);
    expect(numberOf(nextStage(all, at(3, start + hitTurnMs), start + 2 * hitTurnMs).staged)).toBe(5);
  });

  it("does not hold up a listed plate that a reconnect brings long after it drove past", () => {
    const old = rows([3, 2, 1], [2], start - 3_600_000);
    expect(numberOf(nextStage(old, at(1), start + plainMs).staged)).toBe(3);
  });

  it("starts anew where the former one is not among the rows any more, as with another camera", () => {
    expect(numberOf(nextStage(rows([7, 6]), at(2), start).staged)).toBe(7);
  });

  it("has the last eight others beside it", () => {
    const all = rows([12, 11, 10, 9, 8, 7, 6, 5, 4, 3]);
    expect(recentOf(all, at(11)).map(({ event }) => event.id)).toEqual([12, 10, 9, 8, 7, 6, 5, 4]);
    expect(recentOf(all, at(3)).map(({ event }) => event.id)).toEqual([12, 11, 10, 9, 8, 7, 6, 5]);
  });
});

describe("the wall's picture", () => {
  it("is cut so that the plate stays in sight", () => {
    const size = { width: 900, height: 600 };
    expect(cutOf({ xmin: 10, xmax: 110, ymin: 500, ymax: 560 }, size)).toBe("xMinYMax slice");
    expect(cutOf({ xmin: 400, xmax: 500, ymin: 280, ymax: 300 }, size)).toBe("xMidYMid slice");
    expect(cutOf(null, size)).toBe("xMidYMid slice");
  });
});

describe("the wall's address", () => {
  it("names its camera, also one without a name, or none for all", () => {
    for (const cameras of [[], [""], ["Gate & yard, 1"], ["b", "", "a=1"]])
      expect(camerasIn(wallAddress(cameras).replace("/wall", ""))).toEqual(cameras);
    expect(camerasIn("?camera=a&camera=b&camera=a")).toEqual(["a", "b"]);
  });
});
