/**
 * A multipart body that is in memory as a whole, taken apart by busboy where it is not written plainly (plain-form.ts). Every limit
 * that busboy knows is set, and everything it can emit is heard: an "error" that nobody hears would end the thread.
 */
import busboy from "busboy";
import { plainParts } from "./plain-form.ts";

/** A part of a form; `bytes` are exact wherever that is possible. */
export interface Part {
  name: string;
  filename: string;
  mimeType: string;
  bytes: Buffer;
}

/** The parts in their order, or what is wrong with the body, and whether it is too large rather than broken. */
export type Form = { parts: Part[] } | { fault: string; tooLarge: boolean };

/** Fields and files that a form may have; the recognisers send one and one or two. */
export const maxFields = 64;
export const maxFiles = 32;

/** A field before its bytes are settled. */
type Found = Omit<Part, "bytes"> & { bytes: Buffer | null; text: string };

/**
 * Takes a body apart. A field longer than `maxFieldBytes` makes it too large. Never rejects.
 *
 * busboy hands fields out as text, decoded by the part's charset or else as UTF-8. That is exact for valid UTF-8. A field
 * with a replacement character in it may not have been valid, or be an image that was sent without a file name: then the body
 * is read once more with Latin-1 as the default, which maps bytes one to one.
 */
export async function parseMultipart(body: Buffer, contentType: string, maxFieldBytes: number): Promise<Form> {
  const plain = plainParts(body, contentType, maxFieldBytes);
  return plain ? { parts: plain } : takeApart(body, contentType, maxFieldBytes);
}

async function takeApart(body: Buffer, contentType: string, maxFieldBytes: number): Promise<Form> {
  const found = await run(body, contentType, maxFieldBytes, "utf8");
  if ("fault" in found) return found;
  if (!found.some((part) => part.text.includes("\ufffd"))) return { parts: found.map(settle) };
  const again = await run(body, contentType, maxFieldBytes, "latin1");
  if ("fault" in again) return again;
  return { parts: found.map((part, index) => settleExactly(part, again[index])) };
}

function settle({ text, bytes, ...part }: Found): Part {
  return { ...part, bytes: bytes ?? Buffer.from(text) };
}

/** The Latin-1 reading is the bytes, unless the part named its own charset: then both readings are the same text. */
function settleExactly(part: Found, latin1: Found | undefined): Part {
  if (latin1 && part.bytes === null) {
    const exact = Buffer.from(latin1.text, "latin1");
    if (exact.toString("utf8") === part.text) return settle({ ...part, bytes: exact });
  }
  return settle(part);
}

function run(
  body: Buffer,
  contentType: string,
  maxFieldBytes: number,
  defCharset: "utf8" | "latin1",
): Promise<Found[] | { fault: string; tooLarge: boolean }> {
  return new Promise((resolve) => {
    const found: Found[] = [];
    const broken = (fault: string) => resolve({ fault, tooLarge: false });
    const tooLarge = (fault: string) => resolve({ fault, tooLarge: true });
    let parser: busboy.Busboy;
    try {
      parser = busboy({
        headers: { "content-type": contentType },
        defCharset,
        defParamCharset: "utf8",
        // The whole body is in memory: nothing is gained by holding the parser back.
        fileHwm: body.length + 1,
        limits: {
          fieldNameSize: 200,
          // busboy calls a field cut when it is exactly as long as the limit.
          fieldSize: maxFieldBytes + 1,
          fields: maxFields,
          files: maxFiles,
          fileSize: body.length + 1,
          parts: maxFields + maxFiles,
          headerPairs: 64,
        },
      });
    } catch {
      // No boundary, or a content type that is broken in itself.
      return broken("the content type names no boundary");
    }
    parser.on("field", (name: string | undefined, text, { valueTruncated, mimeType }) => {
      if (valueTruncated) return tooLarge(`the part ${name ?? ""} has more than ${maxFieldBytes} bytes`);
      found.push({ name: name ?? "", filename: "", mimeType, bytes: null, text });
    });
    parser.on("file", (name: string | undefined, stream, { filename, mimeType }) => {
      const part: Found = { name: name ?? "", filename: filename ?? "", mimeType, bytes: null, text: "" };
      const chunks: Buffer[] = [];
      found.push(part);
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        // Mostly one piece, which is a view of the body: nothing is copied.
        part.bytes = chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);
      });
      stream.on("limit", () => tooLarge("a file is too large"));
      stream.on("error", () => broken("it ends in the middle of a part"));
    });
    parser.on("filesLimit", () => tooLarge(`it has more than ${maxFiles} files`));
    parser.on("fieldsLimit", () => tooLarge(`it has more than ${maxFields} fields`));
    parser.on("partsLimit", () => tooLarge(`it has more than ${maxFields + maxFiles} parts`));
    parser.on("error", (error) => broken(wordsFor(error)));
    // "finish" comes after the last file's "end"; "close" without it means that the body broke off.
    parser.on("finish", () => resolve(found));
    parser.on("close", () => broken("it ends before its last boundary"));
    try {
      parser.end(body);
    } catch (error) {
      broken(wordsFor(error));
    }
  });
}

function wordsFor(error: unknown): string {
  const message = error instanceof Error ? error.message : "";
  if (message === "Malformed part header") return "the headers of a part are malformed";
  if (message.startsWith("Unexpected end")) return "it ends before its last boundary";
  return "it cannot be taken apart";
}
