import sharp from "sharp";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { DeliveryError, type ForwarderContext } from "../../src/main/forwarders/forwarder.ts";
import { createHttpClient, type DestinationHttpClient } from "../../src/main/forwarders/kit/http.ts";
import { createKeeper } from "../../src/main/forwarders/kit/keeper.ts";
import { webhook } from "../../src/main/forwarders/webhook.ts";
import { filesOf, type ReceivedRequest, startWebhookReceiver, type WebhookReceiver } from "../simulators/webhook-receiver.ts";
import * as deliveries from "./deliveries.ts";
import { noLists } from "./lists.ts";

let receiver: WebhookReceiver;
let http: DestinationHttpClient;
beforeEach(async () => {
  receiver = await startWebhookReceiver();
  http = createHttpClient({ timeoutMs: 10_000, userAgent: "PlateCourier/1.2.3" });
});
afterEach(async () => {
  await http.close();
  await receiver.close();
});

function contextFor(sample: deliveries.Sample, settings: Record<string, unknown> = {}): ForwarderContext<never> {
  return {
    settings: webhook.settings.parse({ url: receiver.url, ...settings }) as never,
    http,
    images: sample.images,
    camera: "gate-1",
    lists: noLists,
    keep: createKeeper().keep,
    signal: new AbortController().signal,
    now: () => Date.now(),
  };
}
async function deliver(sample: deliveries.Sample, settings?: Record<string, unknown>): Promise<ReceivedRequest> {
  const receipt = await webhook.deliver(sample.delivery, contextFor(sample, settings));
  expect(receipt.status).toBe(200);
  const request = receiver.requests.at(-1);
  if (!request) throw new Error("nothing arrived");
  expect(request.refused).toBeNull();
  return request;
}
const fileNames = (request: ReceivedRequest) => Object.keys(filesOf(request));
const sizeOf = async (bytes: Buffer | undefined) => {
  const { width, height } = await sharp(bytes ?? Buffer.alloc(0)).metadata();
  return [width, height];
};
async function colorAt(bytes: Buffer | undefined, left: number, top: number): Promise<number[]> {
  return [
    ...(await sharp(bytes ?? Buffer.alloc(0))
      .extract({ left, top, width: 1, height: 1 })
      .raw()
      .toBuffer()),
  ];
}

describe("as-received", () => {
  it("sends the JSON byte for byte and every picture under its part and file name", async () => {
    const sample = deliveries.oneVehicle();
    const request = await deliver(sample);
    expect(request.jsonText).toBe(sample.jsonText);
    expect(filesOf(request)).toEqual({
      upload: { name: "upload", filename: "gate-1_abc1234.jpg", contentType: "image/jpeg", bytes: deliveries.sceneJpeg },
      plate_img: { name: "plate_img", filename: "plate.jpg", contentType: "image/jpeg", bytes: deliveries.plateJpeg },
    });
  });

  it("sends what Stream sends where there is no picture: a form field, or JSON where it came as JSON", async () => {
    expect((await deliver(deliveries.noImage())).headers["content-type"]).toBe("application/x-www-form-urlencoded");
    expect((await deliver(deliveries.noImage("application/json; charset=utf-8"))).headers["content-type"]).toBe(
      "application/json",
    );
    const form = await deliver(deliveries.noImage("multipart/form-data; boundary=x"));
    expect(form.form?.files).toEqual([]);
    expect(form.jsonText).toBe(deliveries.noImage().jsonText);
  });

  it("passes on heartbeats and pictures that nobody can decode", async () => {
    expect((await deliver(deliveries.heartbeat())).json).toMatchObject({ hook: { event: "heartbeat" } });
    expect(fileNames(await deliver(deliveries.brokenImage()))).toEqual(["upload"]);
  });

  it("carries its headers, each once: credentials as they are, delivery id, agent", async () => {
    const request = await deliver(deliveries.oneVehicle(), {
      authorization: "Token outbound-secret",
      headers: { "X-Api-Key": "key-secret", "user-agent": "Mine/1" },
    });
    expect(request.headers).toMatchObject({
      authorization: "Token outbound-secret",
      "x-api-key": "key-secret",
      "idempotency-key": "inst-42",
      "user-agent": "Mine/1",
    });
    const names = request.headerNames.map((name) => name.toLowerCase());
    expect(new Set(names).size).toBe(names.length);
    expect((await deliver(deliveries.oneVehicle())).headers).toMatchObject({ "user-agent": "PlateCourier/1.2.3" });
  });

  it.each([
    { webhook_header: { Authorization: "Token inbound-secret", camera_id: "gate-1" } },
    { data: { webhook_header: { AUTHORIZATION: "Token inbound-secret" }, results: [] } },
  ])("never passes the inbound token on", async (more) => {
    const request = await deliver(deliveries.oneVehicle(more));
    expect(request.raw.toString("latin1")).not.toContain("inbound-secret");
    expect(JSON.stringify(request.json)).not.toMatch(/authorization/i);
  });

  it("never passes on an inbound token hidden behind a repeated key", async () => {
    const sample = deliveries.noImage();
    const twice = sample.jsonText.replace("{", '{"webhook_header":{"Authorization":"Token inbound-secret"},"webhook_header":{},');
    const request = await deliver({ ...sample, images: { ...sample.images, json: async () => twice } });
    expect(request.raw.toString()).not.toContain("inbound-secret");
  });
});

