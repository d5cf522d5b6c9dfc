import { describe, expect, it } from "vitest";
import { boundary, exchange, json, multipart, multipartType, receiverPerTest, request } from "./harness.ts";

const jsonPart = 'Content-Disposition: form-data; name="json"';
const { start, stillWorks } = receiverPerTest();

describe("a multipart body that is broken", () => {
  const whole = multipart([
    [jsonPart, json],
    [`Content-Disposition: form-data; name="upload"; filename="a.jpg"`, "image"],
  ]);
  const head = (length: number) => request({ ...multipartType, "Content-Length": String(length) });

  it("in the middle of the connection is answered 400 where the sender still listens, and nothing is stored", async () => {
    const { port, events } = await start();
    const heard = await exchange(port, [head(whole.length), whole.subarray(0, whole.length - 30)], "end");
    expect(heard).toMatch(/^HTTP\/1\.1 400 /);
    expect(events).toEqual([]);
    await stillWorks();
  });

  it("because the sender is gone stores nothing", async () => {
    const { port, events, logged } = await start();
    await exchange(port, [head(whole.length), whole.subarray(0, whole.length - 30)], "destroy");
    await expect.poll(() => logged.join()).toContain("broke off");
    expect(events).toEqual([]);
    await stillWorks();
  });

  const broken: Record<string, [Record<string, string>, Buffer]> = {
    "before its last boundary": [multipartType, whole.subarray(0, whole.length - 30)],
    "in the headers of a part": [multipartType, Buffer.from(`--${boundary}\r\nContent-Disposition: form-da`)],
    "with a header that starts with a space": [multipartType, multipart([[` evil: 1\r\n${jsonPart}`, json]])],
    "with a header without a colon": [multipartType, multipart([["evil\0header", json]])],
    "without a boundary in its type": [{ "Content-Type": "multipart/form-data" }, whole],
    "without any part": [multipartType, Buffer.from("hello")],
    "as an empty body": [multipartType, Buffer.alloc(0)],
  };
  it.each(Object.entries(broken))("%s is answered 400 and nothing is stored", async (_name, [headers, body]) => {
    const { port, events } = await start();
    const heard = await exchange(port, [request(headers, body)]);
    expect(heard).toMatch(/^HTTP\/1\.1 400 /);
    expect(heard).toContain("The multipart body is broken");
    expect(events).toEqual([]);
    await stillWorks();
  });

  const odd: Record<string, [string, string][]> = {
    "an empty part name": [
      [jsonPart, json],
      ['Content-Disposition: form-data; name=""; filename="a.jpg"', "x"],
    ],
    "a part without a name": [
      [jsonPart, json],
      ["Content-Disposition: form-data", "x"],
    ],
    "a part without a disposition": [
      [jsonPart, json],
      ["Content-Type: image/jpeg", "x"],
    ],
    "unescaped quotes in a file name": [
      [jsonPart, json],
      ['Content-Disposition: form-data; name="upload"; filename="a"b".jpg"', "x"],
    ],
    "a hostile file name": [
      [jsonPart, json],
      ['Content-Disposition: form-data; name="upload"; filename="../../etc/pa\\\\sswd"', "x"],
    ],
    "a part named __proto__": [
      [jsonPart, json],
      ['Content-Disposition: form-data; name="__proto__"; filename="a"', "x"],
    ],
  };
  it.each(Object.entries(odd))("only in %s is stored all the same", async (_name, parts) => {
    const { post, events } = await start();
    expect((await post(multipart(parts), multipartType)).body).toEqual({ status: "stored", id: 1, reads: 1 });
    for (const image of events[0]?.images ?? []) expect(image.filename).not.toContain("/");
    await stillWorks();
  });
});

describe("a request that is no HTTP", () => {
  it.each([
    "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    "hello\r\n\r\n",
    `POST / HTTP/1.1\r\nX: ${"x".repeat(40_000)}\r\n\r\n`,
  ])("is answered with a 4xx and does no harm %#", async (sent) => {
    const { port, events } = await start();
    expect(await exchange(port, [Buffer.from(sent, "latin1")])).toMatch(/^HTTP\/1\.1 4/);
    expect(events).toEqual([]);
    await stillWorks();
  });
});
