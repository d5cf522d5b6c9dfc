/** What goes out to Synology, Salient, OpenEye and Zatpark, field by field, and what their answers mean. */

import { afterEach, describe, expect, it } from "vitest";
import { DeliveryError, type Forwarder, type ForwarderContext } from "../../src/main/forwarders/forwarder.ts";
import { forwarderOf } from "../../src/main/forwarders/index.ts";
import { createHttpClient } from "../../src/main/forwarders/kit/http.ts";
import { createKeeper } from "../../src/main/forwarders/kit/keeper.ts";
import type { Receipt } from "../../src/shared/delivery.ts";
import { startOpeneye, startSalient, startZatpark } from "../simulators/json-vendors.ts";
import { startSynology } from "../simulators/synology.ts";
import * as deliveries from "./deliveries.ts";
import { noLists } from "./lists.ts";
import { expectTold } from "./told.ts";

const endings: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0)) await end();
});

async function open<Running extends { close(): Promise<void> }>(starting: Promise<Running>): Promise<Running> {
  const running = await starting;
  endings.push(() => running.close());
  return running;
}

function contextFor(
  forwarder: Forwarder,
  settings: object,
  { sample = deliveries.oneVehicle(), camera }: { sample?: deliveries.Sample; camera?: string } = {},
): ForwarderContext<Record<string, unknown>> {
  const http = createHttpClient({ timeoutMs: 10_000 });
  endings.push(() => http.close());
  return {
    settings: forwarder.settings.parse(settings),
    ...{ http, images: sample.images, camera: camera ?? sample.delivery.event.camera, lists: noLists, keep: createKeeper().keep },
    signal: new AbortController().signal,
    now: () => 1_795_000_001_000,
  };
}

async function deliverAll(type: string, settings: object, sample = deliveries.oneVehicle(), camera?: string): Promise<Receipt[]> {
  const forwarder = forwarderOf(type);
  const context = contextFor(forwarder, settings, camera === undefined ? { sample } : { sample, camera });
  const receipts: Receipt[] = [];
  for (const read of sample.delivery.reads)
    receipts.push(await forwarder.deliver({ ...sample.delivery, reads: [read], read }, context));
  return receipts;
}

async function failureOf(work: Promise<unknown>): Promise<DeliveryError> {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof DeliveryError)) throw new Error(`expected a DeliveryError, got ${String(error)}`);
  expectTold(error.message);
  return error;
}