describe("crop-plate", () => {
  it("sends json, original_image and one cropped picture per vehicle, by position", async () => {
    const sample = deliveries.twoVehicles();
    const request = await deliver(sample, { payload: "crop-plate" });
    const files = filesOf(request);
    expect(request.jsonText).toBe(sample.jsonText);
    expect(Object.keys(files)).toEqual(["original_image", "cropped_image", "cropped_image_2"]);
    expect(files.original_image?.bytes.equals(deliveries.sceneJpeg)).toBe(true);
    expect(await sizeOf(files.cropped_image?.bytes)).toEqual([160, 42]);
    expect(await sizeOf(files.cropped_image_2?.bytes)).toEqual([80, 30]);
  });

  it("takes the vehicle where there is no plate, and the recogniser's own crop where there is no place", async () => {
    const vehicle = filesOf(await deliver(deliveries.noPlate(), { payload: "crop-plate" }));
    expect(await sizeOf(vehicle.cropped_image?.bytes)).toEqual([400, 320]);
    const sample = deliveries.oneVehicle();
    const placeless = { ...sample, delivery: { ...sample.delivery, reads: [deliveries.sampleRead({ plateBox: null })] } };
    const own = filesOf(await deliver(placeless, { payload: "crop-plate" }));
    expect(own.cropped_image?.bytes.equals(deliveries.plateJpeg)).toBe(true);
  });

  it("finds the plate in a picture that is the vehicle's crop", async () => {
    const sample = deliveries.vehicleMode();
    const crop = await sharp(deliveries.sceneJpeg).extract({ left: 430, top: 290, width: 400, height: 320 }).jpeg().toBuffer();
    const request = await deliver(
      { ...sample, images: { ...sample.images, bytes: async () => crop } },
      { payload: "crop-plate" },
    );
    const cropped = filesOf(request).cropped_image?.bytes;
    expect(await sizeOf(cropped)).toEqual([160, 42]);
    // The plate's face is light; any other place of this car is not.
    expect((await colorAt(cropped, 8, 8)).every((part) => part > 200)).toBe(true);
  });
});

describe("annotate-plate", () => {
  it("sends upload with every plate framed in red, and json", async () => {
    const sample = deliveries.twoVehicles();
    const request = await deliver(sample, { payload: "annotate-plate" });
    expect(fileNames(request)).toEqual(["upload"]);
    expect(request.jsonText).toBe(sample.jsonText);
    const { upload } = filesOf(request);
    expect(upload).toMatchObject({ filename: "upload.jpg", contentType: "image/jpeg" });
    for (const box of [deliveries.plateBox, deliveries.secondPlateBox]) {
      const [red = 0, green = 255] = await colorAt(upload?.bytes, box.xmin + 1, box.ymin + 1);
      expect(red > 200 && green < 60).toBe(true);
    }
  });
});

describe("json", () => {
  it("sends the JSON alone, byte for byte", async () => {
    const sample = deliveries.oneVehicle();
    const request = await deliver(sample, { payload: "json" });
    expect(request.headers["content-type"]).toBe("application/json");
    expect(request.raw.toString()).toBe(sample.jsonText);
  });
});

describe("hidden plates", () => {
  const spellings = /abc[\s-]?1234|a8c1234|xyz987/i;
  it.each(["as-received", "crop-plate", "annotate-plate", "json"])("appear nowhere in what is sent as %s", async (payload) => {
    for (const sample of [deliveries.oneVehicle(), deliveries.twoVehicles(), deliveries.vehicleMode()]) {
      const request = await deliver(sample, { payload, hidePlate: true });
      expect(request.raw.toString("latin1")).not.toMatch(spellings);
      expect(fileNames(request).filter((name) => /crop|plate/.test(name))).toEqual([]);
      for (const file of request.form?.files ?? []) {
        for (const { plateBox } of sample.delivery.reads) {
          if (!plateBox) continue;
          const color = await colorAt(file.bytes, (plateBox.xmin + plateBox.xmax) / 2, (plateBox.ymin + plateBox.ymax) / 2);
          expect(Math.max(...color)).toBeLessThan(20);
        }
      }
      expect(fileNames(request)).toEqual({ json: [], "crop-plate": ["original_image"] }[payload] ?? ["upload"]);
    }
  });

  it("leave the rest of the recognition as it was", async () => {
    const { json } = await deliver(deliveries.vehicleMode(), { payload: "json", hidePlate: true });
    expect(json).toMatchObject({
      hook: { event: "recognition" },
      data: {
        camera_id: "gate-1",
        timestamp: "2026-11-18T11:26:40Z",
        results: [
          { plate: null, vehicle: { type: "Sedan", props: { color: [{ value: "blue" }] } }, user_data: "seen hidden at gate" },
        ],
      },
    });
    const plateMode = await deliver(deliveries.oneVehicle(), { payload: "json", hidePlate: true });
    expect(plateMode.json).toMatchObject({
      data: { results: [{ plate: "", candidates: [], region: { code: "us-ca" }, box: deliveries.plateBox }] },
    });
  });

  it("take the picture along where it is not known where they are in it, and the receipt says so", async () => {
    const sample = deliveries.noBoxes();
    const receipt = await webhook.deliver(sample.delivery, contextFor(sample, { hidePlate: true }));
    expect(receipt.summary).toContain("without the picture");
    expect(receiver.requests[0]?.raw.toString("latin1")).not.toContain("JFIF");
  });
});

