import { describe, expect, it } from "vitest";
import { startInbox, stateOf, until } from "./inbox-under-test.ts";
import { putMessage } from "./message.ts";

describe("an inbox that receives", () => {
  it("stores a webhook with its picture and its origin, and deletes message and picture after that", async () => {
    const { aws, inbox, events } = await startInbox();
    const { key, picture, json, sent } = putMessage(aws, "inbox1");
    inbox.start();
    expect(await until(() => aws.queue.deleted.length === 1 && aws.bucket.objects.size === 0)).toBe(true);
    expect(events).toHaveLength(1);
    expect(events[0]).toMatchObject({
      ...{ kind: "recognition", camera: "gate", source: "Cloud", remoteAddress: "203.0.113.9" },
      ...{ receivedAt: Date.parse(sent.receivedAt), contentType: "multipart/form-data; boundary=x" },
      headers: { cameraId: "cam-7" },
      reads: [{ plate: "inbox1" }],
      images: [{ role: "scene", part: "upload", filename: "a.jpg" }],
    });
    expect(events[0]?.body.toString()).toBe(json);
    expect(events[0]?.images[0]?.bytes).toEqual(picture);
    expect(aws.bucket.calls).toEqual([`GET ${key}`, `DELETE ${key}`]);
    expect(await until(() => stateOf(inbox) === "receiving")).toBe(true);
    expect(inbox.status()).toMatchObject({ received: 1, lastReceivedAt: Date.parse(sent.receivedAt) });
    expect(aws.refusals).toEqual([]);
  });

  it("asks with long polls of 20 seconds once it knows that the queue answers", async () => {
    const { aws, inbox } = await startInbox();
    inbox.start();
    expect(await until(() => aws.queue.longestWaitS === 20)).toBe(true);
    const asked = aws.queue.calls.length;
    putMessage(aws, "poll1");
    expect(await until(() => aws.queue.deleted.length === 1)).toBe(true);
    expect(asked).toBeLessThanOrEqual(2);
  });

  it("takes every one of a hundred messages once", async () => {
    const { aws, inbox, events } = await startInbox();
    for (let index = 0; index < 100; index += 1) putMessage(aws, `many${index}`);
    inbox.start();
    expect(await until(() => aws.queue.deleted.length === 100)).toBe(true);
    expect(new Set(events.map((event) => event.reads[0]?.plate)).size).toBe(100);
    expect(events).toHaveLength(100);
  });

  it("reads the JSON from S3 where it did not fit into the message", async () => {
    const { aws, inbox, events } = await startInbox();
    const { id, json, message, sent } = putMessage(aws, "large1");
    const key = `webhooks/2026-11-23/${id}/webhook.json`;
    aws.bucket.objects.set(key, { bytes: Buffer.from(json), contentType: "application/json" });
    message.body = JSON.stringify({ ...sent, body: { key, size: json.length } });
    inbox.start();
    expect(await until(() => aws.bucket.objects.size === 0)).toBe(true);
    expect(events[0]?.body.toString()).toBe(json);
  });

  it("keeps a name beyond Latin-1 in a sender's header as it is", async () => {
    const { aws, inbox, events } = await startInbox();
    putMessage(aws, "name1", { headers: { "camera-name": "Žižkov 東" } });
    putMessage(aws, "name2", { headers: { "camera-name": "Süd" } });
    inbox.start();
    expect(await until(() => events.length === 2)).toBe(true);
    expect(events.map((event) => event.headers.cameraName).sort()).toEqual(["Süd", "Žižkov 東"]);
  });

  it("does not take a Lambda's clock that is ahead for the future", async () => {
    const { aws, inbox, clock, events } = await startInbox();
    putMessage(aws, "ahead1", { receivedAt: new Date(Date.now() + 3_600_000).toISOString() });
    inbox.start();
    expect(await until(() => events.length === 1)).toBe(true);
    expect(events[0]?.receivedAt).toBe(clock.now());
  });
});

describe("messages that come twice", () => {
  it("stores a message once that the queue hands out again although it was deleted, its pictures gone", async () => {
    const { aws, inbox, events } = await startInbox();
    const { message } = putMessage(aws, "twice1");
    inbox.start();
    expect(await until(() => aws.bucket.objects.size === 0 && aws.queue.deleted.length === 1)).toBe(true);
    aws.queue.add(message.body);
    expect(await until(() => aws.queue.deleted.length === 2)).toBe(true);
    expect(events).toHaveLength(1);
  });

  it("hides what it works on again and again, so that slow pictures do not make it come twice", async () => {
    let go = () => {};
    const { aws, inbox, clock, events } = await startInbox({
      beforeAccept: () => new Promise<void>((resolve) => (go = resolve)),
    });
    const { message } = putMessage(aws, "slow1");
    inbox.start();
    expect(await until(() => message.received === 1 && aws.bucket.calls.length === 1)).toBe(true);
    message.hiddenUntil = 0;
    await clock.advance(41_000);
    expect(await until(() => message.hiddenUntil > Date.now() + 100_000)).toBe(true);
    go();
    expect(await until(() => aws.queue.deleted.length === 1)).toBe(true);
    expect(events).toHaveLength(1);
    expect(message.received).toBe(1);
  });
});
