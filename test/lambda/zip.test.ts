import { isBuiltin } from "node:module";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { type FakeAws, startAws } from "../simulators/aws.ts";
import { startWebhookReceiver } from "../simulators/webhook-receiver.ts";
import { buildLambda, startLambda } from "./built-lambda.ts";
import { recorded } from "./handler-under-test.ts";

let built: Awaited<ReturnType<typeof buildLambda>>;
beforeAll(async () => {
  built = await buildLambda();
}, 60_000);
afterAll(() => built.remove());

/** As AWS sets them, and ours for the queue. */
const awsEnvironment = (aws: FakeAws) => ({
  ...{ AWS_REGION: aws.region, AWS_ACCESS_KEY_ID: aws.key.accessKeyId, AWS_SECRET_ACCESS_KEY: aws.key.secretAccessKey },
  ...{ AWS_ENDPOINT_URL: aws.url, QUEUE_URL: aws.queueUrl, BUCKET: aws.bucketName },
});

describe("the built zip", () => {
  it("is the same, byte for byte, when it is built again in another time zone", async () => {
    const zone = process.env.TZ;
    process.env.TZ = "Asia/Tokyo";
    const again = await buildLambda().finally(() => {
      if (zone === undefined) delete process.env.TZ;
      else process.env.TZ = zone;
    });
    await again.remove();
    expect(again.zip.equals(built.zip)).toBe(true);
  });

  it("has all that it needs: index.mjs, readable by everybody, and no import but Node's own", () => {
    expect(built.entries.map(({ name }) => name)).toContain("index.mjs");
    const imported: string[] = [];
    for (const { name, bytes, mode } of built.entries) {
      expect(mode & 0o444, name).toBe(0o444);
      const code = bytes.toString("utf8");
      // Names only: sentences of the phrasebook hold the word "import", too.
      for (const [, from, lazily] of code.matchAll(/(?:^|[;}\s])import[\w\s{},*$]*["']([^"'\s]+)["']|import\(["'`]([^"'`]+)/g))
        imported.push(from ?? lazily ?? "");
    }
    expect(imported).toContain("node:crypto");
    expect(imported.filter((from) => !from.startsWith("./") && !isBuiltin(from))).toEqual([]);
    expect(built.zip.length).toBeLessThan(1_000_000);
  });

  it("logs reads as JSON lines in a Node without node_modules", async () => {
    const lambda = startLambda(built.unpacked, {});
    onTestFinished(() => lambda.stop());
    expect(await lambda.invoke(recorded("http-api-multipart"))).toMatchObject({
      status: 200,
      body: { status: "logged", reads: 3 },
    });
    expect(await lambda.invoke(recorded("function-url-snapshot"))).toMatchObject({ status: 200, body: { reads: 1 } });
    expect(lambda.lines.map(({ message }) => message)).toEqual(["read", "read", "read", "read"]);
    expect(lambda.lines[0]).toMatchObject({ plate: "nhk552", images: 1 });
  });

  it("forwards with its token", async () => {
    const receiver = await startWebhookReceiver();
    onTestFinished(() => receiver.close());
    const lambda = startLambda(built.unpacked, { FORWARD_URL: receiver.url, FORWARD_TOKEN: "forward-token" });
    onTestFinished(() => lambda.stop());
    expect(await lambda.invoke(recorded("http-api-multipart"))).toMatchObject({ status: 200, body: { status: "forwarded" } });
    expect(receiver.requests[0]).toMatchObject({ refused: null, headers: { authorization: "Token forward-token" } });
  });

  it("puts the webhook on the queue with its picture on S3, signed, and again with 503 where the queue refuses", async () => {
    const aws = await startAws();
    onTestFinished(() => aws.close());
    const lambda = startLambda(built.unpacked, awsEnvironment(aws));
    onTestFinished(() => lambda.stop());
    const answer = await lambda.invoke(recorded("http-api-multipart"));
    expect(answer).toMatchObject({ status: 200, body: { status: "queued", reads: 3 } });
    expect(aws.refusals).toEqual([]);
    expect([...aws.bucket.objects.values()]).toMatchObject([{ contentType: "image/jpeg" }]);
    const message = JSON.parse(aws.queue.messages[0]?.body ?? "{}") as Record<string, unknown>;
    expect(message).toMatchObject({ format: "plate-courier-webhook", version: 1, id: answer.body.id });
    aws.fail({ kind: "refuse", status: 403, code: "AccessDeniedException", only: "sqs" });
    expect(await lambda.invoke(recorded("http-api-json"))).toMatchObject({ status: 503, body: { status: "unavailable" } });
    expect(lambda.lines.at(-1)).toMatchObject({ level: "error", reason: expect.stringContaining("AccessDenied") });
    expect(aws.queue.messages).toHaveLength(1);
  });

  it("answers 503 and names the variable where the environment is wrong", async () => {
    const lambda = startLambda(built.unpacked, { QUEUE_URL: "https://sqs.eu-central-1.amazonaws.com/1/q" });
    onTestFinished(() => lambda.stop());
    expect(await lambda.invoke(recorded("http-api-json"))).toMatchObject({ status: 503 });
    expect(lambda.lines[0]).toMatchObject({ message: "wrong settings", reason: expect.stringContaining("BUCKET is not") });
  });
});
