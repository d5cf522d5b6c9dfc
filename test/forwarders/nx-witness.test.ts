import { afterEach, describe, expect, it } from "vitest";
import { DeliveryError, type ForwarderContext } from "../../src/main/forwarders/forwarder.ts";
import { createHttpClient } from "../../src/main/forwarders/kit/http.ts";
import { createKeeper } from "../../src/main/forwarders/kit/keeper.ts";
import { nxWitness } from "../../src/main/forwarders/nx-witness.ts";
import { type NxSimulator, nxCamera, startNxWitness } from "../simulators/nx-witness.ts";
import * as deliveries from "./deliveries.ts";
import { listsOf, noLists } from "./lists.ts";

const account = { username: "lpr", password: "secret-word" };
const endings: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

/** One destination: what it keeps lasts over all its deliveries. */
async function destination(options: Partial<Parameters<typeof startNxWitness>[0]> = {}, entered: object = {}, lists = noLists) {
  const nx: NxSimulator = await startNxWitness({ ...account, ...options });
  const http = createHttpClient({ timeoutMs: 10_000 });
  const keeper = createKeeper();
  endings.push(
    () => nx.close(),
    () => http.close(),
    () => keeper.close(),
  );
  const settings = nxWitness.settings.parse({ url: nx.origin, ...account, ...entered });
  const context = (camera = nxCamera): ForwarderContext<typeof settings> => ({
    ...{ settings, http, camera, lists, images: deliveries.oneVehicle().images, keep: keeper.keep },
    signal: new AbortController().signal,
    now: () => Date.now(),
  });
  const deliver = (camera?: string, plate = "abc1234") => {
    const { delivery } = deliveries.oneVehicle();
    const read = deliveries.sampleRead({ plate });
    return nxWitness.deliver({ ...delivery, reads: [read], read }, context(camera));
  };
  return { nx, context, deliver, close: () => keeper.close() };
}

async function failureOf(work: Promise<unknown>): Promise<DeliveryError> {
  const error = await work.catch((reason: unknown) => reason);
  if (error instanceof DeliveryError) return error;
  throw new Error(`expected a DeliveryError, got ${String(error)}`);
}

describe("a bookmark", () => {
  it("is the sample's: the plate in capitals, the time of the capture, five seconds, the tag Stream", async () => {
    const { nx, deliver } = await destination();
    await deliver(`{${nxCamera.toUpperCase()}}`);
    const bookmark = { name: "ABC1234", description: "", startTimeMs: 1_795_000_000_000, durationMs: 5000, tags: ["Stream"] };
    expect(nx.bookmarks).toEqual([{ camera: nxCamera, bookmark }]);
    expect(nx.refusals()).toEqual([]);
  });

  it("of a listed plate carries the list's name in capitals as tag and description", async () => {
    const { nx, deliver } = await destination({}, { list: "vip" }, listsOf({ Vip: [{ plate: "ABC 1234", name: "Boss" }] }));
    await deliver();
    await deliver(nxCamera, "xyz");
    expect(nx.bookmarks.map(({ bookmark: { tags, description } }) => [tags, description])).toEqual([
      [["VIP"], "VIP"],
      [["Stream"], ""],
    ]);
  });

  it("on a camera that the server does not have pauses this camera alone, and names it", async () => {
    const { nx, deliver } = await destination();
    const error = await failureOf(deliver("gate-1"));
    expect(error).toMatchObject({
      kind: "misconfigured",
      cameraOnly: true,
      message: expect.stringContaining("no camera gate-1"),
    });
    await deliver();
    expect(nx.bookmarks).toHaveLength(1);
  });

  it.each([
    ["v4", "deviceIds"],
    ["v2", "metadata"],
  ])("brings a generic event along where wanted (%s)", async (version, key) => {
    const { nx, deliver } = await destination({ versions: [version] }, { genericEvent: true });
    await deliver();
    expect(nx.genericEvents).toEqual([
      expect.objectContaining({ source: "Plate Courier", caption: "ABC1234", [key]: expect.anything() }),
    ]);
  });
});

describe("the session", () => {
  it("is one for a thousand reads, many of them at once", async () => {
    const { nx, deliver } = await destination();
    for (let round = 0; round < 10; round += 1) await Promise.all(Array.from({ length: 100 }, () => deliver()));
    expect(nx.bookmarks).toHaveLength(1000);
    expect(nx.logins()).toBe(1);
  });

  it("is renewed once when it dies in the middle", async () => {
    const { nx, deliver } = await destination();
    await deliver();
    nx.endSessions();
    await deliver();
    expect([nx.logins(), nx.bookmarks.length]).toEqual([2, 2]);
  });

  it("ends at the server when the destination closes", async () => {
    const { nx, deliver, close } = await destination();
    await deliver();
    expect(nx.open()).toBe(1);
    await close();
    expect(nx.open()).toBe(0);
  });

  it("is not asked for again with a wrong password, nor while the server locks us out", async () => {
    const wrong = await destination({ password: "another" }, { api: "v3" });
    expect((await failureOf(wrong.deliver())).kind).toBe("unauthorized");
    expect(wrong.nx.requests.length).toBeLessThanOrEqual(2);
    const locked = await destination({ locked: true });
    expect(await failureOf(locked.deliver())).toMatchObject({ kind: "busy", retryAfterMs: 600_000 });
  });

  it("is found on servers of any version, and a server without any is told", async () => {
    const old = await destination({ versions: ["v2"] });
    await old.deliver();
    expect(old.nx.bookmarks).toHaveLength(1);
    const none = await destination({ versions: [] });
    expect((await failureOf(none.deliver())).message).toContain("none of the REST versions");
  });
});

describe("the test", () => {
  it.each([true, false])("finds the cameras, makes no bookmark and leaves no session (braces %s)", async (braces) => {
    const { nx, context } = await destination({ braces });
    expect((await nxWitness.check(context(""))).message).toBe("Logged in and found 1 camera. No bookmark was made.");
    expect(await nxWitness.cameras?.(context(""))).toEqual([{ id: nxCamera, name: "Gate" }]);
    expect(nx.bookmarks).toEqual([]);
  });
});
