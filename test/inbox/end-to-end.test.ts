import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { parseSettingsFile } from "../../src/main/settings/settings-file.ts";
import type { InboxDraft } from "../../src/shared/inbox.ts";
import { type CoreUnderTest, eventually, startCore, startDestination } from "../core/core-under-test.ts";
import { buildLambda, startLambda } from "../lambda/built-lambda.ts";
import { recorded } from "../lambda/handler-under-test.ts";
import { type FakeAws, startAws } from "../simulators/aws.ts";
import { putMessage } from "./message.ts";

let built: Awaited<ReturnType<typeof buildLambda>>;
beforeAll(async () => {
  built = await buildLambda();
}, 60_000);
afterAll(() => built.remove());

let aws: FakeAws;
let under: CoreUnderTest;
beforeEach(async () => {
  aws = await startAws();
  under = await startCore();
  onTestFinished(async () => {
    await under.remove();
    await aws.close();
  });
});

function draft(changes: Partial<InboxDraft> = {}): InboxDraft {
  return {
    ...{ id: null, name: "Cloud", enabled: true, queueUrl: aws.queueUrl, region: aws.region, bucket: aws.bucketName },
    ...{ sqsEndpoint: aws.url, s3Endpoint: aws.url, credentials: { kind: "keys", ...aws.key } },
    ...changes,
  };
}

const wrongKeys: InboxDraft["credentials"] = {
  ...{ kind: "keys", accessKeyId: "AKIAFAKEFAKEFAKEFAKE", secretAccessKey: "planted-wrong-secret" },
};
const newest = () => under.core.console.feed({ limit: 5 })[0];
const inboxStatus = () => under.core.status().inboxes[0];

describe("from the Lambda through the queue to a destination", () => {
  it("brings a webhook with its picture, byte for byte, and leaves nothing behind at AWS", async () => {
    const destination = await startDestination();
    const lambda = startLambda(built.unpacked, {
      ...{ AWS_REGION: aws.region, AWS_ACCESS_KEY_ID: aws.key.accessKeyId, AWS_SECRET_ACCESS_KEY: aws.key.secretAccessKey },
      ...{ AWS_ENDPOINT_URL: aws.url, QUEUE_URL: aws.queueUrl, BUCKET: aws.bucketName },
    });
    onTestFinished(async () => {
      await lambda.stop();
      await destination.close();
    });
    await under.core.console.saveDestination({
      ...{ id: null, name: "Front desk", forwarder: "webhook", enabled: true, cameras: {}, rules: {} },
      settings: { url: destination.url },
    });
    await under.core.console.saveInbox(draft());

    const answer = await lambda.invoke(recorded("http-api-multipart"));
    expect(answer).toMatchObject({ status: 200, body: { status: "queued", reads: 3 } });
    expect(await eventually(() => newest()?.chips.length && newest()?.chips.every((chip) => chip.status === "delivered"))).toBe(
      true,
    );
    const event = newest()?.event;
    expect(event).toMatchObject({
      ...{ kind: "recognition", source: "Cloud", remoteAddress: "203.0.113.24", camera: "camera-1" },
      headers: { cameraId: "gate", cameraName: "Žižkov gate" },
      images: [{ role: "scene", filename: "gate_2026-11-23_1403.jpg", unreadable: null }],
    });
    const sent = Buffer.from(String(recorded("http-api-multipart").body), "base64");
    const image = await under.core.image({ kind: "image", id: event?.images[0]?.id ?? 0 });
    expect(sent.includes(image?.bytes ?? "nothing")).toBe(true);
    expect(sent.includes(under.core.console.event(event?.id ?? 0)?.rawJson ?? "nothing")).toBe(true);
    expect(await eventually(() => aws.bucket.objects.size === 0 && aws.queue.messages.length === 0)).toBe(true);
    expect(under.core.status().today).toMatchObject({ events: 1, reads: 3 });
    expect(aws.refusals).toEqual([]);
  });
});

