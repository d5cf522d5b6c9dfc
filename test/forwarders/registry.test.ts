import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { forwarderOf, forwarderSchema, forwarders, secretKeys } from "../../src/main/forwarders/index.ts";
import { homeAssistantToken, startHomeAssistant } from "../simulators/home-assistant.ts";
import { simulators } from "../simulators/index.ts";
import { startOpeneye, startSalient, startZatpark } from "../simulators/json-vendors.ts";
import { nxCamera, startNxWitness } from "../simulators/nx-witness.ts";
import { startParkPow } from "../simulators/parkpow.ts";
import { startSoap } from "../simulators/soap.ts";
import type { StrictServer } from "../simulators/strict-server.ts";
import { startSynology, synologyToken } from "../simulators/synology.ts";
import { startWebhookReceiver } from "../simulators/webhook-receiver.ts";
import { describeConformance, type Subject } from "./conformance.ts";
import { inMqtt5, inMqtt311, mqttSubject } from "./mqtt/subject.ts";

async function webhookSubject(payload: string): Promise<Subject> {
  const receiver = await startWebhookReceiver();
  const secrets = ["planted-authorization", "planted-header", "planted-query-token"];
  let seen = 0;
  const fresh = () => receiver.requests.slice(seen);
  return {
    settings: () => ({
      url: `${receiver.url}?token=planted-query-token`,
      payload,
      authorization: "Token planted-authorization",
      headers: { "X-Api-Key": "planted-header" },
    }),
    secrets,
    failing: {
      status: (status, headers = {}, body = "") => receiver.behave({ kind: "answer", status, headers, body }),
      neverAnswer: () => receiver.behave({ kind: "never-answer" }),
      reset: () => receiver.behave({ kind: "reset" }),
      resetMidBody: () => receiver.behave({ kind: "reset-mid-body" }),
      recover: () => receiver.behave({ kind: "answer" }),
    },
    taken: () => {
      const count = fresh().filter((request) => !request.refused).length;
      seen = receiver.requests.length;
      return count;
    },
    refusals: () => fresh().flatMap((request) => request.refused ?? []),
    arrived: () => receiver.nextRequest(),
    close: () => receiver.close(),
  };
}

const failingOf = ({ failing, taken, refusals, arrived, close }: StrictServer) => ({ failing, taken, refusals, arrived, close });
const guid = "0b1f9a52-7d44-4a5e-9c1e-1f2a3b4c5d6e";

async function synologySubject(): Promise<Subject> {
  const simulator = await startSynology();
  return { ...failingOf(simulator), settings: () => ({ url: simulator.url() }), secrets: [synologyToken] };
}

async function nxSubject(): Promise<Subject> {
  const account = { username: "lpr", password: "planted-nx-word" };
  const simulator = await startNxWitness(account);
  const settings = { url: simulator.origin, ...account, api: "v3" };
  return { ...failingOf(simulator), settings: () => settings, secrets: [account.password, "vms-planted"], camera: nxCamera };
}

async function salientSubject(): Promise<Subject> {
  const account = { username: "lpr", password: "planted-salient-password" };
  const simulator = await startSalient(account);
  const settings = { url: simulator.origin, ...account, deviceGuid: guid };
  const encoded = Buffer.from("lpr:planted-salient-password").toString("base64");
  return { ...failingOf(simulator), settings: () => settings, secrets: [account.password, encoded] };
}

async function openeyeSubject(): Promise<Subject> {
  const keys = { aki: "key-id", aks: "planted-openeye-secret" };
  const simulator = await startOpeneye(keys);
  return { ...failingOf(simulator), settings: () => ({ url: `${simulator.origin}/event`, ...keys }), secrets: [keys.aks] };
}

async function soapSubject(version: "1.1" | "1.2"): Promise<Subject> {
  const account = { user: "lpr", serviceKey: "planted <soap> & key" };
  const simulator = await startSoap({ ...account, form: { versions: [version] } });
  return {
    ...failingOf(simulator),
    failing: simulator.failingCalls,
    failingCheck: simulator.failing,
    settings: () => ({ wsdlUrl: simulator.wsdlUrl, ...account }),
    secrets: [account.serviceKey, "planted &lt;soap&gt; &amp; key"],
  };
}

async function homeAssistantSubject(): Promise<Subject> {
  const simulator = await startHomeAssistant();
  const settings = { url: simulator.origin, accessToken: homeAssistantToken, notify: ["mobile_app_pixel_8"] };
  return { ...failingOf(simulator), settings: () => settings, secrets: [homeAssistantToken] };
}

async function parkpowSubject(): Promise<Subject> {
  const token = "planted-parkpow-token";
  const simulator = await startParkPow({ token });
  return { ...failingOf(simulator), settings: () => ({ url: simulator.origin, token }), secrets: [token] };
}

async function zatparkSubject(): Promise<Subject> {
  const simulator = await startZatpark();
  return { ...failingOf(simulator), settings: () => ({ url: `${simulator.origin}/decodes` }), secrets: [] };
}

/** How each kind of destination is tried; several ways where settings change what it does. */
const subjects: Record<string, (() => Promise<Subject>)[]> = {
  synology: [synologySubject],
  "nx-witness": [nxSubject],
  salient: [salientSubject],
  openeye: [openeyeSubject],
  soap: (["1.1", "1.2"] as const).map((version) => () => soapSubject(version)),
  "home-assistant": [homeAssistantSubject],
  // Below, since it does not answer as HTTP does.
  mqtt: [],
  parkpow: [parkpowSubject],
  zatpark: [zatparkSubject],
  webhook: ["as-received", "crop-plate", "annotate-plate", "json"].map((payload) => () => webhookSubject(payload)),
};