describe("synology", () => {
  it.each(["short", "long"] as const)("fires the rule once per plate, in either form of the URL (%s)", async (form) => {
    const dsm = await open(startSynology());
    await deliverAll("synology", { url: dsm.url(form), text2: "{{ camera }}" }, deliveries.twoVehicles());
    expect(dsm.fired).toEqual([
      { time: "1795000000", text1: "abc1234", text2: "gate-1" },
      { time: "1795000000", text1: expect.not.stringMatching("abc1234"), text2: "gate-1" },
    ]);
    expect(dsm.refusals()).toEqual([]);
  });

  it("tells the time as the recogniser's local one where asked to", async () => {
    const dsm = await open(startSynology());
    await deliverAll("synology", { url: dsm.url(), timeFormat: "iso" });
    expect(dsm.fired).toEqual([{ time: "2026-11-18T12:26:40", text1: "abc1234" }]);
  });

  it.each([
    [100, "busy"],
    [101, "rejected"],
    [102, "misconfigured"],
    [105, "unauthorized"],
    [118, "busy"],
    [150, "unauthorized"],
    [400, "busy"],
    [402, "rejected"],
    [999, "rejected"],
  ])("takes code %i inside an HTTP 200 as %s", async (code, kind) => {
    const dsm = await open(startSynology());
    dsm.refuseWith(code);
    const error = await failureOf(deliverAll("synology", { url: dsm.url() }));
    expect(error.kind).toBe(kind);
    expect(error.message).toContain(`(Synology code ${code})`);
  });

  it("takes no web page for success, and an empty answer only where it is told to", async () => {
    const dsm = await open(startSynology());
    dsm.answerWith("<!DOCTYPE html><title>Login</title>");
    expect((await failureOf(deliverAll("synology", { url: dsm.url(), lenient: true }))).kind).toBe("misconfigured");
    dsm.answerWith("");
    expect((await failureOf(deliverAll("synology", { url: dsm.url() }))).kind).toBe("rejected");
    expect(await deliverAll("synology", { url: dsm.url(), lenient: true })).toHaveLength(1);
  });

  it("is tested without firing the rule", async () => {
    const dsm = await open(startSynology());
    const forwarder = forwarderOf("synology");
    const { message } = await forwarder.check(contextFor(forwarder, { url: dsm.url() }));
    expect(message).toContain("The rule was not fired");
    expect(dsm.fired).toEqual([]);
  });

  it.each([
    ["metadata.google.internal", /link-local or metadata address/],
    ["169.254.169.254", /link-local or metadata address/],
    ["[fe80::1]", /link-local or metadata address/],
  ])("refuses to send to %s, before saving", (host, reason) => {
    const { settings } = forwarderOf("webhook");
    expect(settings.safeParse({ url: `http://${host}/x` }).error?.issues[0]?.message).toMatch(reason);
  });

  it("refuses a URL without a token, and one that is none, in words", () => {
    const { settings } = forwarderOf("synology");
    expect(settings.safeParse({ url: "https://nas:5001/webapi/entry.cgi" }).error?.issues[0]?.message).toContain("no token");
    expect(settings.safeParse({ url: "nas" }).error?.issues[0]?.message).toContain("no complete URL");
  });
});

describe("salient", () => {
  const account = { username: "lpr", password: "secret-word" };
  const guid = "0b1f9a52-7d44-4a5e-9c1e-1f2a3b4c5d6e";

  it("puts the sample's event on the mapped camera, or on the one that stands in for it", async () => {
    const recorder = await open(startSalient(account));
    const mapped = "aaaaaaaa-7d44-4a5e-9c1e-1f2a3b4c5d6e";
    await deliverAll("salient", { url: `${recorder.origin}/`, ...account, deviceGuid: `{${guid}}` });
    await deliverAll("salient", { url: recorder.origin, ...account, deviceGuid: guid }, deliveries.oneVehicle(), mapped);
    const event = {
      entityType: 1,
      eventType: 58,
      eventDescription: "Plate Detection [abc1234]",
      user: "Platerecognizer(gate-1)",
    };
    expect(recorder.requests.map(({ method, url, text }) => [method, url.pathname, JSON.parse(text)])).toEqual([
      ["POST", "/v2.0/events", { events: [{ ...event, deviceGuid: guid }] }],
      ["POST", "/v2.0/events", { events: [{ ...event, deviceGuid: mapped }] }],
    ]);
  });

  it("takes what the header camera-id names for no mapping of the operator's", async () => {
    const recorder = await open(startSalient(account));
    const sample = deliveries.oneVehicle();
    const { event } = sample.delivery;
    const named = { ...sample.delivery, event: { ...event, headers: { ...event.headers, cameraId: "east 1" } } };
    const settings = { url: recorder.origin, ...account, deviceGuid: guid };
    await deliverAll("salient", settings, { ...sample, delivery: named }, "east 1");
    expect(JSON.parse(recorder.requests[0]?.text ?? "").events[0].deviceGuid).toBe(guid);
  });

  it("takes refused credentials for what they are, unlike the sample", async () => {
    const recorder = await open(startSalient(account));
    const wrong = { url: recorder.origin, ...account, password: "other", deviceGuid: guid };
    expect((await failureOf(deliverAll("salient", wrong))).kind).toBe("unauthorized");
  });

  it("says in its test what it could not find out", async () => {
    const forwarder = forwarderOf("salient");
    const silent = await open(startSalient({ ...account, listsEvents: false }));
    expect((await forwarder.check(contextFor(forwarder, { url: silent.origin, ...account }))).message).toContain(
      "shows with the first plate",
    );
    const telling = await open(startSalient(account));
    expect((await forwarder.check(contextFor(forwarder, { url: telling.origin, ...account }))).message).toContain(
      "took user and password",
    );
    expect(telling.requests.every(({ method }) => method === "GET")).toBe(true);
  });

  it("lets the settings decide how old an event may be", () => {
    const forwarder = forwarderOf("salient");
    expect(forwarder.freshness?.(forwarder.settings.parse({ url: "http://recorder:4502", maxAgeS: 60 }))).toEqual({
      actWithinMs: 60_000,
    });
  });
});

