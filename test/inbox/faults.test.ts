import { writeFileSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { startInbox, stateOf, until } from "./inbox-under-test.ts";
import { putMessage } from "./message.ts";

afterEach(() => vi.unstubAllEnvs());

const hour = 3_600_000;

describe("an inbox that needs the operator", () => {
  it("stops after one request with a wrong secret key, asks nothing for hours, and goes on when it was mended and woken", async () => {
    let secretAccessKey = "wrong-planted-key";
    const { aws, inbox, clock, events, logged } = await startInbox({
      connection: () => ({ credentials: { kind: "keys", accessKeyId: "AKIAFAKEFAKEFAKEFAKE", secretAccessKey } }),
    });
    putMessage(aws, "wrong1");
    inbox.start();
    expect(await until(() => stateOf(inbox) === "stopped")).toBe(true);
    expect(inbox.status().sentence).toMatch(
      /^Stopped at \d\d:\d\d: AWS does not accept the credentials: they are mistyped, deleted or switched off\. Enter the access key again\. Nothing is lost: webhooks wait in the queue\.$/,
    );
    await clock.advance(12 * hour);
    expect(aws.requests()).toBe(1);
    secretAccessKey = aws.key.secretAccessKey;
    inbox.wake();
    expect(await until(() => events.length === 1 && stateOf(inbox) === "receiving")).toBe(true);
    expect(logged.join("\n")).not.toContain("planted");
  });

  it("stops where there is no such queue", async () => {
    const { inbox } = await startInbox({ connection: () => ({ queueUrl: "http://127.0.0.1/123456789012/mistyped" }) });
    inbox.start();
    expect(await until(() => stateOf(inbox) === "stopped")).toBe(true);
    expect(inbox.status().sentence).toContain("There is no such queue at this URL. Check the queue's URL and the region.");
  });

  it("stops at a signature for the wrong region", async () => {
    const { aws, inbox } = await startInbox({ connection: () => ({ region: "us-east-1" }) });
    inbox.start();
    expect(await until(() => stateOf(inbox) === "stopped")).toBe(true);
    expect(aws.refusals[0]).toContain("should be scoped to a valid region");
  });

  it.each([
    ["sqs", "AccessDeniedException", "AWS does not allow this user to receive from the queue. Allow sqs:ReceiveMessage"],
    [
      "s3",
      "AccessDenied",
      "AWS does not allow this user to read pictures from the bucket plate-courier-webhooks. Allow s3:GetObject",
    ],
  ] as const)("names the permission that is missing at %s, and gives the message back", async (only, code, sentence) => {
    const { aws, inbox } = await startInbox();
    const { message } = putMessage(aws, "denied1");
    aws.fail({ kind: "refuse", status: 403, code, only });
    inbox.start();
    expect(await until(() => stateOf(inbox) === "stopped")).toBe(true);
    expect(inbox.status().sentence).toContain(sentence);
    expect(aws.queue.messages).toEqual([message]);
    expect(message.hiddenUntil).toBeLessThanOrEqual(Date.now());
  });

  it("does not take a picture for gone that it only may not list", async () => {
    const { aws, inbox, events } = await startInbox();
    aws.bucket.objects.delete(putMessage(aws, "list1").key);
    aws.bucket.mayList = false;
    inbox.start();
    expect(await until(() => stateOf(inbox) === "stopped")).toBe(true);
    expect(inbox.status().sentence).toContain("s3:ListBucket");
    expect(events).toEqual([]);
  });

  it("finds a profile in the credentials file, and stops with its name where there is none", async () => {
    const { aws, inbox } = await startInbox({
      connection: () => ({ credentials: { kind: "profile", profile } }),
    });
    const file = join(await mkdtemp(join(tmpdir(), "plate-courier-aws-")), "credentials");
    const { accessKeyId, secretAccessKey } = aws.key;
    writeFileSync(file, `[plates]\naws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}\n`);
    vi.stubEnv("AWS_SHARED_CREDENTIALS_FILE", file);
    vi.stubEnv("AWS_CONFIG_FILE", `${file}-none`);
    vi.stubEnv("AWS_EC2_METADATA_DISABLED", "true");
    let profile = "mistyped";
    inbox.start();
    expect(await until(() => stateOf(inbox) === "stopped")).toBe(true);
    expect(inbox.status().sentence).toContain("There are no usable credentials in the profile mistyped.");
    expect(aws.requests()).toBe(0);
    profile = "plates";
    inbox.wake();
    expect(await until(() => stateOf(inbox) === "receiving")).toBe(true);
  });
});

describe("an inbox that waits", () => {
  it.each([
    ["the connection breaks off", { kind: "reset" } as const, "The connection to AWS broke off."],
    ["AWS is busy", { kind: "refuse", status: 503, code: "ServiceUnavailable" } as const, "AWS is busy"],
  ])("waits longer and longer while %s, and receives by itself afterwards", async (_what, failure, sentence) => {
    const { aws, inbox, clock } = await startInbox();
    aws.fail(failure);
    inbox.start();
    const gaps: number[] = [];
    for (let round = 0; round < 6; round += 1) {
      expect(await until(() => stateOf(inbox) === "waiting" && clock.planned === 1)).toBe(true);
      const before = aws.requests();
      let waited = 0;
      while (aws.requests() === before && waited < hour) {
        await clock.advance(1_000);
        waited += 1_000;
        if (clock.planned === 0) await until(() => aws.requests() > before);
      }
      gaps.push(waited / 1000);
    }
    expect(inbox.status().sentence).toContain(sentence);
    expect(inbox.status().sentence).toContain("It is tried again by itself.");
    const [first = 0, second = 0, third = 0, , fifth = 0, sixth = 0] = gaps;
    expect(first).toBeLessThanOrEqual(6);
    expect(second).toBeGreaterThan(first);
    expect(third).toBeGreaterThan(second);
    for (const gap of [fifth, sixth]) {
      expect(gap).toBeGreaterThanOrEqual(240);
      expect(gap).toBeLessThanOrEqual(361);
    }
    aws.fail(null);
    await clock.advance(400_000);
    expect(await until(() => stateOf(inbox) === "receiving")).toBe(true);
  });

  it("asks for one message at a time until it works again", async () => {
    const { aws, inbox, clock, events } = await startInbox();
    const messages = Array.from({ length: 8 }, (_, index) => putMessage(aws, `one${index}`).message);
    aws.fail({ kind: "refuse", status: 503, code: "SlowDown", only: "s3" });
    inbox.start();
    expect(await until(() => stateOf(inbox) === "waiting")).toBe(true);
    expect(messages.map((message) => message.received).reduce((sum, count) => sum + count)).toBe(1);
    aws.fail(null);
    await clock.advance(10_000);
    expect(await until(() => events.length === 8)).toBe(true);
  });
});

describe("stopping an inbox", () => {
  it("ends a long poll at once", async () => {
    const { aws, inbox, clock } = await startInbox();
    inbox.start();
    expect(await until(() => aws.queue.longestWaitS === 20)).toBe(true);
    await inbox.stop();
    expect(clock.planned).toBe(0);
  });

  it("finishes what is being stored, and deletes it", async () => {
    let go = () => {};
    const { aws, inbox, events } = await startInbox({ beforeAccept: () => new Promise<void>((resolve) => (go = resolve)) });
    putMessage(aws, "stop1");
    inbox.start();
    expect(await until(() => aws.bucket.calls.length === 1)).toBe(true);
    const stopped = inbox.stop();
    await new Promise((resolve) => setTimeout(resolve, 50));
    go();
    await stopped;
    expect(events).toHaveLength(1);
    expect(aws.queue.deleted).toHaveLength(1);
    expect(aws.bucket.objects.size).toBe(0);
  });

  it("gives back what S3 does not hand out within the time for stopping", async () => {
    const { aws, inbox, clock, events } = await startInbox();
    const { message } = putMessage(aws, "stop2");
    aws.fail({ kind: "never-answer", only: "s3" });
    inbox.start();
    expect(await until(() => message.received === 1)).toBe(true);
    await new Promise((resolve) => setTimeout(resolve, 50));
    const stopped = inbox.stop();
    await clock.advance(7_000);
    await stopped;
    expect(events).toEqual([]);
    expect(aws.queue.messages).toEqual([message]);
    expect(message.hiddenUntil).toBeLessThanOrEqual(Date.now());
  });
});
