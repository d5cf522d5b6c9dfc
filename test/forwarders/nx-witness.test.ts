import { afterEach, describe, expect, it } from "vitest";
import { DeliveryError, type ForwarderContext } from "../../src/main/forwarders/forwarder.ts";
import { createHttpClient } from "../../src/main/forwarders/kit/http.ts";
import { createKeeper } from "../../src/main/forwarders/kit/keeper.ts";
import { redirected } from "../../src/main/forwarders/kit/outcome.ts";
import { createNxServer } from "../../src/main/forwarders/nx-witness/server.ts";
import { nxWitness } from "../../src/main/forwarders/nx-witness.ts";
import { type NxSimulator, nxCamera, startNxWitness } from "../simulators/nx-witness.ts";
import * as deliveries from "./deliveries.ts";
import { listsOf, noLists } from "./lists.ts";
import { expectTold } from "./told.ts";

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
  const deliver = (camera?: string, plate = "abc1234", mayHaveArrived = false) => {
    const { delivery } = deliveries.oneVehicle();
    const read = deliveries.sampleRead({ plate });
    return nxWitness.deliver({ ...delivery, mayHaveArrived, reads: [read], read }, context(camera));
  };
  return { nx, context, deliver, close: () => keeper.close() };
}

async function failureOf(work: Promise<unknown>): Promise<DeliveryError> {
  const error = await work.catch((reason: unknown) => reason);
  if (!(error instanceof DeliveryError)) throw new Error(`expected a DeliveryError, got ${String(error)}`);
  expectTold(error.message);
  return error;
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

describe("a bookmark whose answer was lost", () => {
  it.each(["filtered", "ignored"] as const)("is found by the next attempt and not made twice (listing %s)", async (listing) => {
    const { nx, deliver } = await destination({ listing });
    await deliver(nxCamera, "xyz987");
    nx.failing.reset();
    expect((await failureOf(deliver())).kind).toBe("unreachable");
    nx.failing.recover();
    expect((await deliver(nxCamera, "abc1234", true)).summary).toMatch(/^An earlier attempt had made the bookmark already/);
    expect(nx.bookmarks.map(({ bookmark }) => bookmark.name)).toEqual(["XYZ987", "ABC1234"]);
    // Never made: another plate at the same moment.
    await deliver(nxCamera, "new1", true);
    expect(nx.bookmarks).toHaveLength(3);
  });

  it.each(["refused", "forbidden"] as const)("is made again where the server does not list bookmarks (%s)", async (listing) => {
    const { nx, deliver } = await destination({ listing });
    await deliver();
    await deliver(nxCamera, "abc1234", true);
    expect(nx.bookmarks).toHaveLength(2);
  });

  it("is not looked for by a first attempt, and an attempt that cannot look makes none", async () => {
    const { nx, deliver } = await destination();
    await deliver();
    expect(nx.requests.some(({ method, url }) => method === "GET" && url.pathname.endsWith("/bookmarks"))).toBe(false);
    nx.failing.status(503);
    expect((await failureOf(deliver(nxCamera, "abc1234", true))).kind).toBe("busy");
    expect(nx.requests.at(-1)?.method).toBe("GET");
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

describe("Nx's cloud relay", () => {
  it("is not followed to another address, and the sentence says what to enter instead", async () => {
    const server = createNxServer({
      settings: { url: "https://0a1b.relay.vmsproxy.com", username: "lpr", password: "secret-word", api: "v3" },
      http: {
        request: ({ url }) => {
          const answer = { status: 307, headers: { location: "https://relay-fr.vmsproxy.com/" }, text: "" };
          return Promise.reject(redirected(answer, new URL(url)));
        },
      },
      now: () => 0,
    });
    const error = await failureOf(server.cameras(new AbortController().signal));
    expect(error).toMatchObject({ kind: "misconfigured", message: expect.stringMatching(/cloud relay.*server's own address/) });
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
