import { expect, it, onTestFinished } from "vitest";
import { createHttpClient } from "../../src/main/forwarders/kit/http.ts";
import { createParkPowSyncs, syncEveryMs } from "../../src/main/lists/parkpow-sync.ts";
import { PlateList } from "../../src/shared/plate-list.ts";
import { bench, collectingLog, temporaryFolder } from "../store/store-kit.ts";
import { startVehicles, token, vehicle } from "./vehicles-server.ts";

const minute = 60_000;

/** Real store, real HTTP, a clock that the test moves. Tokens are kept as "sealed:" and the token. */
async function syncing(vehicles: unknown[] = [], options: { dataDir?: string; random?: () => number } = {}) {
  const { park, server, url } = await startVehicles(vehicles);
  const { store, clock } = await bench({ dataDir: options.dataDir ?? temporaryFolder() });
  const http = createHttpClient({ timeoutMs: 5000 });
  const log = collectingLog();
  const list = (changes: object = {}, sync: object = {}) =>
    PlateList.parse({
      id: "residents",
      name: "Residents",
      sync: { kind: "parkpow", url, tag: "residents", token: `sealed:${token}`, ...sync },
      ...changes,
    });
  const made = { lists: [list()] };
  let done = 0;
  let heard = () => {};
  const syncs = createParkPowSyncs({
    lists: () => made.lists,
    entries: store.lists,
    secrets: {
      async decrypt(cipher) {
        if (!cipher.startsWith("sealed:")) throw new Error("Made by another key.");
        return cipher.slice(7);
      },
    },
    ...{ http, clock, log },
    random: options.random ?? (() => 0.5),
    onChange() {
      done += 1;
      heard();
    },
  });
  onTestFinished(async () => {
    await syncs.stop();
    await http.close();
  });
  /** Moves the clock and waits until the sync that this makes due has ended. */
  async function due(ms: number): Promise<void> {
    const before = done;
    const ended = new Promise<void>((resolve) => {
      heard = () => done > before && resolve();
    });
    clock.forward(ms);
    await ended;
  }
  const plates = () => [...store.lists.iterate("residents")].map(({ plate }) => plate);
  return { park, server, store, clock, log, list, made, syncs, due, plates, state: () => store.lists.syncState("residents") };
}

it("fills the list at once, and again every 20 minutes, with exactly the plates that carry the tag", async () => {
  const { park, syncs, due, plates, state, clock, server } = await syncing([vehicle("a1"), vehicle("b2"), vehicle("c3")]);
  await syncs.apply();
  await due(0);
  expect(plates()).toEqual(["a1", "b2", "c3"]);
  expect(state()).toEqual({ syncedAt: clock.now(), failingSince: null, problem: null });
  park.vehicles = [vehicle("b2"), vehicle("d4")];
  const asked = server.requests.length;
  clock.forward(syncEveryMs - 1);
  expect(server.requests).toHaveLength(asked);
  await due(1);
  expect(plates()).toEqual(["b2", "d4"]);
  await due(syncEveryMs);
});

it.each([
  [0, 18 * minute],
  [1, 22 * minute],
])("spreads the syncs of many installations: dice of %d make it %d ms", async (dice, ms) => {
  const { syncs, due, server, clock } = await syncing([], { random: () => dice });
  await syncs.apply();
  await due(0);
  clock.forward(ms - 1);
  expect(server.requests).toHaveLength(1);
  await due(1);
});

it("keeps the last good copy while ParkPow is away, says since when, and is quick to ask again at first", async () => {
  const { syncs, due, plates, state, clock, server, park } = await syncing([vehicle("a1")]);
  await syncs.apply();
  await due(0);
  const syncedAt = clock.now();
  server.failing.status(503);
  await due(syncEveryMs);
  const failingSince = clock.now();
  const problem = "ParkPow has a problem of its own at the moment (HTTP 503).";
  expect(state()).toEqual({ syncedAt, failingSince, problem });
  for (const wait of [1, 2, 4, 8, 16, 20, 20]) await due(wait * minute);
  expect(state()).toEqual({ syncedAt, failingSince, problem });
  expect(plates()).toEqual(["a1"]);
  server.failing.recover();
  park.vehicles = [];
  await due(20 * minute);
  expect(state()).toEqual({ syncedAt: clock.now(), failingSince: null, problem: null });
  expect(plates()).toEqual([]);
});

