import fc from "fast-check";
import { expect, it } from "vitest";
import { parseMultipart } from "../../src/main/receiver/multipart.ts";
import { plainParts } from "../../src/main/receiver/plain-form.ts";
import { boundary, multipart } from "./harness.ts";

const contentType = `multipart/form-data; boundary=${boundary}`;
/** Means the same, but is not how senders write it: it is busboy's. */
const oddly = `multipart/form-data; x=1; boundary=${boundary}`;
const jsonPart = 'Content-Disposition: form-data; name="json"';
const upload = 'Content-Disposition: form-data; name="upload"; filename="a.jpg"\r\nContent-Type: image/jpeg';
const picture = Buffer.alloc(9000, `\r\n--${boundary.slice(0, -1)}\r\n\0`);

it.each([
  ["Python's requests", jsonPart, 'Content-Disposition: form-data; name="upload"; filename="a.jpg"', "text/plain"],
  [
    "aiohttp",
    `Content-Type: text/plain; charset=utf-8\r\n${jsonPart}`,
    `Content-Type: image/jpeg\r\nContent-Disposition: form-data; name="upload"; filename="camera-1/2026-11-28/a.jpg"\r\nContent-Length: 9000`,
    "image/jpeg",
  ],
  ["fetch and curl", jsonPart, upload, "image/jpeg"],
  [
    "Go and .NET",
    'content-type: text/plain; charset="UTF-8"\r\ncontent-disposition: form-data;name="json"',
    upload,
    "image/jpeg",
  ],
])("takes apart what %s writes, without busboy and as busboy does", async (_name, text, file, mimeType) => {
  const body = multipart([
    [text, '{"plate":"ÄB1"}'],
    [file, picture],
    [jsonPart.replace("json", "more"), ""],
  ]);
  const parts = plainParts(body, contentType, 10_000);
  expect(parts).toEqual([
    { name: "json", filename: "", mimeType: "text/plain", bytes: Buffer.from('{"plate":"ÄB1"}') },
    { name: "upload", filename: "a.jpg", mimeType, bytes: picture },
    { name: "more", filename: "", mimeType: "text/plain", bytes: Buffer.alloc(0) },
  ]);
  expect(await parseMultipart(body, oddly, 10_000)).toEqual({ parts });
  expect(plainParts(body, `Multipart/Form-Data;boundary="${boundary}"`, 10_000)).toEqual(parts);
});

it.each([
  ["a text is longer than it may be", multipart([[jsonPart, "x".repeat(10_001)]])],
  ["a text is not UTF-8", multipart([[jsonPart, Buffer.from([0xe4])]])],
  ["a file comes without a name", multipart([[`Content-Type: application/octet-stream\r\n${jsonPart}`, "x"]])],
  ["a part has no name", multipart([["Content-Disposition: form-data", "x"]])],
  ["a part has no disposition", multipart([["Content-Type: text/plain", "x"]])],
  ["a part has no headers", multipart([["", "x"]])],
  ["a header is there twice", multipart([[`${jsonPart}\r\n${jsonPart}`, "x"]])],
  ["a header is folded", multipart([['Content-Disposition: form-data;\r\n name="json"', "x"]])],
  ["a name is escaped", multipart([['Content-Disposition: form-data; name="a\\"b"', "x"]])],
  ["a file's name is in another alphabet", multipart([['Content-Disposition: form-data; name="a"; filename="ä.jpg"', "x"]])],
  ["a file's name is only a place", multipart([['Content-Disposition: form-data; name="a"; filename="../.."', "x"]])],
  ["a text has another charset", multipart([[`${jsonPart}\r\nContent-Type: text/plain; charset=latin1`, "x"]])],
  ["headers are long", multipart([[`${jsonPart}\r\nX: ${"x".repeat(1100)}`, "x"]])],
  ["there are many parts", multipart(Array.from({ length: 9 }, () => [upload, "x"] as [string, string]))],
  ["there is a preamble", Buffer.concat([Buffer.from("hello\r\n"), multipart([[jsonPart, "x"]])])],
  ["something stands behind the last delimiter", multipart([[jsonPart, "x"]], `--${boundary}--\r\n\r\n`)],
  ["the last delimiter is missing", multipart([[jsonPart, "x"]], "")],
  ["something stands behind a delimiter", multipart([[jsonPart, "x"]], `--${boundary} \r\n`)],
])("leaves a body to busboy where %s", (_name, body) => {
  expect(plainParts(body, contentType, 10_000)).toBeNull();
});

it.each([oddly, `${contentType}; boundary=other`, "multipart/form-data", `multipart/mixed; boundary=${boundary}`])(
  "leaves a body to busboy whose type is %s",
  (type) => {
    expect(plainParts(multipart([[jsonPart, "x"]]), type, 10_000)).toBeNull();
  },
);

it("finds in any body exactly what busboy finds, or nothing", async () => {
  const piece = fc.constantFrom(
    ...[`\r\n--${boundary}`, `--${boundary}`, `\r\n--${boundary}--\r\n`, "\r\n\r\n", "\r\n", "--", "\r", "x"],
  );
  const content = fc
    .tuple(fc.array(piece, { maxLength: 3 }), fc.constantFrom(0, 3, 9000), fc.array(piece, { maxLength: 3 }))
    .map(([before, length, after]) => before.join("") + "p".repeat(length) + after.join(""));
  const quoted = fc.string({ unit: fc.constantFrom(..."aaabbbccc..._-- / /\\%\"';:=*é"), maxLength: 6 });
  const headers = fc.oneof(
    fc.constantFrom(jsonPart, upload),
    fc.tuple(quoted, quoted).map(([name, file]) => `Content-Disposition: form-data; name="${name}"; filename="${file}"`),
    fc
      .tuple(fc.constantFrom("text/plain", "Application/JSON", "application/octet-stream", "image", "a/b; charset=utf-8"), quoted)
      .map(([type, name]) => `content-type: ${type}\r\nCONTENT-DISPOSITION: Form-Data; Name="${name}"\r\nX-Other: ${name}`),
    fc.constantFrom("Content-Disposition: form-data; name=filename", `Content-Type: image/jpeg\r\n${jsonPart}`, "filename", ""),
  );
  const part = fc.tuple(headers, content) as fc.Arbitrary<[string, string]>;
  const cut = fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { freq: 1 });
  let plain = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom("", "", "", "", "", "\r\n", "preamble\r\n"),
      fc.array(part, { maxLength: 4 }),
      cut,
      async (preamble, parts, at) => {
        const body = Buffer.concat([Buffer.from(preamble), multipart(parts)]);
        const sent = at === null ? body : body.subarray(0, Math.floor(body.length * at));
        const found = plainParts(sent, contentType, 10_000);
        if (found === null) return;
        plain += 1;
        expect({ parts: found }).toEqual(await parseMultipart(sent, oddly, 10_000));
      },
    ),
    { numRuns: 3000 },
  );
  expect(plain).toBeGreaterThan(300);
});
