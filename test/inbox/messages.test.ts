import { describe, expect, it } from "vitest";
import { StoreUnavailableError } from "../../src/main/store/store.ts";
import { phrase } from "../../src/shared/phrases/phrase.ts";
import { startInbox, stateOf, until } from "./inbox-under-test.ts";
import { putMessage } from "./message.ts";

describe("messages that cannot be understood", () => {
  it.each([
    ["no JSON at all", "hello", "is no JSON"],
    ["JSON of somebody else", '{"Records":[]}', "is not of the format plate-courier-webhook"],
    ["our format, damaged", '{"format":"plate-courier-webhook","version":1}', "is damaged (id:"],
  ])("quarantines %s with its text, and then deletes it", async (_what, body, reason) => {
    const { aws, inbox, events } = await startInbox();
    aws.queue.add(body);
    inbox.start();
    expect(await until(() => aws.queue.deleted.length === 1)).toBe(true);
    expect(events[0]).toMatchObject({ kind: "quarantined", source: "Cloud", reads: [], images: [] });
    expect(events[0]?.reason).toContain(reason);
    expect(events[0]?.body.toString()).toBe(body);
  });

  it("never reads or deletes objects that are not the message's own", async () => {
    const { aws, inbox, events } = await startInbox();
    const victim = putMessage(aws, "victim");
    aws.queue.messages.length = 0;
    putMessage(aws, "thief", { images: [{ part: "upload", filename: "", key: victim.key, size: 1 }] });
    putMessage(aws, "thief", { images: [{ part: "upload", filename: "", key: "secrets/keys.txt", size: 1 }] });
    inbox.start();
    expect(await until(() => aws.queue.deleted.length === 2)).toBe(true);
    expect(events.map((event) => event.kind)).toEqual(["quarantined", "quarantined"]);
    expect(aws.bucket.objects.has(victim.key)).toBe(true);
    expect(aws.bucket.calls).toEqual([]);
  });

  it("does not follow a message to another bucket than the one that is set", async () => {
    const { aws, inbox, events } = await startInbox();
    putMessage(aws, "other1", { bucket: "somebody-elses" });
    inbox.start();
    expect(await until(() => aws.queue.deleted.length === 1)).toBe(true);
    expect(events[0]?.images[0]?.unreadable).toBe("it is no longer on S3");
    expect(aws.bucket.calls).toEqual([]);
  });

  it("leaves a message of a newer format on the queue, says so, and takes the others", async () => {
    const { aws, inbox, events } = await startInbox();
    const { message, key } = putMessage(aws, "newer1", { version: 2 });
    putMessage(aws, "today1");
    inbox.start();
    expect(await until(() => aws.queue.deleted.length === 1 && stateOf(inbox) === "receiving")).toBe(true);
    expect(events.map((event) => event.reads[0]?.plate)).toEqual(["today1"]);
    expect(aws.queue.messages).toEqual([message]);
    expect(message.hiddenUntil).toBeGreaterThan(Date.now() + 3_500_000);
    expect(aws.bucket.objects.has(key)).toBe(true);
    expect(inbox.status().sentence).toBe(
      "Receiving. 1 webhook since the start. 1 message stays on the queue: the Lambda writes version 2 of the message format, which this Plate Courier does not know yet. Update Plate Courier.",
    );
  });
});

describe("objects that are gone", () => {
  it("stores the read without its picture, and says why there is none", async () => {
    const { aws, inbox, events } = await startInbox();
    aws.bucket.objects.delete(putMessage(aws, "gone1").key);
    inbox.start();
    expect(await until(() => aws.queue.deleted.length === 1)).toBe(true);
    expect(events[0]).toMatchObject({
      reads: [{ plate: "gone1" }],
      images: [{ role: "scene", part: "upload", unreadable: "it is no longer on S3" }],
    });
  });

  it("quarantines a message whose JSON is gone, with the message itself as the body", async () => {
    const { aws, inbox, events } = await startInbox();
    const { id, message, sent } = putMessage(aws, "gone2");
    message.body = JSON.stringify({ ...sent, body: { key: `webhooks/2026-11-23/${id}/webhook.json`, size: 5 } });
    inbox.start();
    expect(await until(() => aws.queue.deleted.length === 1)).toBe(true);
    expect(events[0]).toMatchObject({ kind: "quarantined", images: [{ part: "upload" }] });
    expect(events[0]?.reason).toContain("its JSON is no longer on S3");
    expect(events[0]?.body.toString()).toContain(id);
  });

  it("does not fetch an object that is larger than a webhook may be", async () => {
    const { aws, inbox, events } = await startInbox();
    const { key } = putMessage(aws, "huge1");
    aws.bucket.objects.set(key, { bytes: Buffer.alloc(1_000_001), contentType: "image/jpeg" });
    inbox.start();
    expect(await until(() => aws.queue.deleted.length === 1)).toBe(true);
    expect(events[0]?.images[0]?.bytes).toHaveLength(0);
  });
});

describe("webhooks that cannot be stored", () => {
  it("keeps the message while the store cannot store, and takes it once it can", async () => {
    let full = true;
    const { aws, inbox, clock, events } = await startInbox({
      beforeAccept() {
        if (full) throw new StoreUnavailableError(phrase("storage.full", { folder: "D:" }));
      },
    });
    const { message, key } = putMessage(aws, "full1");
    inbox.start();
    expect(await until(() => stateOf(inbox) === "waiting")).toBe(true);
    expect(inbox.status().sentence).toContain("The disk that holds D: is full.");
    expect(aws.queue.messages).toEqual([message]);
    expect(message.hiddenUntil).toBeLessThanOrEqual(Date.now());
    expect(aws.bucket.objects.has(key)).toBe(true);
    full = false;
    await clock.advance(10_000);
    expect(await until(() => aws.queue.deleted.length === 1 && stateOf(inbox) === "receiving")).toBe(true);
    expect(events).toHaveLength(1);
  });

  it("asks for nothing while the store is known not to work", async () => {
    let trouble: string | null = "The disk is full.";
    const { aws, inbox, clock } = await startInbox({ storeTrouble: () => trouble });
    const { message } = putMessage(aws, "full2");
    inbox.start();
    await clock.advance(3_600_000);
    expect(stateOf(inbox)).toBe("waiting");
    expect(message.received).toBe(0);
    trouble = null;
    await clock.advance(600_000);
    expect(await until(() => aws.queue.deleted.length === 1)).toBe(true);
  });

  it("sets a message aside that only we fail on, and takes the others", async () => {
    const { aws, inbox, events, logged } = await startInbox({
      beforeAccept(event) {
        if (event.reads[0]?.plate === "bug1") throw new TypeError("our own bug");
      },
    });
    const { message } = putMessage(aws, "bug1");
    for (let index = 0; index < 20; index += 1) putMessage(aws, `good${index}`);
    inbox.start();
    expect(await until(() => aws.queue.deleted.length === 20 && stateOf(inbox) === "receiving")).toBe(true);
    expect(events).toHaveLength(20);
    expect(aws.queue.messages).toEqual([message]);
    expect(message.received).toBe(1);
    expect(inbox.status().sentence).toContain("1 message stays on the queue: Plate Courier failed on it.");
    expect(logged.join("\n")).toContain("our own bug");
  });
});
