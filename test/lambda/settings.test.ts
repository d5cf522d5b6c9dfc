import { describe, expect, it } from "vitest";
import { settingsOf } from "../../src/lambda/settings.ts";

const queueUrl = "https://sqs.eu-central-1.amazonaws.com/123456789012/plate-courier";

describe("the Lambda's environment variables", () => {
  it("may all be missing or empty", () => {
    expect(settingsOf({})).toEqual({ webhookToken: null, forward: null, queue: null });
    expect(settingsOf({ WEBHOOK_TOKEN: "", FORWARD_URL: " ", QUEUE_URL: "", BUCKET: "" })).toEqual(settingsOf({}));
  });

  it("are read with surrounding spaces removed", () => {
    const settings = settingsOf({ FORWARD_URL: " https://site/hook ", FORWARD_TOKEN: "abc", QUEUE_URL: queueUrl, BUCKET: "b" });
    expect(settings.forward).toEqual({ url: "https://site/hook", token: "abc" });
    expect(settings.queue).toEqual({ url: queueUrl, bucket: "b", sqsEndpoint: null, s3Endpoint: null });
  });

  it.each([
    [{ QUEUE_URL: queueUrl }, "BUCKET is not"],
    [{ BUCKET: "b" }, "QUEUE_URL is not"],
    [{ FORWARD_TOKEN: "planted-token" }, "FORWARD_URL is not"],
    [{ FORWARD_URL: "site:8001" }, "FORWARD_URL is no whole URL"],
    [{ FORWARD_URL: "https://user:planted@site/" }, "FORWARD_URL has a user or password"],
    [{ QUEUE_URL: "plate-courier", BUCKET: "b" }, "QUEUE_URL is no whole URL"],
    [{ WEBHOOK_TOKEN: "Token planted-token" }, "WEBHOOK_TOKEN has a space"],
  ])("are refused by name where they are wrong: %o", (environment, reason) => {
    expect(() => settingsOf(environment)).toThrow(reason);
    expect(() => settingsOf(environment)).not.toThrow("planted");
  });
});