describe("openeye", () => {
  const keys = { aki: "id", aks: "secret-word" };

  it("reports microseconds in UTC, and ids that differ between the plates of one picture", async () => {
    const ows = await open(startOpeneye(keys));
    await deliverAll("openeye", { url: `${ows.origin}/event`, ...keys }, deliveries.twoVehicles(), "17");
    const sent = ows.requests.map(({ text }) => JSON.parse(text));
    expect(sent[0]).toEqual({
      requestDateMicros: 1_795_000_000_000_000,
      events: [
        {
          eventId: 1_795_000_000_000_000,
          eventDate: 1_795_000_000_000_000,
          eventType: "ANALYTIC_LICENSE_PLATE_DETECTED",
          attributes: {
            sourceObject: { type: "CAMERA", id: "17" },
            linkedObjects: [],
            props: [{ name: "licensePlate", value: "abc1234" }],
          },
        },
      ],
    });
    expect(sent[1].events[0].eventId).toBe(1_795_000_000_000_001);
    expect(ows.refusals()).toEqual([]);
  });

  it("knows the vendor's address", () => {
    expect(forwarderOf("openeye").settings.parse({})).toMatchObject({
      url: "https://ows.openeye.net/api/monitoring/integration/event",
    });
  });
});

describe("zatpark", () => {
  it("sends both pictures and the sender's own names", async () => {
    const service = await open(startZatpark());
    await deliverAll("zatpark", { url: `${service.origin}/decodes` });
    const { plate, overview, ...rest } = JSON.parse(service.requests[0]?.text ?? "").decodes[0];
    expect(Buffer.from(plate, "base64")).toEqual(deliveries.plateJpeg);
    expect(Buffer.from(overview, "base64")).toEqual(deliveries.sceneJpeg);
    expect(rest).toMatchObject({
      vrm: "ABC1234",
      MAC: "00:11:22:33:44:55",
      timeStamp: { Time: 1_795_000_000, LocalTime: 1_795_000_000 },
      confidence: 91,
      motion: "toward",
    });
  });

  it("cuts the confidence off as the sample does: 0.29 is 28", async () => {
    const service = await open(startZatpark());
    const sample = deliveries.oneVehicle();
    const read = deliveries.sampleRead({ score: 0.29 });
    await deliverAll("zatpark", { url: service.origin }, { ...sample, delivery: { ...sample.delivery, reads: [read] } });
    expect(JSON.parse(service.requests[0]?.text ?? "").decodes[0].confidence).toBe(28);
  });

  it("says what is missing where the camera's MAC address did not come along", async () => {
    const service = await open(startZatpark());
    const sample = deliveries.oneVehicle();
    const headers = { ...sample.delivery.event.headers, macAddress: null };
    const bare = { ...sample, delivery: { ...sample.delivery, event: { ...sample.delivery.event, headers } } };
    const error = await failureOf(deliverAll("zatpark", { url: service.origin }, bare));
    expect(error).toMatchObject({ kind: "rejected", message: expect.stringContaining("mac-address") });
    expect(service.requests).toEqual([]);
  });
});
