import { expect, it } from "vitest";
import { createConsoleHistory } from "../../src/main/core/console-history.ts";
import { Settings, type SettingsStore } from "../../src/shared/settings.ts";
import { bench, draft, pending, webhook } from "../store/store-kit.ts";

function settingsStore(): SettingsStore {
  let current = Settings.parse({});
  return {
    get: () => current,
    set(next) {
      current = Settings.parse(next);
    },
    onChange: () => () => {},
  };
}

async function underTest() {
  const { store, clock } = await bench();
  const add = (plate: string, camera = "gate", color = "red") =>
    store.events.accept(webhook(clock.now(), { camera, reads: [draft({ plate, color }), draft({ plate: "other" })] }), (event) =>
      event.reads.map((_, readIndex) => pending({ readIndex })),
    );
  const history = createConsoleHistory({ store, settings: settingsStore(), lists: { of: () => [] } });
  return { store, history, add };
}

it("gives each read found as an event of its own, with its own deliveries alone", async () => {
  const { history, add } = await underTest();
  await add("AB1");
  const [found, ...others] = await history.searchReads({ filter: { plate: "AB1" }, limit: 9 });
  expect(others).toEqual([]);
  expect(found).toMatchObject({ event: { id: 1 }, reads: [{ plate: "AB1" }], chips: [{ readId: 1 }] });
  expect(found?.chips).toHaveLength(1);
});

it("knows the reads before and after one among those that match, and none for a read that is gone", async () => {
  const { history, add } = await underTest();
  for (const plate of ["AB1", "CD2", "AB1", "AB1"]) await add(plate);
  const filter = { plate: "AB1" };
  expect(await history.readPlace({ readId: 5, filter })).toEqual({ eventId: 3, newer: 7, older: 1 });
  expect(await history.readPlace({ readId: 7, filter })).toEqual({ eventId: 4, newer: null, older: 5 });
  expect(await history.readPlace({ readId: 5, filter: {} })).toEqual({ eventId: 3, newer: 6, older: 4 });
  expect(await history.readPlace({ readId: 99, filter })).toBeNull();
});

it("offers the nearest searches that find something", async () => {
  const { history, add } = await underTest();
  await add("B0B1");
  await add("XYZ", "yard", "blue");
  const exact = (reads: number) => ({ reads, exact: true });
  expect(await history.nearestSearches({ plate: "BOB1", whole: true, cameras: ["gate"] })).toEqual({
    plates: [{ plate: "B0B1", reads: 1 }],
    loosened: [{ how: "alike", count: exact(1) }],
    patterns: [],
    respelt: null,
    without: [{ parts: ["plate"], count: exact(2) }],
  });
  expect(await history.nearestSearches({ plate: "XY", whole: true })).toEqual({
    plates: [],
    loosened: [{ how: "part", count: exact(1) }],
    patterns: [],
    respelt: null,
    without: [],
  });
  // Neither leaving out the camera nor the colour is enough: the plate alone is.
  expect(await history.nearestSearches({ plate: "XYZ", cameras: ["gate"], colors: ["green"] })).toMatchObject({
    without: [{ parts: ["cameras", "colors"], count: exact(1) }],
  });
});

it("offers the plate with its wrong character open, and words that there are in place of those that no read has", async () => {
  const { history, add } = await underTest();
  await add("AB1234", "gate", "blue");
  const exact = (reads: number) => ({ reads, exact: true });
  expect(await history.nearestSearches({ plate: "AB1294", whole: true })).toMatchObject({
    patterns: [{ plate: "AB12?4", count: exact(1) }],
  });
  expect(await history.nearestSearches({ plate: "B12X4" })).toMatchObject({ patterns: [{ plate: "*B12?4*", count: exact(1) }] });
  expect(await history.nearestSearches({ plate: "B1" })).toMatchObject({ patterns: [] });
  expect(await history.nearestSearches({ cameras: ["gaet", ""], colors: ["blu"], regions: ["us"] })).toMatchObject({
    respelt: {
      words: [
        { key: "cameras", word: "gaet", instead: "gate" },
        { key: "colors", word: "blu", instead: "blue" },
      ],
      count: exact(1),
    },
  });
  expect(await history.nearestSearches({ cameras: ["somewhere else"] })).toMatchObject({ respelt: null });
});

it("keeps searches by name, renames and deletes them, and refuses a name twice", async () => {
  const { history } = await underTest();
  const [first] = await history.saveSearch({ id: null, name: "Red at the gate", query: "color=red&camera=gate" });
  expect(first).toMatchObject({ name: "Red at the gate", query: "color=red&camera=gate" });
  const twice = history.saveSearch({ id: null, name: "red AT the gate", query: "" });
  await expect(twice).rejects.toMatchObject({ message: expect.stringMatching(/already/), field: "name" });
  const id = first?.id ?? "";
  expect(await history.saveSearch({ id, name: "Gate", query: "camera=gate" })).toEqual([
    { id, name: "Gate", query: "camera=gate" },
  ]);
  await expect(history.saveSearch({ id: "gone", name: "x", query: "" })).rejects.toThrow(/not kept any more/);
  expect(await history.deleteSearch(id)).toEqual([]);
  expect(history.savedSearches()).toEqual([]);
});
