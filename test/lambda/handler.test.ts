import { describe, expect, it } from "vitest";
import { OutletError } from "../../src/lambda/outlet.ts";
import type { LambdaEvent } from "../../src/lambda/request.ts";
import { changed, recorded, startHandler } from "./handler-under-test.ts";

const uuid = /^[0-9a-f-]{36}$/;

describe("the Lambda with the events of AWS", () => {
  it.each([
    ["http-api-multipart", 3, 1],
    ["http-api-json", 3, 0],
    ["function-url-form", 3, 0],
    ["function-url-snapshot", 1, 0],
    ["rest-api-multipart", 3, 1],
  ])("takes %s whole: every read in a line of its own, every picture", async (name, reads, images) => {
    const { ask, lines, webhooks } = startHandler();
    const answer = await ask(recorded(name));
    expect(answer).toMatchObject({ status: 200, body: { status: "queued", reads, id: expect.stringMatching(uuid) } });
    expect(webhooks).toHaveLength(1);
    expect(webhooks[0]?.images).toHaveLength(images);
    for (const image of webhooks[0]?.images ?? []) expect(image).toMatchObject({ part: "upload", contentType: "image/jpeg" });
    expect(webhooks[0]?.request.remoteAddress).toBe("203.0.113.24");
    expect(lines.map((line) => line.message)).toEqual(Array.from({ length: reads }, () => "read"));
  });

  it("logs what it read, and neither token nor body", async () => {
    const { ask, lines } = startHandler();
    await ask(recorded("function-url-form"));
    expect(lines[0]).toMatchObject({
      ...{ level: "info", message: "read", receivedAt: "2026-11-23T14:00:00.000Z", camera: "camera-1", index: 0 },
      ...{ plate: "nhk552", score: 0.904, region: "gb", capturedAt: "2026-08-18T07:32:36.123Z", images: 0 },
    });
    expect(lines[1]).toMatchObject({ index: 1 });
    expect(JSON.stringify(lines)).not.toContain("0123456789abcdef");
    expect(JSON.stringify(lines)).not.toContain("candidates");
  });

  it("says in the log when a REST API has damaged the pictures, and takes the read all the same", async () => {
    const { ask, lines, webhooks } = startHandler();
    expect(await ask(recorded("rest-api-multipart-as-text"))).toMatchObject({ status: 200, body: { reads: 3 } });
    expect(lines[0]).toMatchObject({ level: "error", message: "mangled", reason: expect.stringContaining("binary media types") });
    expect(webhooks[0]?.json?.toString()).toContain("nhk552");
  });

  it("only logs where there is no outlet", async () => {
    const { ask, lines } = startHandler({ outlets: [] });
    expect(await ask(recorded("http-api-json"))).toMatchObject({ status: 200, body: { status: "logged", reads: 3 } });
    expect(lines).toHaveLength(3);
  });

  it("answers a browser as the sample receivers do, and refuses other methods", async () => {
    const { ask, webhooks } = startHandler();
    expect(await ask(recorded("http-api-get"))).toMatchObject({ status: 200, body: "Send a POST request instead." });
    const event = recorded("http-api-get") as { requestContext: { http: object } };
    const put = { ...event, requestContext: { ...event.requestContext, http: { ...event.requestContext.http, method: "PUT" } } };
    expect(await ask(put as LambdaEvent)).toMatchObject({ status: 405, headers: { allow: "GET, HEAD, POST" } });
    expect(webhooks).toEqual([]);
  });

  it("answers an event that is no HTTP request in words", async () => {
    const { ask, lines } = startHandler();
    const answer = await ask({ Records: [{ eventSource: "aws:sqs" }] } as unknown as LambdaEvent);
    expect(answer).toMatchObject({ status: 400, body: { status: "refused" } });
    expect(lines[0]).toMatchObject({ level: "error", reason: expect.stringContaining("no HTTP request") });
  });
});

