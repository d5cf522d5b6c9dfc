/** What goes out over MQTT, what others are told of the connection, and that nothing is said to a stranger. */

import { afterEach, describe, expect, it, vi } from "vitest";
import { DeliveryError } from "../../src/main/forwarders/forwarder.ts";
import { testCertificate } from "../simulators/certificates.ts";
import { type MqttOptions, startMqtt } from "../simulators/mqtt.ts";
import { listsOf } from "./lists.ts";
import { mqttDestination } from "./mqtt/destination.ts";
import { expectTold } from "./told.ts";

const account = { username: "lpr", password: "secret-word" };
const endings: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

async function destination(options: MqttOptions = {}, entered: Record<string, unknown> = {}, lists?: ReturnType<typeof listsOf>) {
  const broker = await startMqtt({ ...account, ...options });
  endings.push(broker.close);
  return { broker, ...mqttDestination(endings, { url: broker.url, ...account, ...entered }, lists) };
}

async function failureOf(work: Promise<unknown>): Promise<DeliveryError> {
  const error = await work.catch((reason: unknown) => reason);
  if (!(error instanceof DeliveryError)) throw new Error(`expected a DeliveryError, got ${String(error)}`);
  expect(error.message).not.toContain(account.password);
  expectTold(error.message);
  return error;
}

const both = ["5", "3.1.1"] as const;

describe("a read", () => {
  it.each(both)("is published as JSON on the camera's topic, and confirmed (MQTT %s)", async (version) => {
    const { broker, deliver } = await destination({ version }, {}, listsOf({ Staff: [{ plate: "ABC 1234", name: "Ida" }] }));
    expect((await deliver()).summary).toMatch(/^Published on plate-courier\/gate-1\/plate in \d+ ms$/);
    expect(broker.reads).toEqual([
      {
        ...{ topic: "plate-courier/gate-1/plate", qos: 1, retain: false, payload: expect.any(String) },
        read: {
          ...{ id: "inst-42", plate: "abc1234", camera: "gate-1", captured_at: "2026-11-18T11:06:40.000Z" },
          ...{ score: 0.91, region: "us-ca", vehicle_type: "Sedan", make: "Toyota", model: "Camry", color: "blue" },
          ...{ direction: 210, name: "Ida", list: "Staff", orientation: "Front", speed: null },
          ...{ camera_id: "gate-1", source: "stream" },
        },
      },
    ]);
    expect(broker.refusals()).toEqual([]);
  });

  it("takes quality of service, retain and topic from the settings", async () => {
    const topic = "site/{{ camera }}/{{ plate | upcase }}";
    const { broker, deliver } = await destination({}, { qos: 2, retain: true, topic });
    await deliver();
    expect(broker.reads).toMatchObject([{ topic: "site/gate-1/ABC1234", qos: 2, retain: true }]);
    expect([...broker.retained.keys()]).toEqual(["site/status", "site/gate-1/ABC1234"]);
  });

  it("cannot choose another topic by what stands on a plate or in a camera's name", async () => {
    const topic = "site/{{ camera }}/{{ plate }}/{{ make }}";
    const { broker, deliver } = await destination({}, { topic });
    await deliver({ plate: "+/#\n$x", make: null }, { camera: "../#" });
    expect(broker.reads).toMatchObject([{ topic: "site/..-/-$x/unknown", read: { plate: "+/#\n$x" } }]);
    const odd = await destination({}, { topic: "{{ plate }}/x" });
    await odd.deliver({ plate: "$SYS" });
    expect(odd.broker.reads[0]?.topic).toBe("-SYS/x");
    const raw = await destination({}, { topic: "a/{{ plate | raw }}" });
    expect((await failureOf(raw.deliver({ plate: "#" }))).kind).toBe("misconfigured");
  });

  it("without a plate is published too, and says so", async () => {
    const { broker, deliver } = await destination();
    await deliver({ plate: null, score: null });
    expect(broker.reads[0]?.read).toMatchObject({ plate: null, make: "Toyota" });
  });

  it("says where nobody heard it, and where nobody was asked to confirm it", async () => {
    const { broker, deliver } = await destination();
    broker.behave({ subscribed: false });
    expect((await deliver()).summary).toMatch(/; nobody is subscribed there$/);
    const unsure = await destination({}, { qos: 0 });
    expect((await unsure.deliver()).summary).toMatch(/; the broker was not asked to confirm it$/);
  });

  it("that may not be published is refused in MQTT 5, and lost in 3.1.1 where the broker says nothing", async () => {
    const { broker, deliver } = await destination();
    broker.behave({ forbidden: "plate-courier/gate", says: "not in the list" });
    const error = await failureOf(deliver());
    expect(error).toMatchObject({ kind: "unauthorized", message: expect.stringContaining("access list (MQTT code 135)") });
    expect(error.message).toMatch(/topic was plate-courier\/gate-1\/plate\. It said: “not in the list”/);
    const old = await destination({ version: "3.1.1" });
    old.broker.behave({ forbidden: "plate-courier/gate" });
    await old.deliver();
    expect(old.broker.reads).toEqual([]);
  });

  it("that is larger than the broker takes is refused before it is sent", async () => {
    const { broker, deliver } = await destination();
    broker.behave({ packetBytes: 300 });
    expect(await failureOf(deliver())).toMatchObject({
      kind: "rejected",
      message: expect.stringContaining("no more than 300 bytes"),
    });
  });
});