/** Released keys: never renamed, never taken away. */
const promised: Record<string, string[]> = {
  synology: ["url", "text1", "text2", "text3", "timeFormat", "lenient"],
  "nx-witness": ["url", "username", "password", "durationMs", "name", "description", "tags", "api", "genericEvent"],
  salient: ["url", "username", "password", "deviceGuid", "maxAgeS"],
  openeye: ["url", "aki", "aks"],
  soap: ["wsdlUrl", "user", "serviceKey", "endpoint", "operation", "imageLimitKb"],
  "home-assistant": ["url", "accessToken", "notify", "event", "logbook", "imageUrlBase", "imageFolder", "askName"],
  mqtt: ["url", "username", "password", "topic", "qos", "retain", "homeAssistantDiscovery"],
  parkpow: ["url", "token"],
  zatpark: ["url"],
  webhook: ["url", "payload", "authorization", "headers", "hidePlate"],
};

let visited = 0;
for (const forwarder of forwarders) {
  if (subjects[forwarder.type]) visited += 1;
  for (const start of subjects[forwarder.type] ?? []) describeConformance(forwarder, start);
}
describeConformance(forwarderOf("mqtt"), () => mqttSubject({}), inMqtt5);
describeConformance(forwarderOf("mqtt"), () => mqttSubject({}, { qos: 2, retain: true, homeAssistantDiscovery: true }), inMqtt5);
describeConformance(forwarderOf("mqtt"), () => mqttSubject({ overWebSocket: true }), inMqtt5);
describeConformance(forwarderOf("mqtt"), () => mqttSubject({ version: "3.1.1" }), inMqtt311);

describe("the list of forwarders", () => {
  it("was visited whole: every one has a simulator", () => {
    expect(visited).toBe(forwarders.length);
    expect(visited).toBe(Object.keys(subjects).length);
    expect(visited).toBe(10);
  });

  it("has a simulator for each that can be run by hand", () => {
    const byHand = simulators.map(({ type }) => type);
    const missing = forwarders.map(({ type }) => type).filter((type) => !byHand.includes(type));
    expect(missing, "export a Simulator (test/simulators/simulator.ts) and add it to test/simulators/index.ts").toEqual([]);
    for (const type of byHand) expect(() => forwarderOf(type)).not.toThrow();
  });

  it("has types that are kebab-case and each there once", () => {
    const types = forwarders.map((forwarder) => forwarder.type);
    expect(new Set(types).size).toBe(types.length);
    for (const type of types) expect(type).toMatch(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/);
  });

  it("names the nearest for a misspelt one, and all of them", () => {
    expect(() => forwarderOf("webhok")).toThrow(
      'There is no forwarder "webhok". Did you mean "webhook"? There are: synology, nx-witness, salient, openeye, soap, home-assistant, mqtt, parkpow, zatpark, webhook.',
    );
    expect(() => forwarderOf("nonsense-entirely")).toThrow(/^There is no forwarder "nonsense-entirely"\. There are: synology, /);
    expect(forwarderOf("webhook").type).toBe("webhook");
  });

  it("pins certificates everywhere, and nowhere offers not to verify them", () => {
    for (const { type, settings } of forwarders) {
      const keys = Object.keys(settings.shape);
      expect(keys, type).toEqual(expect.arrayContaining(["certificateSha256", "timeoutS"]));
      expect(
        keys.filter((key) => /insecure|verify|ignore|rejectUnauthorized|allowSelf/i.test(key)),
        type,
      ).toEqual([]);
    }
  });

  it.each(Object.entries(promised))("keeps the settings of %s that settings files rely on", (type, keys) => {
    expect(Object.keys(forwarderOf(type).settings.shape)).toEqual(expect.arrayContaining(keys));
    expect(Object.keys(promised)).toEqual(forwarders.map((forwarder) => forwarder.type));
  });

  it("has a page for each that tells every setting, what is seen there, and what to do about its failures", () => {
    for (const { type, settings } of forwarders) {
      const page = readFileSync(new URL(`../../docs/destinations/${type}.md`, import.meta.url), "utf8");
      const missing = Object.keys(settings.shape).filter((key) => !page.includes(`\`${key}\``));
      expect(missing, `docs/destinations/${type}.md`).toEqual([]);
      expect(page).toMatch(/see there|arrives there|appear as visits/);
      expect(page).toMatch(/what to do|go wrong/);
    }
  });

  it("turns settings into a schema that marks what is secret and what must be entered", () => {
    const schema = forwarderSchema(forwarderOf("webhook"));
    expect(schema).toMatchObject({
      type: "object",
      required: ["url"],
      properties: {
        url: { type: "string", title: "URL" },
        payload: { enum: ["as-received", "crop-plate", "annotate-plate", "json"], default: "as-received" },
        authorization: { secret: true, type: "string" },
        headers: { secret: true, type: "object", additionalProperties: { type: "string" } },
        hidePlate: { type: "boolean", default: false },
        certificateSha256: { type: "string", default: "" },
        timeoutS: { type: "integer", default: 30, minimum: 1, maximum: 300 },
      },
    });
    expect(secretKeys(forwarderOf("webhook"))).toEqual(["authorization", "headers"]);
  });
});
