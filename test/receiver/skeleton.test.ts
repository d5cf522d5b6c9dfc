import fc from "fast-check";
import { expect, it } from "vitest";
import { parseMultipart } from "../../src/main/receiver/multipart.ts";
import { fileOf, skeletonOf } from "../../src/main/receiver/skeleton.ts";
import { boundary, multipart } from "./harness.ts";

const contentType = `multipart/form-data; boundary=${boundary}`;
/** Means the same, but is not how senders write it: busboy gets the whole body. */
const oddly = `multipart/form-data; x=1; boundary=${boundary}`;
const jsonPart = 'Content-Disposition: form-data; name="json"';
const upload = 'Content-Disposition: form-data; name="upload"; filename="a.jpg"\r\nContent-Type: image/jpeg';
const both = async (body: Buffer) => [await parseMultipart(body, contentType, 10_000), await parseMultipart(body, oddly, 10_000)];

it("leaves out long files and nothing else, and gives them back where they were", () => {
  const picture = Buffer.alloc(150_000, "0123456789");
  const body = multipart([
    [jsonPart, "{}"],
    [upload, picture],
    [upload, "short"],
  ]);
  const skeleton = skeletonOf(body, contentType, 10);
  if (!skeleton) throw new Error("There is a long file in it.");
  expect(skeleton.bytes.length).toBe(body.length - picture.length + 16);
  const at = skeleton.bytes.indexOf(picture.subarray(0, 16));
  expect(fileOf(skeleton, skeleton.bytes.subarray(at, at + 16))?.equals(picture)).toBe(true);
  expect(fileOf(skeleton, skeleton.bytes.subarray(at, at + 15))).toBeNull();
  expect(fileOf(skeleton, Buffer.from(picture.subarray(0, 16)))).toBeNull();
});

it.each([
  ["no long file is in it", multipart([[jsonPart, "x".repeat(9000)]]), contentType, 10],
  ["it has too many parts", multipart(Array.from({ length: 12 }, () => [upload, "y".repeat(9000)])), contentType, 10],
  ["its last delimiter is missing", multipart([[upload, "y".repeat(9000)]], ""), contentType, 10],
  ["its type names two boundaries", multipart([[upload, "y".repeat(9000)]]), `${contentType}; boundary=other`, 10],
  ["its type names none", multipart([[upload, "y".repeat(9000)]]), "multipart/form-data", 10],
])("leaves a body to busboy where %s", (_name, body, type, mostParts) => {
  expect(skeletonOf(body, type, mostParts)).toBeNull();
});

it("finds files under a boundary that is quoted", async () => {
  const body = multipart([[upload, "y".repeat(9000)]]);
  const quoted = `Multipart/Form-Data; boundary="${boundary}"`;
  expect(skeletonOf(body, quoted, 10)?.files.size).toBe(1);
  expect(await parseMultipart(body, quoted, 10_000)).toMatchObject({ parts: [{ name: "upload", bytes: { length: 9000 } }] });
});

it("hands out a long field that only looks like a file", async () => {
  const body = multipart([['Content-Disposition: form-data; name="filename"', "y".repeat(9000)]]);
  const [plain, whole] = await both(body);
  expect(plain).toEqual(whole);
  expect(plain).toMatchObject({ parts: [{ name: "filename", filename: "", bytes: { length: 9000 } }] });
});

it("finds in any body exactly what busboy finds in the whole of it", async () => {
  const piece = fc.constantFrom(
    `\r\n--${boundary}`,
    `--${boundary}`,
    `\r\n--${boundary}--\r\n`,
    "\r\n\r\n",
    "\r\n",
    "--",
    "\r",
    "x",
  );
  const content = fc
    .tuple(fc.array(piece, { maxLength: 6 }), fc.constantFrom(0, 3, 4095, 4097, 9000), fc.array(piece, { maxLength: 6 }))
    .map(([before, length, after]) => before.join("") + "p".repeat(length) + after.join(""));
  const headers = fc.constantFrom(
    ...[jsonPart, upload, 'Content-Disposition: form-data; name="a"; filename="b"'],
    ...["Content-Disposition: form-data; name=filename", "Content-Type: application/octet-stream", "filename", ""],
  );
  const part = fc.tuple(headers, content) as fc.Arbitrary<[string, string]>;
  const cut = fc.option(fc.double({ min: 0, max: 1, noNaN: true }));
  let filesLeftOut = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom("", "\r\n", "preamble\r\n"),
      fc.array(part, { maxLength: 5 }),
      cut,
      async (preamble, parts, at) => {
        const body = Buffer.concat([Buffer.from(preamble), multipart(parts)]);
        const sent = at === null ? body : body.subarray(0, Math.floor(body.length * at));
        filesLeftOut += skeletonOf(sent, contentType, 96)?.files.size ?? 0;
        const [plain, whole] = await both(sent);
        expect(plain).toEqual(whole);
      },
    ),
    { numRuns: 1500 },
  );
  expect(filesLeftOut).toBeGreaterThan(100);
});
