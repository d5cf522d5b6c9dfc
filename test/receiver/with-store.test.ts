import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { systemClock } from "../../src/main/clock.ts";
import { silentLog } from "../../src/main/log.ts";
import { openStore } from "../../src/main/store/open-store.ts";
import { sampleRecognition } from "../../src/shared/sample-recognition.ts";
import { exchange, multipart, multipartType, request, startReceiver } from "./harness.ts";

const dataDir = await mkdtemp(join(tmpdir(), "receiver-store-"));
const open = () => openStore({ dataDir, clock: systemClock, log: silentLog });
let store = await open();
const server = await startReceiver({ accept: (event) => store.events.accept(event, () => []) });
afterAll(async () => {
  await server.receiver.stop();
  await store.close();
  await rm(dataDir, { recursive: true, force: true });
});

const webhook = (plate: string) =>
  multipart([
    [
      'Content-Disposition: form-data; name="json"',
      JSON.stringify(sampleRecognition({ plate, camera: "gate", timestamp: new Date(0) })),
    ],
    ['Content-Disposition: form-data; name="upload"; filename="a.jpg"', Buffer.from("no real image")],
  ]);

describe("the receiver on the real store", () => {
  it("keeps a webhook byte for byte over a restart of the store, and knows it when it comes again", async () => {
    const first = await server.post(webhook("ab1"), multipartType);
    expect(first.body).toMatchObject({ status: "stored", reads: 1 });
    await store.close();
    store = await open();
    const id = Number(first.body.id);
    const kept = store.events.get(id);
    expect(kept?.reads).toMatchObject([{ plate: "ab1", camera: "gate", region: "us-ca" }]);
    const [image] = kept?.event.images ?? [];
    expect(image).toMatchObject({ role: "scene", unreadable: "it is no JPEG, PNG or WebP image" });
    expect((await store.images.bytes(image?.id ?? 0))?.toString()).toBe("no real image");
    expect((await server.post(webhook("ab1"), multipartType)).body).toEqual({ status: "duplicate", id });
  });

  it("keeps what it does not understand, with the reason", async () => {
    const { body } = await server.post("{", { "Content-Type": "application/json" });
    expect(body).toMatchObject({ status: "quarantined", reason: "the JSON ends in the middle at character 1" });
    expect(store.events.get(Number(body.id))?.event).toMatchObject({ kind: "quarantined", reason: body.reason });
    expect(store.events.body(Number(body.id))?.bytes.toString()).toBe("{");
  });

  it("keeps nothing of a multipart that breaks off", async () => {
    const before = store.events.newestId();
    expect(await exchange(server.port, [request(multipartType, webhook("ab2").subarray(0, -20))])).toMatch(/^HTTP\/1\.1 400 /);
    expect(store.events.newestId()).toBe(before);
  });
});
