import { expect, it } from "vitest";
import { createPlateListDesk, namesOnly } from "../../src/main/core/plate-list-desk.ts";
import { PlateList } from "../../src/shared/plate-list.ts";
import { bench } from "../store/store-kit.ts";

const sync = { kind: "parkpow", tag: "t", token: "c" };
const lists = [
  PlateList.parse({ id: "staff", name: "Our Staff" }),
  PlateList.parse({ id: "blocked", name: "Blocked" }),
  PlateList.parse({ id: "park", name: "Residents", sync }),
];

async function desk() {
  const { store, clock } = await bench();
  return { store, clock, desk: createPlateListDesk({ entries: store.lists, lists: () => lists, clock }) };
}

it("finds a plate in the lists in the order of the settings, and nothing of lists that are gone from them", async () => {
  const { store, desk: of } = await desk();
  for (const listId of ["blocked", "gone", "staff"])
    await store.lists.put(listId, [{ plate: "AB-1", name: `in ${listId}`, note: "" }], 1);
  expect(of.of("ab1").map(({ listName, name }) => `${listName}: ${name}`)).toEqual([
    "Our Staff: in staff",
    "Blocked: in blocked",
  ]);
  expect(of.of(null)).toEqual([]);
});

it("enters a plate into the list that is meant by id or name, and keeps the note of one that it renames", async () => {
  const { store, clock, desk: of } = await desk();
  await of.remember("OUR staff", { plate: "AB-1", name: "Ann" });
  await store.lists.put("staff", [{ plate: "CD2", name: "", note: "blue van" }], 1);
  await of.remember("staff", { plate: "cd 2", name: "Bob" });
  expect(store.lists.entries({ listId: "staff", limit: 9 })).toEqual([
    { plate: "AB-1", name: "Ann", note: "", addedAt: clock.now() },
    { plate: "cd 2", name: "Bob", note: "blue van", addedAt: 1 },
  ]);
});

it("refuses a list that does not exist, and one that is filled from ParkPow: the next sync would take the plate out again", async () => {
  const { store, desk: of } = await desk();
  await expect(of.remember("gone", { plate: "AB1", name: "" })).rejects.toMatchObject({
    kind: "misconfigured",
    message: "There is no plate list gone. Choose another one in the settings.",
  });
  await expect(of.remember("residents", { plate: "AB1", name: "" })).rejects.toMatchObject({
    kind: "misconfigured",
    message: expect.stringMatching(/^The plate list Residents is filled from ParkPow and takes no other plates\./),
  });
  expect(store.lists.counts()).toEqual([]);
});

it("knows the lists' names for a test outside the running program, and changes nothing", async () => {
  const names = namesOnly(lists);
  expect([names.has("our STAFF"), names.has("park"), names.has("gone"), names.of("AB1")]).toEqual([true, true, false, []]);
  await expect(names.remember("staff", { plate: "AB1", name: "" })).rejects.toThrow("Plate lists are not changed in a test.");
});
