import { describe, expect, it } from "vitest";
import { hashToken } from "../../src/main/receiver/source-tokens.ts";
import { StoreUnavailableError } from "../../src/main/store/store.ts";
import { phrase } from "../../src/shared/phrases/phrase.ts";
import { accepted, asJson, exchange, json, multipart, multipartType, receiverPerTest, request } from "./harness.ts";

const jsonPart = 'Content-Disposition: form-data; name="json"';

const { start, stillWorks } = receiverPerTest();

describe("a token", () => {
  const sources = [{ id: "1", name: "gate", tokenHash: hashToken("right-token"), enabled: true }];

  it("that is wrong or missing is refused where one is required, counted per address, and never stored or logged", async () => {
    const { post, events, receiver, logged } = await start({ settings: { requireToken: true, sources } });
    const tried: Record<string, string>[] = [{}, { Authorization: "Token wrong-token" }, { Authorization: "Basic right-token" }];
    for (const headers of tried) {
      const { status, headers: answered, body } = await post(json, { ...asJson, ...headers });
      expect({ status, challenge: answered.get("www-authenticate"), told: body.status }).toEqual({
        ...{ status: 401, challenge: 'Token realm="Plate Courier"', told: "refused" },
      });
    }
    expect(events).toEqual([]);
    await expect.poll(() => receiver.status().refusals).toMatchObject([{ address: "127.0.0.1", count: 3 }]);
    expect(logged.join("\n")).not.toMatch(/right-token|wrong-token/);
  });

  it("that is right names the source, in either scheme", async () => {
    const { post, events } = await start({ settings: { requireToken: true, sources } });
    expect((await post(json, { ...asJson, Authorization: "Token right-token" })).status).toBe(200);
    expect((await post(json, { ...asJson, Authorization: "bearer right-token" })).status).toBe(200);
    expect(events.map((event) => event.source)).toEqual(["gate", "gate"]);
  });

  it("that is unknown is accepted without a source where none is required", async () => {
    const { post, events, receiver } = await start({ settings: { sources } });
    expect((await post(json, { ...asJson, Authorization: "Token wrong" })).status).toBe(200);
    expect(events[0]?.source).toBeNull();
    expect(receiver.status().refusals).toEqual([]);
  });

  it("that is wrong is answered before a large body was sent, and the sender sees the answer, no reset", async () => {
    const { port } = await start({ settings: { requireToken: true, sources } });
    const heard = await exchange(port, [request(asJson, Buffer.alloc(8 * 1024 * 1024, 32))]);
    expect(heard).toMatch(/^HTTP\/1\.1 401 /);
    expect(heard).not.toMatch(/ECONNRESET|EPIPE/);
  });
});

describe("a body over a limit", () => {
  const settings = { maxBodyBytes: 100_000, maxJsonBytes: 10_000 };

  it("is refused by its claimed length before it is read, and the connection is closed", async () => {
    const { port, events } = await start({ settings });
    const heard = await exchange(port, [request({ ...multipartType, Connection: "keep-alive" }, Buffer.alloc(200_000, 32))]);
    expect(heard).toMatch(/^HTTP\/1\.1 413 /);
    expect(heard.toLowerCase()).toContain("connection: close");
    expect(heard).toContain("100000 bytes");
    expect(heard).not.toContain("ECONNRESET");
    expect(events).toEqual([]);
    await stillWorks();
  });

  it("is refused where it claims no length, once it is too long", async () => {
    const { port, events } = await start({ settings });
    const head = `POST / HTTP/1.1\r\nHost: x\r\nContent-Type: ${multipartType["Content-Type"]}\r\nTransfer-Encoding: chunked\r\n\r\n`;
    const chunk = `4e20\r\n${"x".repeat(20_000)}\r\n`;
    const heard = await exchange(port, [head, ...Array.from({ length: 8 }, () => chunk), "0\r\n\r\n"]);
    expect(heard).toMatch(/^HTTP\/1\.1 413 /);
    expect(events).toEqual([]);
    await stillWorks();
  });

  it.each([
    ["JSON", asJson, Buffer.from(`"${"x".repeat(20_000)}"`)],
    ["a JSON part", multipartType, multipart([[jsonPart, "x".repeat(20_000)]])],
    ["a JSON file", multipartType, multipart([[`${jsonPart}; filename="j"`, "x".repeat(20_000)]])],
    ["a form field", { "Content-Type": "application/x-www-form-urlencoded" }, Buffer.from(`json=${"x".repeat(20_000)}`)],
  ])("is refused as %s too", async (_name, headers, body) => {
    const { port, events } = await start({ settings });
    expect(await exchange(port, [request(headers, body)])).toMatch(/^HTTP\/1\.1 413 /);
    expect(events).toEqual([]);
    await stillWorks();
  });

  it("is accepted when it is exactly as long as the limit", async () => {
    const { post } = await start({ settings });
    const exact = json + " ".repeat(10_000 - json.length);
    expect((await post(exact, asJson)).body.status).toBe("stored");
    expect((await post(multipart([[jsonPart, exact]]), multipartType)).body.status).toBe("stored");
  });

  it("is refused when it has more parts than any recogniser sends", async () => {
    const { port, events } = await start();
    const fields = Array.from({ length: 5000 }, (_, index): [string, string] => [
      `Content-Disposition: form-data; name="f${index}"`,
      "x",
    ]);
    expect(await exchange(port, [request(multipartType, multipart(fields))])).toMatch(/^HTTP\/1\.1 413 /);
    expect(events).toEqual([]);
  });

  it("is not asked for where the sender waits for 100 Continue", async () => {
    const { port } = await start({ settings });
    const refused = request({ ...multipartType, "Content-Length": "200000", Expect: "100-continue" });
    expect(await exchange(port, [refused], "end")).toMatch(/^HTTP\/1\.1 413 /);
    const welcome = request({ ...asJson, Expect: "100-continue" }, json);
    expect(await exchange(port, [welcome])).toMatch(/^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 200 OK/);
  });
});

