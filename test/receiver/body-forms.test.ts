import fc from "fast-check";
import sharp from "sharp";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { parseMultipart } from "../../src/main/receiver/multipart.ts";
import { sampleRecognition } from "../../src/shared/sample-recognition.ts";
import { boundary, multipart, multipartType, startReceiver } from "./harness.ts";

const json = JSON.stringify(sampleRecognition({ plate: "Zürich1", camera: "gate", timestamp: new Date(0) }));
const jpeg = await sharp({ create: { width: 64, height: 48, channels: 3, background: "red" } })
  .jpeg()
  .toBuffer();
const crop = await sharp({ create: { width: 20, height: 10, channels: 3, background: "blue" } })
  .png()
  .toBuffer();

const server = await startReceiver();
afterAll(() => server.receiver.stop());
beforeEach(() => {
  server.events.length = 0;
});

const jsonPart = 'Content-Disposition: form-data; name="json"';
const filePart = (name: string, filename: string, type = "image/jpeg") =>
  `Content-Disposition: form-data; name="${name}"; filename="${filename}"\r\nContent-Type: ${type}`;

describe("a multipart webhook", () => {
  const forms: Record<string, [string, string | Buffer][]> = {
    "json first": [
      [jsonPart, json],
      [filePart("upload", "a.jpg"), jpeg],
      [filePart("plate_img", "p.png"), crop],
    ],
    "json last": [
      [filePart("plate_img", "p.png"), crop],
      [filePart("upload", "a.jpg"), jpeg],
      [jsonPart, json],
    ],
    "json between": [
      [filePart("upload", "a.jpg"), jpeg],
      [jsonPart, json],
      [filePart("plate_img", "p.png"), crop],
    ],
    "json as a file": [
      [`${jsonPart}; filename="blob"\r\nContent-Type: application/json`, json],
      ...([
        [filePart("upload", "a.jpg"), jpeg],
        [filePart("plate_img", "p.png"), crop],
      ] as [string, Buffer][]),
    ],
    "json with its own charset": [
      [`${jsonPart}\r\nContent-Type: application/json; charset=utf-8`, json],
      ...([
        [filePart("upload", "a.jpg"), jpeg],
        [filePart("plate_img", "p.png"), crop],
      ] as [string, Buffer][]),
    ],
    "images without file names": [
      [jsonPart, json],
      ['Content-Disposition: form-data; name="upload"\r\nContent-Type: image/jpeg', jpeg],
      ['Content-Disposition: form-data; name="plate_img"', crop],
    ],
  };

  it.each(Object.entries(forms))("is read whole with %s", async (_name, parts) => {
    const { status, body } = await server.post(multipart(parts), multipartType);
    expect({ status, body }).toEqual({ status: 200, body: { status: "stored", id: 1, reads: 1 } });
    const [event] = server.events;
    expect(event?.body.toString()).toBe(json);
    expect(event?.reads[0]?.plate).toBe("zürich1");
    const images = Object.fromEntries((event?.images ?? []).map((image) => [image.role, image]));
    expect(Object.keys(images).sort()).toEqual(["plate", "scene"]);
    expect(images.scene?.bytes.equals(jpeg)).toBe(true);
    expect(images.plate?.bytes.equals(crop)).toBe(true);
    expect(images.scene).toMatchObject({ part: "upload", contentType: "image/jpeg", width: 64, height: 48, unreadable: null });
    expect(images.plate).toMatchObject({ part: "plate_img", contentType: "image/png", width: 20, height: 10, unreadable: null });
  });

  it("takes the first real image as the scene where no part is called upload", async () => {
    await server.post(
      multipart([
        [filePart("notes", "n.txt"), "no image"],
        [filePart("front", "f.jpg"), jpeg],
        [filePart("rear", "r.jpg"), crop],
        [jsonPart, json],
      ]),
      multipartType,
    );
    expect(server.events[0]?.images.map(({ part, role }) => [part, role])).toEqual([
      ["notes", "other"],
      ["front", "scene"],
      ["rear", "other"],
    ]);
  });

  it("keeps an image that is truncated, and its reads, and marks the image", async () => {
    const { body } = await server.post(
      multipart([
        [jsonPart, json],
        [filePart("upload", "a.jpg"), jpeg.subarray(0, 200)],
      ]),
      multipartType,
    );
    expect(body).toMatchObject({ status: "stored", reads: 1 });
    expect(server.events[0]?.images[0]).toMatchObject({ unreadable: "the file ends too early", role: "scene" });
    expect(server.events[0]?.images[0]?.bytes.length).toBe(200);
  });

  it("is quarantined with its images where it has no JSON", async () => {
    const whole = multipart([[filePart("upload", "a.jpg"), jpeg]]);
    const { status, body } = await server.post(whole, multipartType);
    expect({ status, body }).toMatchObject({
      status: 200,
      body: { status: "quarantined", reason: "the multipart body has no part named json" },
    });
    expect(server.events[0]).toMatchObject({ kind: "quarantined", camera: "", reads: [] });
    expect(server.events[0]?.images).toHaveLength(1);
    expect(server.events[0]?.body.equals(whole)).toBe(true);
  });

  it("is quarantined where it has two parts named json, so that none is lost silently", async () => {
    const { body } = await server.post(
      multipart([
        [jsonPart, json],
        [jsonPart, json],
      ]),
      multipartType,
    );
    expect(body).toMatchObject({ status: "quarantined", reason: "the multipart body has 2 parts named json" });
  });

  it("keeps the bytes of a JSON part that is no UTF-8 exactly as received", async () => {
    const latin1 = Buffer.from('{"data":{"camera_id":"Tür","results":[]}}', "latin1");
    await server.post(multipart([[jsonPart, latin1]]), multipartType);
    expect(server.events[0]?.body.equals(latin1)).toBe(true);
  });

  it("gives back any parts in any order, byte for byte", async () => {
    const text = fc.string({ unit: "binary", maxLength: 200 }).filter((value) => !value.includes(boundary));
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 3000 }).map((value) => Buffer.from(value)),
      // Near misses of the boundary, which is where such parsers go wrong.
      fc
        .array(fc.constantFrom("\r\n", "--", "\r\n--", boundary.slice(0, 3), "\r", "-", "\0"), { maxLength: 40 })
        .map((all) => Buffer.from(all.join(""))),
    );
    const name = fc.stringMatching(/^[a-z_]{1,20}$/);
    const field = fc.record({ name, filename: fc.constant(""), content: text.map((value) => Buffer.from(value)) });
    const file = fc.record({ name, filename: name.map((value) => `${value}.jpg`), content: bytes });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(field, file), { minLength: 1, maxLength: 8 }), async (parts) => {
        const body = multipart(
          parts.map((part) => [
            part.filename ? filePart(part.name, part.filename) : `Content-Disposition: form-data; name="${part.name}"`,
            part.content,
          ]),
        );
        const form = await parseMultipart(body, multipartType["Content-Type"], 1e6);
        const found =
          "parts" in form ? form.parts.map((part) => ({ name: part.name, filename: part.filename, content: part.bytes })) : form;
        expect(found).toEqual(parts);
      }),
      { numRuns: 300 },
    );
  });

  it("ends with parts or a fault, whatever the bytes are", async () => {
    const good = multipart([
      [jsonPart, json],
      [filePart("upload", "a.jpg"), jpeg],
    ]);
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: good.length }),
        fc.nat({ max: 40 }),
        fc.uint8Array({ maxLength: 40 }),
        async (at, cut, put) => {
          const form = await parseMultipart(
            Buffer.concat([good.subarray(0, at), put, good.subarray(at + cut)]),
            multipartType["Content-Type"],
            1e6,
          );
          expect("parts" in form || form.fault.length > 0).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe("a webhook without images", () => {
  it.each([
    "application/json",
    "application/json; charset=utf-8",
    "Application/JSON;charset=UTF-8",
    "application/vnd.plates+json",
  ])("is read as %s", async (type) => {
    expect((await server.post(json, { "Content-Type": type })).body).toEqual({ status: "stored", id: 1, reads: 1 });
    expect(server.events[0]?.body.toString()).toBe(json);
  });

  it("is read as the field json of a form", async () => {
    const { body } = await server.post(new URLSearchParams({ other: "1", json }));
    expect(body).toEqual({ status: "stored", id: 1, reads: 1 });
    expect(server.events[0]?.body.toString()).toBe(json);
  });

  it("is read where curl called plain JSON a form", async () => {
    const { body } = await server.post(json, { "Content-Type": "application/x-www-form-urlencoded" });
    expect(body).toMatchObject({ status: "stored" });
  });

  it("is read on any path", async () => {
    expect((await server.post(json, { "Content-Type": "application/json" }, "webhook/stream?x=%zz")).status).toBe(200);
  });

  it.each([
    ["application/json", json.slice(0, 500), "the JSON ends in the middle at character 500"],
    ["application/json", "", "the JSON is empty"],
    ["application/x-www-form-urlencoded", "a=1&b=2", "the form has no field named json"],
  ])("is quarantined with its bytes as %s %#", async (type, sent, reason) => {
    const { status, body } = await server.post(sent, { "Content-Type": type });
    expect({ status, body }).toEqual({ status: 200, body: { status: "quarantined", reason, id: 1 } });
    expect(server.events[0]).toMatchObject({ kind: "quarantined", reason });
    expect(server.events[0]?.body.toString()).toBe(sent);
  });

  it("of another kind than a recognition is stored as such", async () => {
    const beat = JSON.stringify({ hook: { event: "heartbeat", id: "gate" }, data: {} });
    const { body } = await server.post(beat, { "Content-Type": "application/json" });
    expect(body).toEqual({ status: "stored", id: 1, reads: 0 });
    expect(server.events[0]).toMatchObject({ kind: "other", hookEvent: "heartbeat", camera: "gate" });
  });
});

describe("what the sender's headers say", () => {
  it("is kept with the event, trimmed and bounded", async () => {
    const own = {
      "camera-id": " cam-7 ",
      "camera-name": Buffer.from("Süd").toString("latin1"),
      "mac-address": "00:11:22:33:44:55",
      "serial-number": "9".repeat(1000),
    };
    await server.post(json, { "Content-Type": "application/json", ...own });
    expect(server.events[0]).toMatchObject({
      camera: "gate",
      remoteAddress: "127.0.0.1",
      headers: { cameraId: "cam-7", cameraName: "Süd", macAddress: "00:11:22:33:44:55", serialNumber: "9".repeat(200) },
    });
  });

  it("names the camera where the JSON does not", async () => {
    const bare = JSON.stringify({ hook: { event: "recognition", id: "from-hook" }, data: { results: [] } });
    await server.post(bare, { "Content-Type": "application/json", "camera-id": "from-header" });
    await server.post(bare, { "Content-Type": "application/json" });
    expect(server.events.map((event) => event.camera)).toEqual(["from-header", "from-hook"]);
  });
});