describe("nothing to send", () => {
  it.each([
    ["crop-plate", deliveries.heartbeat],
    ["annotate-plate", deliveries.heartbeat],
    ["crop-plate", deliveries.noImage],
    ["annotate-plate", deliveries.noImage],
    ["crop-plate", deliveries.brokenImage],
    ["annotate-plate", deliveries.brokenImage],
    ["crop-plate", deliveries.noBoxes],
  ] as const)("is told for %s of %o", async (payload, make) => {
    const sample = make();
    const attempt = webhook.deliver(sample.delivery, contextFor(sample, { payload }));
    await expect(attempt).rejects.toBeInstanceOf(DeliveryError);
    await expect(attempt).rejects.toMatchObject({ kind: "nothing-to-send" });
    expect(receiver.requests).toEqual([]);
  });

  it("needs the scene only where it is worked on", () => {
    const needs = (payload: string) => webhook.needs?.(webhook.settings.parse({ url: receiver.url, payload }));
    expect(["as-received", "json", "crop-plate", "annotate-plate"].map(needs)).toEqual([[], [], ["scene"], ["scene"]]);
  });
});

describe("the test", () => {
  it.each(["as-received", "crop-plate", "annotate-plate", "json"])(
    "posts a recognition marked as a test, as %s",
    async (payload) => {
      const sample = deliveries.oneVehicle();
      const { message } = await webhook.check(contextFor(sample, { payload }));
      expect(message).toContain("TEST123");
      expect(receiver.requests[0]?.refused).toBeNull();
      expect(receiver.requests[0]?.json).toMatchObject({
        hook: { event: "recognition" },
        data: { camera_id: "plate-courier-test", results: [{ plate: "test123" }] },
      });
    },
  );
});

describe("settings", () => {
  const issue = (settings: Record<string, unknown>) => {
    const parsed = webhook.settings.safeParse({ url: "http://127.0.0.1/", ...settings });
    return parsed.success ? null : { path: parsed.error.issues[0]?.path.join("."), message: parsed.error.issues[0]?.message };
  };
  it.each([
    [{ url: "" }, "url", "Enter a URL"],
    [{ url: "example.com/hook" }, "url", "no complete URL"],
    [{ url: "ftp://example.com" }, "url", "http:// or https://"],
    [{ url: "http://user:pass@example.com" }, "url", "Take user and password out"],
    [{ url: "http://example.com/#x" }, "url", "from # on"],
    [{ url: "http://169.254.169.254/" }, "url", "ever sent"],
    [{ certificateSha256: "AB:CD" }, "certificateSha256", "64 hexadecimal digits"],
    [{ headers: { Host: "a" } }, "headers.Host", "taken from the URL"],
    [{ headers: { "content-type": "a" } }, "headers.content-type", "describes the body"],
    [{ headers: { "Transfer-Encoding": "a" } }, "headers.Transfer-Encoding", "belongs to the connection"],
    [{ headers: { authorization: "a" } }, "headers.authorization", "setting of its own"],
    [{ headers: { "X-A": "1", "x-a": "2" } }, "headers.x-a", "twice"],
    [{ headers: { "bad name": "a" } }, "headers.bad name", "no header name"],
    [{ headers: { "X-A": "a\r\nX-B: b" } }, "headers.X-A", "one line"],
    [{ authorization: "a\nb" }, "authorization", "one line"],
  ])("%j are refused with what to do", (settings, path, words) => {
    expect(issue(settings)).toEqual({ path, message: expect.stringContaining(words) });
  });

  it("take a fingerprint in any common spelling", () => {
    const hex = "ab".repeat(32);
    const parse = (certificateSha256: string) =>
      webhook.settings.parse({ url: "http://a/", certificateSha256 }).certificateSha256;
    const normal = Array(32).fill("AB").join(":");
    expect(parse(hex)).toBe(normal);
    expect(parse(normal)).toBe(normal);
    expect(parse(`SHA256 Fingerprint=${normal}`)).toBe(normal);
    expect(parse("")).toBe("");
  });
});
