import { expect, it } from "vitest";
import { bench, day, webhook } from "./store-kit.ts";

const entry = (plate: string, name = "", note = "") => ({ plate, name, note });

it("adds entries, replaces that of the same plate however it is written, and counts what changed", async () => {
  const { store, clock } = await bench();
  const { lists } = store;
  expect(await lists.put("staff", [entry("AB-123", "Ann"), entry("cd 4")], clock.now())).toEqual({ added: 2, updated: 0 });
  clock.forward(day);
  const again = [entry("ab 123", "Anna", "blue van"), entry("cd 4"), entry("ef5"), entry("EF-5", "the last one counts")];
  expect(await lists.put("staff", again, clock.now())).toEqual({ added: 1, updated: 1 });
  expect(lists.entries({ listId: "staff", limit: 9 })).toEqual([
    { ...entry("ab 123", "Anna", "blue van"), addedAt: clock.now() - day },
    { ...entry("cd 4"), addedAt: clock.now() - day },
    { ...entry("EF-5", "the last one counts"), addedAt: clock.now() },
  ]);
  expect(await lists.put("staff", again, clock.now())).toEqual({ added: 0, updated: 0 });
});

it("finds a plate in every list, without spaces, dashes and case, and nothing for a read without one", async () => {
  const { store } = await bench();
  await store.lists.put("staff", [entry("AB-123", "Ann")], 1);
  await store.lists.put("blocked", [entry("ab123", "", "owes rent")], 2);
  expect(store.lists.matching("a B-1 23")).toEqual([
    { listId: "blocked", entry: { ...entry("ab123", "", "owes rent"), addedAt: 2 } },
    { listId: "staff", entry: { ...entry("AB-123", "Ann"), addedAt: 1 } },
  ]);
  expect(store.lists.matching(null)).toEqual([]);
  expect(store.lists.matching("")).toEqual([]);
  expect(store.lists.matching("AB1234")).toEqual([]);
});

it("keeps no entry whose plate has nothing to be compared by", async () => {
  const { store } = await bench();
  expect(await store.lists.put("staff", [entry(" - "), entry("")], 1)).toEqual({ added: 0, updated: 0 });
  expect(store.lists.counts()).toEqual([]);
});

it("pages through a list in order of plate and counts lists apart", async () => {
  const { store } = await bench();
  const plates = Array.from({ length: 1203 }, (_, n) => `P ${String(n).padStart(4, "0")}`);
  await store.lists.put(
    "many",
    plates.toReversed().map((plate) => entry(plate)),
    1,
  );
  await store.lists.put("other", [entry("P0000")], 1);
  expect(store.lists.counts()).toEqual([
    { listId: "many", entries: 1203 },
    { listId: "other", entries: 1 },
  ]);
  const page = store.lists.entries({ listId: "many", limit: 500 });
  const next = store.lists.entries({ listId: "many", limit: 500, after: page.at(-1)?.plate });
  const last = store.lists.entries({ listId: "many", limit: 500, after: next.at(-1)?.plate });
  expect([...page, ...next, ...last].map(({ plate }) => plate)).toEqual(plates);
  expect([...store.lists.iterate("many")].map(({ plate }) => plate)).toEqual(plates);
});

it("searches in plate, name and note without case, also of letters beyond ASCII, and pages through what it found", async () => {
  const { store } = await bench();
  const listed = [entry("M-ÄB 1", "Jürgen Öz"), entry("B 22", "", "100% Überholspur_1"), entry("C 33", "Ann")];
  await store.lists.put("staff", listed, 1);
  const found = (search: string, after?: string) =>
    store.lists.entries({ listId: "staff", search, after, limit: 9 }).map(({ plate }) => plate);
  expect(found("ÖZ")).toEqual(["M-ÄB 1"]);
  expect(found("mäb")).toEqual(["M-ÄB 1"]);
  expect(found("äb 1")).toEqual(["M-ÄB 1"]);
  expect(found("0% ü")).toEqual(["B 22"]);
  expect(found("r_1")).toEqual(["B 22"]);
  expect(found("%")).toEqual(["B 22"]);
  expect(found("n")).toEqual(["C 33", "M-ÄB 1"]);
  expect(found("n", "C 33")).toEqual(["M-ÄB 1"]);
  expect(found("-")).toEqual(["M-ÄB 1"]);
  expect(found("  ")).toEqual(["B 22", "C 33", "M-ÄB 1"]);
  expect(store.lists.entries({ listId: "nobody", search: "a", limit: 9 })).toEqual([]);
});