describe("an inbox of the core", () => {
  it("stores a webhook once although the process ended between storing and deleting", async () => {
    aws.fail({ kind: "reset", only: "DeleteMessage" });
    const { key } = putMessage(aws, "crash1");
    await under.core.console.saveInbox(draft());
    expect(await eventually(() => newest())).toBeTruthy();
    expect(await eventually(() => inboxStatus()?.state === "waiting")).toBe(true);
    expect(under.core.status().attention).toMatchObject([{ level: "warning", text: expect.stringContaining("Cloud: ") }]);
    expect(aws.bucket.objects.has(key)).toBe(true);
    await under.restart(() => {
      aws.fail(null);
      aws.queue.showAll();
    });
    expect(await eventually(() => aws.queue.deleted.length === 1 && aws.bucket.objects.size === 0)).toBe(true);
    expect(under.core.console.feed({ limit: 5 })).toHaveLength(1);
    expect(await eventually(() => under.core.status().attention.length === 0)).toBe(true);
  });

  it("counts what waited since yesterday as received yesterday", async () => {
    putMessage(aws, "old1", { receivedAt: new Date(Date.now() - 2 * 86_400_000).toISOString() });
    await under.core.console.saveInbox(draft());
    expect(await eventually(() => newest()?.reads[0]?.plate === "old1")).toBe(true);
    expect(under.core.status().today).toMatchObject({ events: 0, reads: 0 });
  });

  it("stops at a wrong key, tells the operator, and goes on when another is entered", async () => {
    putMessage(aws, "key1");
    const saved = await under.core.console.saveInbox(draft({ credentials: wrongKeys }));
    expect(await eventually(() => inboxStatus()?.state === "stopped")).toBe(true);
    expect(under.core.status().attention).toMatchObject([
      { level: "error", key: `inbox:${saved.id}`, text: expect.stringContaining("AWS does not accept the credentials") },
    ]);
    await under.core.console.saveInbox(draft({ id: saved.id }));
    expect(await eventually(() => newest()?.reads[0]?.plate === "key1")).toBe(true);
    expect(await eventually(() => inboxStatus()?.state === "receiving")).toBe(true);
    expect(under.core.status().attention).toEqual([]);
  });

  it("keeps a secret key as a ciphertext, shows a mark, and takes the mark for the stored one", async () => {
    const saved = await under.core.console.saveInbox(draft({ enabled: false }));
    expect(saved.credentials).toEqual({ kind: "keys", accessKeyId: aws.key.accessKeyId, secretAccessKey: { set: true } });
    const mark = { ...wrongKeys, accessKeyId: aws.key.accessKeyId, secretAccessKey: { set: true } } as const;
    await under.core.console.saveInbox(draft({ id: saved.id, credentials: mark, name: "Renamed" }));
    expect(await under.core.console.testInbox(draft({ id: saved.id, credentials: mark, name: "Renamed" }))).toMatchObject({
      ...{
        ok: true,
        message: `The queue answers. Nothing is waiting in it. The bucket ${aws.bucketName} answers too. Nothing was taken.`,
      },
    });
    const file = await readFile(join(under.dataDir, "settings.json"), "utf8");
    expect(file).not.toContain("planted");
    expect(JSON.stringify([await under.core.console.inboxes(), under.core.status()])).not.toContain("planted");
    await expect(under.core.console.saveInbox(draft({ name: "New", credentials: mark }))).rejects.toMatchObject({
      field: "credentials.secretAccessKey",
    });
    await expect(under.core.console.saveInbox(draft({ name: "renamed" }))).rejects.toMatchObject({ field: "name" });
  });

  it("says what a test found, and takes nothing from the queue", async () => {
    const { message } = putMessage(aws, "test1");
    const test = (changes: Partial<InboxDraft>) => under.core.console.testInbox(draft(changes));
    expect(await test({ bucket: "" })).toMatchObject({
      ok: true,
      message: expect.stringContaining("Messages waiting in it: about 1."),
    });
    expect(await test({ bucket: "mistyped" })).toMatchObject({ ok: false, message: expect.stringContaining("mistyped") });
    expect(await test({ credentials: wrongKeys })).toMatchObject({
      ok: false,
      message: expect.stringContaining("does not accept"),
    });
    expect(await test({ sqsEndpoint: "http://169.254.169.254/" })).toMatchObject({ ok: false });
    expect(message.received).toBe(0);
    expect(await under.core.console.inboxes()).toEqual([]);
  });

  it("goes on after a test that works, as far as the test was of the saved settings", async () => {
    aws.fail({ kind: "refuse", status: 403, code: "AccessDeniedException", only: "ReceiveMessage" });
    const saved = await under.core.console.saveInbox(draft());
    expect(await eventually(() => inboxStatus()?.state === "stopped")).toBe(true);
    aws.fail(null);
    const calls = aws.queue.calls.length;
    expect(await under.core.console.testInbox(draft({ id: saved.id }))).toMatchObject({ ok: true });
    expect(aws.queue.calls.slice(calls)).toEqual(["GetQueueAttributes"]);
    expect(inboxStatus()?.state).toBe("stopped");
    const credentials = { kind: "keys", accessKeyId: aws.key.accessKeyId, secretAccessKey: { set: true } } as const;
    expect(await under.core.console.testInbox(draft({ id: saved.id, credentials }))).toMatchObject({ ok: true });
    expect(await eventually(() => inboxStatus()?.state === "receiving")).toBe(true);
  });

  it("has ended its long poll when the core has stopped, and asks no more", async () => {
    await under.core.console.saveInbox(draft());
    expect(await eventually(() => aws.queue.longestWaitS === 20)).toBe(true);
    await under.core.stop();
    expect(await eventually(() => aws.queue.polls === 0)).toBe(true);
  });

  it("asks for nothing while it is switched off, nor after it was deleted", async () => {
    const saved = await under.core.console.saveInbox(draft({ enabled: false }));
    expect(inboxStatus()).toMatchObject({ state: "disabled" });
    await under.core.console.saveInbox(draft({ id: saved.id }));
    // The long poll is there: what is still on its way when it is broken off would be counted below.
    expect(await eventually(() => aws.queue.longestWaitS === 20 && aws.queue.polls === 1)).toBe(true);
    await under.core.console.deleteInbox(saved.id);
    expect(await eventually(() => aws.queue.polls === 0)).toBe(true);
    const asked = aws.requests();
    const { message } = putMessage(aws, "gone1");
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect([aws.requests(), message.received, under.core.status().inboxes]).toEqual([asked, 0, []]);
  });

  it("is imported from a settings file by name, its key sealed; the same file again changes nothing", async () => {
    const entry = { name: "Cloud", queueUrl: aws.queueUrl, region: aws.region, sqsEndpoint: aws.url, s3Endpoint: aws.url };
    const file = (changes: object) => parseSettingsFile(JSON.stringify({ inboxes: [{ ...entry, ...changes }] }), "settings.json");
    const keys = { credentials: { kind: "keys", ...aws.key } };
    putMessage(aws, "file1");
    expect(await under.core.importSettings(file(keys))).toEqual({ added: ["Cloud"], updated: [], unchanged: false });
    expect(await under.core.importSettings(file(keys))).toEqual({ added: [], updated: [], unchanged: true });
    expect(await under.core.importSettings(file({}))).toMatchObject({ unchanged: true });
    expect(await eventually(() => newest()?.reads[0]?.plate === "file1")).toBe(true);
    expect(JSON.stringify(under.settings.get())).not.toContain("planted");
    expect(await under.core.importSettings(file({ enabled: false }))).toMatchObject({ updated: ["Cloud"] });
    await expect(under.core.importSettings(file({ name: "Other" }))).rejects.toThrow("inboxes[0].credentials is missing");
    expect(() => file({ credentials: { kind: "keys", accessKeyId: "AKIA1234", secretAccessKey: "" } })).toThrow(
      "is not shown here",
    );
    expect(() => file({ queueURL: "x" })).toThrow("Did you mean queueUrl?");
  });
});