describe("a body of no known form", () => {
  it.each(["text/plain", "image/jpeg", "multipart/mixed; boundary=x", ""])(
    "such as %j is refused with the three forms named",
    async (type) => {
      const { port, events } = await start();
      const heard = await exchange(port, [request(type ? { "Content-Type": type } : {}, json)]);
      expect(heard).toMatch(/^HTTP\/1\.1 415 /);
      for (const form of ["multipart/form-data", "application/x-www-form-urlencoded", "application/json"])
        expect(heard).toContain(form);
      expect(events).toEqual([]);
    },
  );

  it("such as a compressed one is refused with what to do", async () => {
    const { post } = await start();
    const { status, body } = await post(json, { ...asJson, "Content-Encoding": "gzip" });
    expect({ status, reason: body.reason }).toEqual({
      status: 415,
      reason: "Send the webhook uncompressed, without a Content-Encoding header.",
    });
  });
});

describe("a store that cannot keep the webhook", () => {
  it("makes the answer 503 with Retry-After, and the next one is tried again", async () => {
    let full = true;
    const { post, logged } = await start({
      accept: async () => {
        if (full) throw new StoreUnavailableError(phrase("storage.full", { folder: "D:" }));
        return accepted(1);
      },
    });
    const { status, headers, body } = await post(json, asJson);
    expect({ status, retry: headers.get("retry-after"), told: body.status }).toEqual({
      status: 503,
      retry: "5",
      told: "unavailable",
    });
    expect(logged.join()).toContain("The disk that holds D: is full.");
    full = false;
    expect((await post(json, asJson)).status).toBe(200);
  });

  it("because of a mistake of ours makes the answer 500 and tells no detail", async () => {
    const { post, logged } = await start({ accept: () => Promise.reject(new TypeError("x is undefined")) });
    const { status, body } = await post(json, asJson);
    expect(status).toBe(500);
    expect(JSON.stringify(body)).not.toContain("undefined");
    expect(logged.join()).toContain("x is undefined");
  });

  it("anew answers that it has it already", async () => {
    const { post } = await start({ accept: async () => accepted(7, true) });
    expect(await post(json, asJson)).toMatchObject({ status: 200, body: { status: "duplicate", id: 7 } });
  });
});

describe("more webhooks at one time than memory allows", () => {
  it("are told to come again, and the others are not disturbed", async () => {
    let letGo: () => void = () => {};
    const waiting = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    const limit = 120 * 1024 * 1024;
    const { port, events, post } = await start({
      settings: { maxBodyBytes: limit },
      accept: async (event) => {
        events.push(event);
        await waiting;
        return accepted(events.length);
      },
    });
    const large = multipart([
      [jsonPart, json],
      ['Content-Disposition: form-data; name="upload"; filename="a"', Buffer.alloc(100 * 1024 * 1024)],
    ]);
    const held = [exchange(port, [request(multipartType, large)]), exchange(port, [request(multipartType, large)])];
    await expect.poll(() => events.length, { timeout: 15_000 }).toBe(2);
    const refused = await exchange(port, [request({ ...multipartType, "Content-Length": String(50 * 1024 * 1024) })], "end");
    expect(refused).toMatch(/^HTTP\/1\.1 503 [\s\S]*retry-after: 5/i);
    letGo();
    for (const answer of await Promise.all(held)) expect(answer).toMatch(/^HTTP\/1\.1 200 /);
    expect((await post(json, asJson)).status).toBe(200);
  });
});