describe("the connection", () => {
  it("is one for a hundred reads, many of them at once", async () => {
    const { broker, deliver } = await destination();
    await Promise.all(Array.from({ length: 100 }, () => deliver()));
    expect([broker.logins(), broker.reads.length, broker.open()]).toEqual([1, 100, 1]);
  });

  it.each(both)("tells that it stands, and by its last will that it broke (MQTT %s)", async (version) => {
    const { broker, deliver } = await destination({ version });
    await deliver();
    expect(broker.retained.get("plate-courier/status")).toBe("online");
    broker.drop();
    await vi.waitFor(() => expect(broker.states).toEqual(["online", "offline"]));
    await deliver();
    expect(broker.states).toEqual(["online", "offline", "online"]);
    expect(broker.logins()).toBe(2);
  });

  it.each(both)("says goodbye at the end, so that no will has to (MQTT %s)", async (version) => {
    const { broker, deliver, close } = await destination({ version });
    await deliver();
    await close();
    expect(broker.states).toEqual(["online", "offline"]);
    await vi.waitFor(() => expect(broker.open()).toBe(0));
  });

  it("stands for as long as somebody listens, is told as lost, and is left before its successor speaks", async () => {
    const { broker, listen } = await destination();
    const first = await listen();
    expect(broker.states).toEqual(["online"]);
    broker.drop();
    await expect(first.done).rejects.toMatchObject({ kind: "unreachable" });
    const second = await listen();
    second.stop();
    await second.done;
    expect(broker.states).toEqual(["online", "offline", "online", "offline"]);
    await vi.waitFor(() => expect(broker.open()).toBe(0));
  });

  it("that is left while it is being made for a delivery says nothing that its successor would have to take back", async () => {
    const { broker, listenUntil, deliver, close } = await destination();
    const stop = new AbortController();
    broker.onLogin(() => stop.abort());
    await Promise.all([listenUntil(stop.signal), deliver()]);
    await close();
    expect([broker.reads.length, broker.states]).toEqual([1, []]);
  });

  it("is not asked for again with a wrong password by the listener and a delivery at once", async () => {
    const { broker, deliver, listen } = await destination({}, { password: "another" });
    const both = await Promise.all([failureOf(listen()), failureOf(deliver())]);
    expect(both.map(({ kind }) => kind)).toEqual(["unauthorized", "unauthorized"]);
    expect(broker.heard()).toBe(1);
  });

  it("does without a state where the broker keeps no retained messages", async () => {
    const { broker, deliver } = await destination();
    broker.behave({ retain: false });
    await deliver();
    expect([broker.reads.length, broker.states]).toEqual([1, []]);
  });

  it("is given up when a read is not confirmed in time, and made anew for the next attempt", async () => {
    const { broker, deliver } = await destination({}, { timeoutS: 1 });
    broker.behave({ instead: "silent" });
    expect(await failureOf(deliver())).toMatchObject({ kind: "unreachable", message: expect.stringContaining("within 1 s") });
    broker.behave({ instead: null });
    await deliver();
    expect([broker.logins(), broker.reads.length]).toEqual([2, 1]);
  });

  it("that ends between two messages of one delivery fails that delivery at once", async () => {
    const { broker, deliver } = await destination({}, { homeAssistantDiscovery: true });
    broker.onMessage(({ topic }) => {
      if (topic.startsWith("homeassistant/")) setImmediate(broker.drop);
    });
    broker.behave({ instead: "silent" });
    expect(await failureOf(deliver())).toMatchObject({ kind: "unreachable", message: expect.stringMatching(/closed|broke off/) });
  });

  it("is told what answers there instead of a broker", async () => {
    const closing = await destination();
    closing.broker.behave({ silentLogin: true });
    const silent = mqttDestination(endings, { url: closing.broker.url, timeoutS: 1 });
    expect((await failureOf(silent.deliver())).message).toMatch(/did not answer the login within 1 s/);
    const plain = await destination({ tls: await testCertificate() });
    const wrong = mqttDestination(endings, { url: plain.broker.url.replace("mqtts", "mqtt") });
    expect(await failureOf(wrong.deliver())).toMatchObject({ kind: "unreachable" });
    expect((await failureOf(mqttDestination(endings, { url: "mqtt://127.0.0.1:1" }).deliver())).message).toMatch(
      /^127\.0\.0\.1:1 refused the connection/,
    );
  });
});

