import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { drawScene } from "../../src/main/images/sample-scene.ts";
import { postWebhook } from "../../src/main/send/post-webhook.ts";
import type { LiveMessage } from "../../src/shared/feed.ts";
import { sampleRecognition } from "../../src/shared/sample-recognition.ts";
import { type CoreUnderTest, eventually, startCore, startDestination } from "./core-under-test.ts";

const secret = "Token planted-secret-4711";
let under: CoreUnderTest;
let destination: Awaited<ReturnType<typeof startDestination>>;
beforeEach(async () => {
  under = await startCore();
  destination = await startDestination();
});
afterEach(async () => {
  await under.remove();
  await destination.close();
});

const draft = (settings: Record<string, unknown> = {}) => ({
  id: null,
  name: "Front desk",
  forwarder: "webhook",
  enabled: true,
  settings: { url: destination.url, authorization: secret, ...settings },
  cameras: {},
  rules: {},
});

async function post(plate: string) {
  const { jpeg, plateBox, vehicleBox } = await drawScene({ plate, seed: 1 });
  const recognition = sampleRecognition({ plate, camera: "gate", timestamp: new Date(), plateBox, vehicleBox });
  return postWebhook({ url: under.receiverUrl(), token: "inbound-token", recognition, image: jpeg });
}

describe("the whole core", () => {
  it("receives a webhook, shows it live, delivers it with its own secret and never the inbound token", async () => {
    await under.core.console.saveDestination(draft());
    const stop = new AbortController();
    const heard: LiveMessage[] = [];
    const listening = (async () => {
      for await (const message of under.core.console.live(stop.signal)) heard.push(message);
    })();
    const answer = await post("core123");
    expect(answer.status).toBe(200);
    const delivered = await eventually(() =>
      under.core.console.feed({ limit: 10 }).find((feed) => feed.chips[0]?.status === "delivered"),
    );
    expect(delivered?.reads[0]?.plate).toBe("core123");
    expect(destination.bodies).toHaveLength(1);
    expect(destination.headers[0]?.authorization).toBe(secret);
    expect(JSON.stringify(destination.headers)).not.toContain("inbound-token");
    expect(destination.bodies[0]).not.toContain("inbound-token");
    expect(
      await eventually(() => heard.some((message) => message.type === "delivery" && message.chip.status === "delivered")),
    ).toBe(true);
    expect(heard.some((message) => message.type === "event" && message.feed.reads[0]?.plate === "core123")).toBe(true);
    stop.abort();
    await listening;
    expect(under.core.console.ledger()).toMatchObject([{ accepted: 1, balanced: true, counts: { delivered: 1 } }]);
    expect(under.core.status()).toMatchObject({
      today: { events: 1, reads: 1 },
      destinations: [{ state: "ok", deliveredToday: 1 }],
    });
  });

  it("serves scene, thumbnail and plate crop by id", async () => {
    await post("pic42");
    const feed = under.core.console.feed({ limit: 1 })[0];
    const scene = feed?.event.images[0];
    const image = await under.core.image({ kind: "image", id: scene?.id ?? 0 });
    const thumb = await under.core.image({ kind: "thumb", id: scene?.id ?? 0 });
    const plate = await under.core.image({ kind: "plate", id: feed?.reads[0]?.id ?? 0 });
    expect(image?.contentType).toBe("image/jpeg");
    expect(thumb?.bytes.length).toBeLessThan(image?.bytes.length ?? 0);
    expect(plate?.bytes.subarray(0, 2).toString("hex")).toBe("ffd8");
    expect(await under.core.image({ kind: "thumb", id: 999 })).toBeNull();
  });

  it("pauses a destination that refuses the token, loses nothing, and goes on once the settings were mended", async () => {
    destination.answer.status = 401;
    const saved = await under.core.console.saveDestination(draft());
    await post("pause1");
    const paused = await eventually(() => under.core.status().destinations.find(({ state }) => state === "paused"));
    expect(paused).toMatchObject({ waiting: 1, failed: 0, pausedByOperator: false });
    expect(under.core.status().attention[0]).toMatchObject({ level: "error", key: `destination:${saved.id}` });
    await under.restart();
    expect(under.core.status().destinations[0]?.state).toBe("paused");
    destination.answer.status = 200;
    await under.core.console.saveDestination({
      ...draft({ authorization: "Token another-planted-secret" }),
      id: saved.id,
    });
    expect(await eventually(() => under.core.status().destinations[0]?.deliveredToday === 1)).toBe(true);
    expect(destination.headers.at(-1)?.authorization).toBe("Token another-planted-secret");
  });

  it("keeps a secret that the console sends back as a mark, and shows it to nobody", async () => {
    const saved = await under.core.console.saveDestination(draft({ headers: { "X-Site": "planted-header-value" } }));
    expect(saved.settings).toMatchObject({ authorization: { set: true }, headers: { "X-Site": { set: true } } });
    await under.core.console.saveDestination({ ...draft(saved.settings), id: saved.id, name: "Renamed" });
    const shown = JSON.stringify([await under.core.console.destinations(), under.core.status(), under.core.console.settings()]);
    expect(shown).not.toContain("planted");
    await post("mark1");
    await eventually(() => destination.headers.length === 1);
    expect(destination.headers[0]).toMatchObject({ authorization: secret, "x-site": "planted-header-value" });
    for (const name of await readdir(under.dataDir)) {
      const content = await readFile(join(under.dataDir, name)).catch(() => Buffer.alloc(0));
      expect(content.includes("planted"), `${name} holds no secret in plain text`).toBe(false);
    }
  });

  it("names the field of a setting that is not valid", async () => {
    await expect(under.core.console.saveDestination(draft({ url: "frontdesk" }))).rejects.toMatchObject({
      field: "settings.url",
    });
    expect(await under.core.console.destinations()).toEqual([]);
  });

  it("sends a test plate through its own socket, also when a token is required", async () => {
    const { sources: _, ...receiver } = under.settings.get().receiver;
    await under.core.console.saveReceiver({ ...receiver, requireToken: true });
    const { plate } = await under.core.console.sendTestPlate();
    const feed = await eventually(() => under.core.console.feed({ limit: 1 })[0]);
    expect(feed?.reads[0]?.plate).toBe(plate.toLowerCase());
    expect(feed?.event.source).toBe("Test plate");
    expect((await postWebhook({ url: under.receiverUrl(), recognition: {}, image: null })).status).toBe(401);
    await expect.poll(() => under.core.status().receiver.refusals).toMatchObject([{ count: 1 }]);
  });

  it("cancels what waits when a destination is deleted, and the ledger of the others stays balanced", async () => {
    destination.answer.status = 503;
    const saved = await under.core.console.saveDestination(draft());
    await post("gone1");
    await eventually(() => under.core.status().destinations[0]?.state === "retrying");
    expect(await under.core.console.deleteDestination(saved.id)).toEqual({ cancelled: 1 });
    expect(under.core.console.feed({ limit: 1 })[0]?.chips[0]).toMatchObject({ status: "cancelled" });
    expect(under.core.status().destinations).toEqual([]);
  });
});

