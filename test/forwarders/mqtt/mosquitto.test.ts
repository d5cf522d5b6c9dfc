/** MQTT against a real Mosquitto. Skipped where none is installed; `npm test` installs it where it can, and says so where it cannot. */
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { installedMosquitto } from "../../../scripts/mosquitto.mjs";
import { openConnection } from "../../../src/main/forwarders/mqtt/connection.ts";
import { newClientId } from "../../../src/main/forwarders/mqtt/link.ts";
import { mqttDestination } from "./destination.ts";
import { account, type Mosquitto, startMosquitto } from "./mosquitto.ts";

const program = installedMosquitto();

describe.skipIf(program === null)("a real Mosquitto", () => {
  let broker: Mosquitto;
  const endings: (() => Promise<unknown>)[] = [];
  beforeAll(async () => {
    if (program) broker = await startMosquitto(program);
  });
  afterAll(() => broker?.close());
  afterEach(async () => {
    for (const end of endings.splice(0).reverse()) await end();
  });

  const destination = (entered: Record<string, unknown> = {}) =>
    mqttDestination(endings, { url: broker.urls.tcp, ...account, ...entered });

  it.each(["tcp", "tls", "webSocket"] as const)("passes reads on to who is subscribed (%s)", async (how) => {
    const heard = await broker.subscribe();
    const topic = `plate-courier/${how}/{{ camera }}`;
    const pin = how === "tls" ? { certificateSha256: broker.fingerprint } : {};
    const { deliver, check } = destination({ url: broker.urls[how], topic, ...pin });
    expect(await check()).toMatch(/took user and password \(MQTT 5\)/);
    for (const qos of [0, 1, 2]) {
      const other = destination({ url: broker.urls[how], topic, qos, ...pin });
      await other.deliver({ plate: `qos${qos}` });
    }
    await deliver();
    const plates = () =>
      heard.filter(({ topic }) => topic.endsWith("/gate-1")).map(({ topic, payload }) => `${topic} ${JSON.parse(payload).plate}`);
    const at = `plate-courier/${how}/gate-1`;
    await vi.waitFor(() => expect(plates()).toEqual([`${at} qos0`, `${at} qos1`, `${at} qos2`, `${at} abc1234`]));
  });

  it("is told nothing over TLS while its certificate is not pinned", async () => {
    const { deliver } = destination({ url: broker.urls.tls });
    await expect(deliver()).rejects.toMatchObject({ kind: "misconfigured", certificate: { sha256: broker.fingerprint } });
  });

  it("refuses a wrong password, and a topic that the access list does not have", async () => {
    await expect(destination({ password: "wrong" }).deliver()).rejects.toMatchObject({
      kind: "unauthorized",
      message: expect.stringMatching(/\(MQTT code 13[45]\)/),
    });
    const elsewhere = destination({ topic: "private/{{ camera }}" });
    await expect(elsewhere.deliver()).rejects.toMatchObject({ kind: "unauthorized" });
  });

  it("says when a read is larger than it takes", async () => {
    const { deliver } = destination();
    await expect(deliver({ make: "x".repeat(3000) })).rejects.toMatchObject({
      kind: "rejected",
      message: expect.stringContaining("no more than 2000 bytes"),
    });
  });

  it("keeps state and discovery for who comes later, and hears the goodbye", async () => {
    const topic = "plate-courier/state/{{ camera }}";
    const { deliver, listen } = destination({ topic, homeAssistantDiscovery: true, retain: true });
    const ear = await listen();
    await deliver();
    const heard = await broker.subscribe();
    await vi.waitFor(() =>
      expect(heard.filter(({ topic }) => topic.includes("/state/")).map(({ topic, retain }) => [topic, retain])).toEqual([
        ["plate-courier/state/status", true],
        ["plate-courier/state/gate-1", true],
      ]),
    );
    const config = heard.find(({ topic }) => topic.startsWith("homeassistant/device/"));
    expect(JSON.parse(config?.payload ?? "").state_topic).toBe("plate-courier/state/gate-1");
    ear.stop();
    await ear.done;
    await vi.waitFor(() => expect(heard.at(-1)).toMatchObject({ topic: "plate-courier/state/status", payload: "offline" }));
  });

  it("publishes the last will when the connection breaks off", async () => {
    const heard = await broker.subscribe();
    const will = { topic: "plate-courier/will/status", payload: "offline", qos: 1, retain: true } as const;
    const connection = await openConnection({
      ...{ settings: { url: broker.urls.tcp, ...account, certificateSha256: "" }, clientId: newClientId(), will },
      ...{ connectMs: 5000, signal: new AbortController().signal },
    });
    connection.drop();
    await vi.waitFor(() => expect(heard).toContainEqual({ topic: will.topic, payload: "offline", retain: false }));
  });

  it("is found again after it was killed, and is told once more that Plate Courier is there", async () => {
    const { deliver, listen } = destination({ topic: "plate-courier/again/{{ camera }}" });
    const ear = await listen();
    await deliver();
    await broker.stop();
    await expect(ear.done).rejects.toMatchObject({ kind: "unreachable" });
    await expect(deliver()).rejects.toMatchObject({
      kind: "unreachable",
      message: expect.stringContaining("refused the connection"),
    });
    await broker.start();
    const heard = await broker.subscribe();
    await deliver();
    await vi.waitFor(() =>
      expect(heard.map(({ topic }) => topic)).toEqual(["plate-courier/again/status", "plate-courier/again/gate-1"]),
    );
  });
});