describe.each([false, true])("an encrypted broker (over WebSocket: %s)", (overWebSocket) => {
  it("is told nothing before its certificate is known to be the pinned one", async () => {
    const [own, another] = await Promise.all([testCertificate(), testCertificate()]);
    const { broker, deliver } = await destination({ tls: own, overWebSocket });
    const distrusted = await failureOf(deliver());
    expect(distrusted).toMatchObject({ kind: "misconfigured", certificate: { sha256: own.sha256 } });
    const changed = mqttDestination(endings, { url: broker.url, ...account, certificateSha256: another.sha256 });
    const told = await failureOf(changed.deliver());
    expect(told.message).toMatch(/another certificate than the pinned one\. Nothing was sent/);
    expect(broker.heard()).toBe(0);
    const pinned = mqttDestination(endings, { url: broker.url, ...account, certificateSha256: own.sha256 });
    await pinned.deliver();
    expect(broker.reads).toHaveLength(1);
  });
});

describe("Home Assistant discovery", () => {
  it("describes each camera once per connection, retained, before its first read", async () => {
    const { broker, deliver } = await destination({}, { homeAssistantDiscovery: true });
    const seen: string[] = [];
    broker.onMessage(({ topic }) => seen.push(topic));
    for (const camera of ["gate-1", "gate-1", "yard"]) await deliver({}, { camera });
    const config = expect.stringMatching(/^homeassistant\/device\/plate_courier_[0-9a-f]{16}\/config$/);
    const [gate, yard] = ["plate-courier/gate-1/plate", "plate-courier/yard/plate"];
    expect(seen).toEqual(["plate-courier/status", config, gate, gate, config, yard]);
    expect(seen[1]).not.toBe(seen[4]);
    const told = JSON.parse(broker.retained.get(seen[1] ?? "") ?? "");
    const id = seen[1]?.split("/")[2];
    expect(told).toEqual({
      device: {
        ...{ identifiers: [id], name: "License plates gate-1" },
        ...{ manufacturer: "Plate Courier", model: "License plate camera" },
      },
      origin: { name: "Plate Courier" },
      components: {
        plate: {
          ...{ platform: "sensor", unique_id: `${id}_plate`, name: "Plate", icon: "mdi:car", force_update: true },
          ...{ value_template: "{{ value_json.plate }}", json_attributes_topic: gate },
        },
        name: {
          ...{ platform: "sensor", unique_id: `${id}_name`, name: "Name", icon: "mdi:card-account-details" },
          value_template: "{{ value_json.name }}",
        },
        seen: {
          ...{ platform: "sensor", unique_id: `${id}_seen`, name: "Seen", device_class: "timestamp" },
          value_template: "{{ value_json.captured_at }}",
        },
      },
      ...{ state_topic: gate, availability_topic: "plate-courier/status", qos: 1 },
    });
    expect(broker.refusals()).toEqual([]);
  });
});

describe("the test", () => {
  it.each(both)("logs in, publishes nothing and leaves nothing (MQTT %s)", async (version) => {
    const { broker, check } = await destination({ version }, { homeAssistantDiscovery: true });
    expect(await check()).toBe(
      `${new URL(broker.url).host} took user and password (MQTT ${version}). Nothing was published: whether it may be shows with the first read.`,
    );
    expect([broker.states, broker.reads, [...broker.retained]]).toEqual([[], [], []]);
    await vi.waitFor(() => expect(broker.open()).toBe(0));
  });

  it("says what the broker cannot do that the settings ask for", async () => {
    const { broker, check } = await destination({}, { retain: true });
    broker.behave({ retain: false });
    expect((await failureOf(check())).message).toMatch(/keeps no retained messages\. Switch Retain off/);
    broker.behave({ retain: true, maximumQos: 0 });
    expect((await failureOf(check())).message).toMatch(/no quality of service above 0/);
  });
});
