/**
 * Multipart bodies as recognisers and their libraries write them, taken apart by looking for the delimiters. busboy looks at each byte
 * in JavaScript, and makes streams and parsers for each body: measured with 150 KB, a quarter of a millisecond, where this takes a
 * twentieth. Whatever is written in any other way (folded or foreign headers, escapes, names in other alphabets, text
 * that is not UTF-8, anything before or behind the parts) is busboy's: it alone says what such a body means, and what is wrong with it.
 */
import { isUtf8 } from "node:buffer";
import type { Part } from "./multipart.ts";

/** The boundary where the content type is written as senders write it: named once, of characters that stand for themselves. */
const plainType = /^multipart\/form-data;[ \t]*boundary=("?)([\w'()+,./:=?-]{1,200})\1[ \t]*$/i;
/** Printable ASCII; other values are for busboy to decode. */
const headerLine = /^([\w-]+):[ \t]*([\x20-\x7e]*)$/;
/** Without quotes and escapes. Of a file name's path the last segment is meant, which must be a name. */
const disposition = /^form-data; ?name="([^"\\%]{1,200})"(?:; ?filename="(?:[^"\\%]*\/)?(\w[^"\\%/]*)")?$/i;
const mediaType = /^([\w.+-]+\/[\w.+-]+)(?:; ?charset="?utf-8"?)?$/i;

/** Headers of one part are looked for in so many bytes. */
const mostHeaderBytes = 1024;
/** Recognisers send two or three. */
const mostParts = 8;
const [carriageReturn, lineFeed, dash] = [13, 10, 45];

/** The parts of a body in their order, views of it; null where it is for busboy, as with a text longer than `maxTextBytes`. */
export function plainParts(body: Buffer, contentType: string, maxTextBytes: number): Part[] | null {
  const boundary = plainType.exec(contentType)?.[2];
  if (boundary === undefined) return null;
  const delimiter = Buffer.from(`\r\n--${boundary}`, "latin1");
  // The first one needs no line end before it.
  if (!body.subarray(0, delimiter.length - 2).equals(delimiter.subarray(2))) return null;
  const parts: Part[] = [];
  for (let at = delimiter.length - 2; ; ) {
    if (body[at] === dash && body[at + 1] === dash) return isEnd(body.subarray(at + 2)) ? parts : null;
    if (body[at] !== carriageReturn || body[at + 1] !== lineFeed || parts.length === mostParts) return null;
    const begin = at + 2;
    const end = body.indexOf(delimiter, begin);
    if (end < 0) return null;
    const part = plainPart(body.subarray(begin, end));
    if (part === null || (part.filename === "" && !isPlainText(part, maxTextBytes))) return null;
    parts.push(part);
    at = end + delimiter.length;
  }
}

/** Nothing behind the last delimiter but the end of its line. */
function isEnd(rest: Buffer): boolean {
  return rest.length === 0 || (rest.length === 2 && rest[0] === carriageReturn && rest[1] === lineFeed);
}

/** One part, from its first header to its last byte. */
function plainPart(bytes: Buffer): Part | null {
  const head = bytes.subarray(0, mostHeaderBytes).indexOf("\r\n\r\n", 0, "latin1");
  if (head < 0) return null;
  const part: Part = { name: "", filename: "", mimeType: "text/plain", bytes: bytes.subarray(head + 4) };
  const seen = new Set<string>();
  for (const line of bytes.toString("latin1", 0, head).split("\r\n")) {
    const [, written = "", value = ""] = headerLine.exec(line) ?? [];
    const name = written.toLowerCase();
    if (name === "" || seen.has(name)) return null;
    seen.add(name);
    if (name === "content-disposition") {
      const found = disposition.exec(value);
      if (!found) return null;
      part.name = found[1] ?? "";
      part.filename = found[2] ?? "";
    } else if (name === "content-type") {
      const found = mediaType.exec(value)?.[1];
      if (found === undefined) return null;
      part.mimeType = found.toLowerCase();
    }
  }
  return seen.has("content-disposition") ? part : null;
}

/** A part that is no file. Of that type it would be one without a name. */
function isPlainText({ mimeType, bytes }: Part, maxTextBytes: number): boolean {
  return mimeType !== "application/octet-stream" && bytes.length <= maxTextBytes && isUtf8(bytes);
}