describe("what the Lambda refuses or quarantines", () => {
  it("asks for the token where one is set, and says which of the two is wrong", async () => {
    const { ask, webhooks, lines } = startHandler({ webhookToken: "0123456789abcdef" });
    expect(await ask(recorded("http-api-json"))).toMatchObject({
      ...{ status: 401, headers: { "www-authenticate": 'Token realm="Plate Courier"' } },
      body: { status: "refused", reason: expect.stringContaining("A token is required: send the header Authorization: Token …") },
    });
    const wrong = changed(recorded("http-api-json"), { headers: { authorization: "Bearer planted-wrong" } });
    expect(await ask(wrong)).toMatchObject({ status: 401, body: { reason: "This token is not known here." } });
    expect(webhooks).toEqual([]);
    expect(JSON.stringify(lines)).not.toContain("planted");
    expect(await ask(recorded("function-url-form"))).toMatchObject({ status: 200 });
    expect(await ask(recorded("rest-api-multipart"))).toMatchObject({ status: 200 });
  });

  it("takes the token from the URL too, where the sender can be given nothing else, and never shows it", async () => {
    const { ask, webhooks, lines } = startHandler({ webhookToken: "0123456789abcdef" });
    const withToken = (name: string, token: string) =>
      ({ ...recorded(name), queryStringParameters: { token }, rawQueryString: `token=${token}` }) as LambdaEvent;
    expect(await ask(withToken("function-url-snapshot", "planted-wrong"))).toMatchObject({ status: 401 });
    expect(webhooks).toEqual([]);
    expect(await ask(withToken("function-url-snapshot", "0123456789abcdef"))).toMatchObject({ status: 200 });
    expect(JSON.stringify(lines)).not.toMatch(/planted|0123456789abcdef/);
  });

  it.each([
    [415, "text/html", "<p>", "Send the webhook as multipart/form-data"],
    [400, "multipart/form-data; boundary=x", "--x\r\nContent-Disp", "The multipart body is broken"],
    [413, "application/json", " ".repeat(10 * 1024 * 1024 + 1), "The JSON has more than"],
  ])("answers %i to a body of %s that cannot be taken", async (status, contentType, body, reason) => {
    const { ask, webhooks, lines } = startHandler();
    const answer = await ask(changed(recorded("http-api-json"), { body, headers: { "content-type": contentType } }));
    expect(answer).toMatchObject({ status, body: { status: "refused", reason: expect.stringContaining(reason) } });
    expect(webhooks).toEqual([]);
    expect(lines[0]).toMatchObject({ level: "warn", message: "refused", status });
  });

  it("refuses a compressed body", async () => {
    const { ask } = startHandler();
    const event = changed(recorded("http-api-json"), { headers: { "content-encoding": "gzip" } });
    expect(await ask(event)).toMatchObject({ status: 415, headers: { "accept-encoding": "identity" } });
  });

  it("passes on what it cannot understand, with 200 and the reason", async () => {
    const { ask, webhooks, lines } = startHandler();
    expect(await ask(changed(recorded("http-api-json"), { body: '{"hook":' }))).toMatchObject({
      ...{ status: 200, body: { status: "quarantined", reason: expect.stringContaining("ends in the middle") } },
    });
    const form = changed(recorded("function-url-form"), { body: "a=b" });
    expect(await ask(form)).toMatchObject({ status: 200, body: { status: "quarantined" } });
    expect(webhooks.map(({ json, reason }) => [json?.toString() ?? null, reason])).toEqual([
      ['{"hook":', null],
      [null, "the form has no field named json"],
    ]);
    expect(lines.map(({ level, message }) => [level, message])).toEqual([
      ["warn", "quarantined"],
      ["warn", "quarantined"],
    ]);
  });

  it("logs a webhook without reads in one line", async () => {
    const { ask, lines } = startHandler();
    const body = JSON.stringify({ hook: { event: "heartbeat" }, data: { camera_id: "gate" } });
    expect(await ask(changed(recorded("http-api-json"), { body }))).toMatchObject({ status: 200, body: { reads: 0 } });
    expect(lines).toMatchObject([{ message: "other", event: "heartbeat", camera: "gate", reads: 0 }]);
  });

  it("tells the sender to repeat a webhook that an outlet did not take, and does not log its reads", async () => {
    const failing = { done: "queued", send: () => Promise.reject(new OutletError("The queue did not take it.")) };
    const { ask, lines } = startHandler({ outlets: [failing] });
    expect(await ask(recorded("http-api-json"))).toMatchObject({
      ...{ status: 503, headers: { "retry-after": "5" }, body: { status: "unavailable" } },
    });
    expect(lines).toMatchObject([{ level: "error", message: "not taken", reason: "The queue did not take it." }]);
  });

  it("answers 500 to a fault of its own, with the stack in the log only", async () => {
    const failing = { done: "queued", send: () => Promise.reject(new TypeError("our own bug")) };
    const { ask, lines } = startHandler({ outlets: [failing] });
    const answer = await ask(recorded("http-api-json"));
    expect(answer).toMatchObject({ status: 500, headers: { "retry-after": "5" } });
    expect(JSON.stringify(answer)).not.toContain("our own bug");
    expect(lines[0]?.error).toContain("our own bug");
  });
});