describe("a destination paused for its settings", () => {
  it("goes on at the next start when the settings were mended while Plate Courier was stopped", async () => {
    destination.answer.status = 401;
    await under.core.console.saveDestination(draft());
    await post("file1");
    await eventually(() => under.core.status().destinations[0]?.state === "paused");
    destination.answer.status = 200;
    await under.restart(() => {
      const current = under.settings.get();
      const [known] = current.destinations;
      if (known) under.settings.set({ ...current, destinations: [{ ...known, secrets: {} }] });
    });
    expect(await eventually(() => under.core.status().destinations[0]?.deliveredToday === 1)).toBe(true);
  });

  it("holds all deliveries while they are paused, over a restart too, and goes on receiving", async () => {
    await under.core.console.saveDestination(draft());
    await under.core.console.pauseDeliveries(null);
    expect((await post("held123")).status).toBe(200);
    await under.restart();
    const { deliveriesPaused, destinations, today, ledgerBalanced, attention } = under.core.status();
    expect(deliveriesPaused).toMatchObject({ until: null });
    expect(destinations[0]).toMatchObject({ waiting: 1, nextAttemptAt: null });
    expect(destinations[0]?.sentence).toBe("All deliveries are paused. 1 delivery is waiting, none is lost.");
    expect({ reads: today.reads, ledgerBalanced, attention }).toEqual({ reads: 1, ledgerBalanced: true, attention: [] });
    expect(destination.bodies).toHaveLength(0);
    await under.core.console.resumeDeliveries();
    expect(await eventually(() => destination.bodies.length === 1)).toBe(true);
    expect(under.core.status().deliveriesPaused).toBeNull();
  });
});
