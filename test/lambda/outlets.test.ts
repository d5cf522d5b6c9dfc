import { describe, expect, it, onTestFinished } from "vitest";
import { createForward } from "../../src/lambda/forward.ts";
import { createQueue, messageOf } from "../../src/lambda/queue.ts";
import { QueueMessage } from "../../src/shared/queue-message.ts";
import { startAws } from "../simulators/aws.ts";
import { filesOf, startWebhookReceiver } from "../simulators/webhook-receiver.ts";
import { changed, recorded, startHandler } from "./handler-under-test.ts";

describe("forwarding", () => {
  const start = async (token: string | null = "forward-token") => {
    const receiver = await startWebhookReceiver();
    onTestFinished(() => receiver.close());
    return { receiver, ...startHandler({ outlets: [createForward({ url: receiver.url, token })] }) };
  };

  it("posts the webhook byte for byte, with the sender's headers and our token", async () => {
    const { receiver, ask } = await start();
    const event = changed(recorded("http-api-multipart"), { headers: { authorization: "Token planted-inbound" } });
    expect(await ask(event)).toMatchObject({ status: 200, body: { status: "forwarded", reads: 3 } });
    const [request] = receiver.requests;
    expect(request?.refused).toBeNull();
    expect(request?.raw).toEqual(Buffer.from(String(event.body), "base64"));
    expect(request?.headers).toMatchObject({ authorization: "Token forward-token", "camera-id": "gate" });
    expect(Buffer.from(String(request?.headers["camera-name"]), "latin1").toString()).toBe("Žižkov gate");
    expect(JSON.stringify(request?.headers)).not.toContain("planted");
    expect(request && filesOf(request).upload?.filename).toBe("gate_2026-11-23_1403.jpg");
  });

  it("takes a token with its scheme as it is, and sends none where there is none", async () => {
    const bearer = await start("Bearer abc");
    await bearer.ask(recorded("http-api-json"));
    expect(bearer.receiver.requests[0]?.headers.authorization).toBe("Bearer abc");
    const none = await start(null);
    await none.ask(recorded("http-api-json"));
    expect(none.receiver.requests[0]?.headers.authorization).toBeUndefined();
  });

  it.each([
    ["an error", { kind: "answer", status: 500 } as const, "FORWARD_URL answered 500."],
    [
      "a redirect",
      { kind: "answer", status: 302, headers: { location: "http://127.0.0.1:1/" } } as const,
      "FORWARD_URL answered 302.",
    ],
    ["a broken connection", { kind: "reset" } as const, "FORWARD_URL cannot be reached ("],
  ])("tells the sender to repeat after %s", async (_what, behaviour, reason) => {
    const { receiver, ask, lines } = await start();
    receiver.behave(behaviour);
    expect(await ask(recorded("http-api-json"))).toMatchObject({ status: 503, headers: { "retry-after": "5" } });
    expect(lines[0]?.reason).toContain(reason);
    expect(JSON.stringify(lines)).not.toContain("forward-token");
  });
});

describe("putting on a queue", () => {
  it("tells the sender to repeat where the queue refuses, by the fault's name only", async () => {
    const aws = await startAws();
    onTestFinished(() => aws.close());
    const queue = { url: aws.queueUrl, bucket: "mistyped-bucket", sqsEndpoint: aws.url, s3Endpoint: aws.url };
    process.env.AWS_REGION = aws.region;
    process.env.AWS_ACCESS_KEY_ID = aws.key.accessKeyId;
    process.env.AWS_SECRET_ACCESS_KEY = aws.key.secretAccessKey;
    onTestFinished(() => {
      for (const name of ["AWS_REGION", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"]) delete process.env[name];
    });
    const { ask, lines } = startHandler({ outlets: [createQueue(queue)] });
    expect(await ask(recorded("http-api-multipart"))).toMatchObject({ status: 503 });
    expect(lines[0]?.reason).toBe("The queue or the bucket did not take it (NoSuchBucket).");
    // Nothing was announced that is not there.
    expect(aws.queue.messages).toEqual([]);
  });

  async function received(event: Parameters<typeof changed>[0]) {
    const { ask, webhooks } = startHandler();
    await ask(event);
    const [webhook] = webhooks;
    if (!webhook) throw new Error("the webhook was not taken");
    return messageOf(webhook, "bucket");
  }

  it("makes a message that the inbox's schema takes, small although the picture is not in it", async () => {
    const { message, objects } = await received(recorded("http-api-multipart"));
    expect(QueueMessage.safeParse(message).success).toBe(true);
    expect(message).toMatchObject({
      ...{ format: "plate-courier-webhook", version: 1, bucket: "bucket", reason: null, remoteAddress: "203.0.113.24" },
      headers: { "camera-id": "gate", "camera-name": "Žižkov gate" },
      images: [{ part: "upload", filename: "gate_2026-11-23_1403.jpg" }],
    });
    expect(objects.map(({ key, contentType }) => [key, contentType])).toEqual([
      [`webhooks/2026-11-23/${message.id}/1-upload.jpg`, "image/jpeg"],
    ]);
  });

  it("puts a JSON on S3 that would not fit, counted as it is written", async () => {
    const long = JSON.stringify({ hook: { event: "recognition" }, data: { results: [], note: "é".repeat(60_000) } });
    const { message, objects } = await received(changed(recorded("http-api-json"), { body: long }));
    expect(message.body).toEqual({ key: `webhooks/2026-11-23/${message.id}/webhook.json`, size: Buffer.byteLength(long) });
    expect(objects[0]?.bytes.toString()).toBe(long);
    expect(QueueMessage.safeParse(message).success).toBe(true);
  });

  it("keeps bytes that are no UTF-8 exactly, and a body without JSON whole", async () => {
    const bytes = Buffer.from([0x7b, 0xff, 0xfe, 0x7d]);
    const event = { ...changed(recorded("http-api-json"), {}), body: bytes.toString("base64"), isBase64Encoded: true };
    const json = await received(event as Parameters<typeof changed>[0]);
    expect(json.objects[0]?.bytes).toEqual(bytes);
    expect(json.message.reason).toBeNull();
    const form = await received(changed(recorded("function-url-form"), { body: "a=b" }));
    expect(form.message).toMatchObject({ body: { text: "a=b" }, reason: "the form has no field named json" });
  });
});
