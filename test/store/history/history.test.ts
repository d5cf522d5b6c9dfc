import { expect, it } from "vitest";
import { bench, draft, nowhere, webhook } from "../store-kit.ts";

async function withReads(plates: readonly (string | null)[], changes: Parameters<typeof webhook>[1] = {}) {
  const made = await bench();
  for (const [index, plate] of plates.entries())
    await made.store.events.accept(webhook(1000 + index, { reads: [draft({ plate })], ...changes }), nowhere);
  return made;
}

it("tells every time a plate was read, the newest first, and since when", async () => {
  const { store } = await withReads(["ab-1", "x", "AB1", null, "a b 1"]);
  const { reads, firstAt, passages } = store.history.passages("ab1", 2);
  expect({ reads, firstAt }).toEqual({ reads: 3, firstAt: 1000 });
  expect(passages).toEqual([
    { readId: 5, eventId: 5, camera: "gate", receivedAt: 1004 },
    { readId: 3, eventId: 3, camera: "gate", receivedAt: 1002 },
  ]);
  expect(store.history.passages("nobody", 9)).toEqual({ reads: 0, firstAt: null, passages: [] });
});

it("knows plates that look like one that was never read, the most frequent first", async () => {
  const { store } = await withReads(["B0B", "808", "B0B", "80", "BOB1", null]);
  expect(await store.history.lookAlikes("BOB", 9)).toEqual([
    { plate: "B0B", reads: 2 },
    { plate: "808", reads: 1 },
  ]);
  expect(await store.history.lookAlikes("B0B", 1)).toEqual([{ plate: "808", reads: 1 }]);
  expect(await store.history.lookAlikes("*?", 1)).toEqual([]);
});

it("counts the words there are, those that differ in case only as one", async () => {
  const { store } = await bench();
  for (const color of ["Red", "red", "red", "blue", null])
    await store.events.accept(webhook(1, { reads: [draft({ color })] }), nowhere);
  const { color, camera } = await store.history.words();
  expect(color).toEqual([
    { word: "red", reads: 3 },
    { word: "", reads: 1 },
    { word: "blue", reads: 1 },
  ]);
  expect(camera).toEqual([{ word: "gate", reads: 5 }]);
});

it("breaks a search off when nobody wants it any more, and when the store closes", async () => {
  const { store } = await withReads(["A", "B"]);
  const reason = new Error("the page was left");
  await expect(store.history.find({}, { limit: 9 }, AbortSignal.abort(reason))).rejects.toBe(reason);
  const walked = store.history.iterate({});
  expect((await walked.next()).value).toMatchObject({ plate: "B" });
  await store.close();
  await expect(walked.next()).rejects.toThrow("Plate Courier is stopping.");
});

it("lets others have their turn while it searches", async () => {
  const { store } = await bench();
  const reads = Array.from({ length: 3000 }, (_, index) => draft({ plate: `P${index}` }));
  for (let n = 0; n < 4; n += 1) await store.events.accept(webhook(n, { reads }), nowhere);
  let turns = 0;
  let searching = true;
  const count = () => {
    turns += 1;
    if (searching) setImmediate(count);
  };
  setImmediate(count);
  await store.history.count({ plate: "P2?99" });
  searching = false;
  expect(turns).toBeGreaterThan(1);
});