it("takes nothing of a list whose later pages fail", async () => {
  const { syncs, due, plates, state, park, server } = await syncing([vehicle("a1")]);
  await syncs.apply();
  await due(0);
  park.vehicles = [vehicle("b2"), vehicle("c3"), vehicle("d4")];
  park.next = () => "https://evil.example/";
  await due(syncEveryMs);
  expect(plates()).toEqual(["a1"]);
  expect(state().problem).toContain("points to another server");
  expect(server.requests).toHaveLength(2);
});

it("does not hammer with a refused token, and honours a longer wait that ParkPow asks for", async () => {
  const { syncs, due, state, clock, server, park, log } = await syncing();
  park.token = "another one";
  await syncs.apply();
  await due(0);
  expect(state().problem).toContain("refused the token");
  clock.forward(syncEveryMs - 1);
  expect(server.requests).toHaveLength(1);
  server.failing.status(429, { "retry-after": "1800" });
  await due(1);
  clock.forward(30 * minute - 1);
  expect(server.requests).toHaveLength(2);
  await due(1);
  expect(log.lines.join()).not.toContain(token);
});

it("says when the stored token cannot be read here, and asks nobody", async () => {
  const { syncs, due, state, server, made, list } = await syncing();
  made.lists = [list({}, { token: "foreign" })];
  await syncs.apply();
  await due(0);
  expect(state().problem).toBe("The stored token cannot be read on this machine or account. Enter it again.");
  expect(server.requests).toEqual([]);
});

it("asks again at once when the tag or token changed, and not when the name did", async () => {
  const { syncs, due, made, list, server, park, plates, clock } = await syncing([vehicle("a1")]);
  await syncs.apply();
  await due(0);
  made.lists = [list({ name: "Tenants" })];
  await syncs.apply();
  clock.forward(minute);
  expect(server.requests).toHaveLength(1);
  park.token = "newer";
  made.lists = [list({ name: "Tenants" }, { token: "sealed:newer" })];
  park.vehicles = [vehicle("b2")];
  await syncs.apply();
  await due(0);
  expect(plates()).toEqual(["b2"]);
});

it("waits at a start for what is left of the 20 minutes since the last good sync", async () => {
  const dataDir = temporaryFolder();
  const { syncs, store, clock, server, due } = await syncing([vehicle("a1")], { dataDir });
  await store.lists.putSyncState("residents", { syncedAt: clock.now() - 5 * minute, failingSince: null, problem: null });
  await syncs.apply();
  clock.forward(15 * minute - 1);
  expect(server.requests).toEqual([]);
  await due(1);
  await store.lists.putSyncState("residents", { syncedAt: clock.now() + 900 * minute, failingSince: null, problem: null });
  expect(server.requests).toHaveLength(1);
});

it("asks at a start at once when the clock says that the last sync is still to come", async () => {
  const { syncs, store, clock, due, plates } = await syncing([vehicle("a1")]);
  await store.lists.putSyncState("residents", { syncedAt: clock.now() + 900 * minute, failingSince: null, problem: null });
  await syncs.apply();
  await due(0);
  expect(plates()).toEqual(["a1"]);
});

it("asks when the operator does, once for two that ask together, and resolves also when it fails", async () => {
  const { syncs, server, state, plates, clock } = await syncing([vehicle("a1")]);
  await syncs.apply();
  await Promise.all([syncs.syncNow("residents"), syncs.syncNow("residents"), syncs.syncNow("unknown")]);
  expect(server.requests).toHaveLength(1);
  expect(plates()).toEqual(["a1"]);
  server.failing.reset();
  await syncs.syncNow("residents");
  expect(state().failingSince).toBe(clock.now());
});

it("fills nothing any more once the list is gone or everything stops, though ParkPow was asked already", async () => {
  const { syncs, server, made, plates, state, clock } = await syncing([vehicle("a1")]);
  await syncs.apply();
  server.failing.neverAnswer();
  const arrived = server.arrived();
  clock.forward(0);
  await arrived;
  made.lists = [];
  await syncs.apply();
  server.failing.recover();
  clock.forward(100 * minute);
  expect(plates()).toEqual([]);
  expect(state()).toEqual({ syncedAt: null, failingSince: null, problem: null });
  expect(server.requests).toHaveLength(1);
});
