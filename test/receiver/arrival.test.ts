import { describe, expect, it } from "vitest";
import { maskedHeaders, maskedTarget } from "../../src/main/receiver/arrival.ts";
import { asJson, exchange, json, multipart, multipartType, receiverPerTest, request } from "./harness.ts";

const perTest = receiverPerTest();
const secret = "gate-secret-123456";

describe("how a webhook came", () => {
  it("is told after the answer: request line, headers in their order, parts with sizes, and every step in time", async () => {
    const { port, arrivals } = await perTest.start();
    const body = multipart([
      ['Content-Disposition: form-data; name="json"', json],
      ['Content-Disposition: form-data; name="upload"; filename="a.jpg"\r\nContent-Type: image/jpeg', Buffer.alloc(70_000, 7)],
    ]);
    const sent = request({ ...multipartType, "Camera-Name": "S\u00c3\u00bcd", Authorization: `Token ${secret}` }, body);
    expect(await exchange(port, [sent])).toMatch(/^HTTP\/1\.1 200 /);
    await expect.poll(() => arrivals.size).toBe(1);
    const arrival = arrivals.get(1);
    expect(arrival).toMatchObject({ method: "POST", target: "/", httpVersion: "1.1", secure: false, bodyBytes: body.length });
    expect(arrival?.headers.map(({ name }) => name)).toEqual([
      ...["Host", "Content-Length", "Connection", "Content-Type", "Camera-Name", "Authorization"],
    ]);
    expect(arrival?.headers.slice(-2)).toEqual([
      { name: "Camera-Name", value: "Süd", masked: false },
      { name: "Authorization", value: "Token", masked: true },
    ]);
    expect(arrival?.parts).toEqual([
      { name: "json", filename: "", contentType: "text/plain", size: Buffer.byteLength(json) },
      { name: "upload", filename: "a.jpg", contentType: "image/jpeg", size: 70_000 },
    ]);
    const { body: whole, parsed, flushed, committed, answered } = arrival?.times ?? {};
    const steps = [whole, parsed, flushed, committed, answered];
    expect(steps.every(Number.isInteger)).toBe(true);
    expect(steps).toEqual([...steps].sort((a, b) => Number(a) - Number(b)));
    expect(JSON.stringify(arrival)).not.toContain(secret);
  });

  it("is not told of what was refused, nor of a webhook that is stored already", async () => {
    const { post, arrivals, receiver } = await perTest.start({
      accept: async () => ({ ...(await stored()), duplicate: true }),
    });
    expect((await post("x", { "Content-Type": "text/plain" })).status).toBe(415);
    expect((await post(json, asJson)).body).toMatchObject({ status: "duplicate" });
    // It tells everything before it has stopped.
    await receiver.stop();
    expect(arrivals.size).toBe(0);
  });
});

const stored = async () => ({ eventId: 1, readIds: [], deliveries: [], flushedAt: 0 });

describe("secrets in headers and addresses", () => {
  it.each([
    ["Authorization", `Token ${secret}`, "Token"],
    ["authorization", secret, ""],
    ["Proxy-Authorization", `Basic ${secret}`, "Basic"],
    ["X-Api-Key", secret, ""],
    ["Cookie", `session=${secret}`, ""],
    ["X-Hub-Signature-256", secret, ""],
    ["X-Amz-Security-Token", secret, ""],
    ["X-Forwarded-Credentials", secret, ""],
    ["X-Custom", `Bearer ${secret}`, "Bearer"],
  ])("the value of %s is not kept", (name, value, left) => {
    expect(maskedHeaders([name, value])).toEqual([{ name, value: left, masked: true }]);
  });

  it.each(["Host", "Camera-Id", "Mac-Address", "User-Agent", "Content-Type", "X-Author", "Accept-Encoding"])(
    "the value of %s is kept",
    (name) => {
      expect(maskedHeaders([name, "plain"])).toEqual([{ name, value: "plain", masked: false }]);
    },
  );

  it.each([
    ["/", "/"],
    ["/hook?site=3&token=abc&x", "/hook?site=3&token=…&x"],
    ["/hook?api%5Fkey=abc&key=1", "/hook?api%5Fkey=…&key=…"],
    ["/hook?monkey=1", "/hook?monkey=1"],
    ["http://user:pass@courier/hook", "http://…@courier/hook"],
    ["/a\u0000b?%ZZ=1", "/ab?%ZZ=1"],
  ])("the address %s is kept as %s", (target, kept) => {
    expect(maskedTarget(target)).toBe(kept);
  });

  it("a flood of headers is bounded", () => {
    const many = Array.from({ length: 500 }, (_, index) => [`X-${index}`, "v".repeat(5000)]).flat();
    const kept = maskedHeaders(many);
    expect(kept).toHaveLength(100);
    expect(kept[0]?.value).toHaveLength(1000);
  });
});