it("replaces a whole list, keeps when the remaining ones were added, and leaves other lists alone", async () => {
  const { store } = await bench();
  await store.lists.put("tag", [entry("A1"), entry("B2"), entry("C3")], 1);
  await store.lists.put("other", [entry("A1")], 1);
  const next = [entry("b-2"), entry("C3"), entry("D4"), entry("D 4", "twice")];
  expect(await store.lists.replace("tag", next, 5)).toEqual({ added: 1, updated: 1, removed: 1 });
  expect(store.lists.entries({ listId: "tag", limit: 9 })).toEqual([
    { ...entry("b-2"), addedAt: 1 },
    { ...entry("C3"), addedAt: 1 },
    { ...entry("D 4", "twice"), addedAt: 5 },
  ]);
  expect(await store.lists.replace("tag", [], 6)).toEqual({ added: 0, updated: 0, removed: 3 });
  expect(store.lists.counts()).toEqual([{ listId: "other", entries: 1 }]);
});

it("replaces a list of thousands while webhooks are stored, and ends with exactly what was wanted", async () => {
  const { store, clock } = await bench();
  const plates = (from: number, to: number) => Array.from({ length: to - from }, (_, n) => entry(`P${from + n}`));
  await store.lists.put("tag", plates(0, 3000), 1);
  const replacing = store.lists.replace("tag", plates(1500, 5000), 2);
  const between = await store.events.accept(webhook(clock.now()), () => []);
  expect(between.duplicate).toBe(false);
  expect(await replacing).toEqual({ added: 2000, updated: 0, removed: 1500 });
  expect([...store.lists.iterate("tag")]).toHaveLength(3500);
  expect(store.lists.matching("P1499")).toEqual([]);
  expect(store.lists.matching("P4999")).toHaveLength(1);
});

it("removes entries however they are written, and drops a list with how its syncs went", async () => {
  const { store } = await bench();
  await store.lists.put("tag", [entry("A1"), entry("B2"), entry("C3")], 1);
  expect(await store.lists.remove("tag", ["a-1", "Z9"])).toBe(1);
  await store.lists.putSyncState("tag", { syncedAt: 1, failingSince: 2, problem: "ParkPow is away." });
  expect(await store.lists.drop("tag")).toBe(2);
  expect(store.lists.counts()).toEqual([]);
  expect(store.lists.syncState("tag")).toEqual({ syncedAt: null, failingSince: null, problem: null });
});

it("still has entries and sync states after it was opened again", async () => {
  const made = await bench();
  await made.store.lists.put("tag", [entry("A1", "Ann", "note")], 1);
  await made.store.lists.putSyncState("tag", { syncedAt: 1, failingSince: 2, problem: "ParkPow is away." });
  const { lists } = await made.reopen();
  expect(lists.matching("a1")).toEqual([{ listId: "tag", entry: { ...entry("A1", "Ann", "note"), addedAt: 1 } }]);
  expect(lists.syncState("tag")).toEqual({ syncedAt: 1, failingSince: 2, problem: "ParkPow is away." });
});

it("offers listed plates that look alike, and never the plate itself", async () => {
  const { store } = await bench();
  const plates = ["AB0-1SZ", "ABO1SZ", "ABQI5Z", "АВ01SZ", "ABD1S2", "AB01SX", "AB01SZZ", "XAB01SZ"];
  await store.lists.put(
    "staff",
    plates.map((plate) => entry(plate)),
    1,
  );
  const found = store.lists.lookingLike("ab 01sz").map(({ entry: { plate } }) => plate);
  expect(found.sort()).toEqual(["ABD1S2", "ABO1SZ", "ABQI5Z", "АВ01SZ"].sort());
  expect(store.lists.lookingLike("")).toEqual([]);
});

it("takes no letter of a plate for a pattern when it looks for look-alikes", async () => {
  const { store } = await bench();
  const plates = ["A[O]", "A^O", "A*O", "A?O", "A]O", "AXO"];
  await store.lists.put(
    "odd",
    plates.map((plate) => entry(plate)),
    1,
  );
  const found = (plate: string) => store.lists.lookingLike(plate).map(({ entry: { plate: listed } }) => listed);
  expect(found("A[0]")).toEqual(["A[O]"]);
  expect(found("A^0")).toEqual(["A^O"]);
  expect(found("A*0")).toEqual(["A*O"]);
  expect(found("A?0")).toEqual(["A?O"]);
  expect(found("A]0")).toEqual(["A]O"]);
});
