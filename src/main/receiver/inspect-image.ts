/**
 * What an image is, told by its first bytes and its structure, without decoding it: type, size in pixels, whether it is whole,
 * and whether decoding it would take the memory of the machine. The sender's content type and file name are not believed.
 */
import { phrase } from "../../shared/phrases/phrase.ts";
import type { ImageFacts } from "../../shared/plate-read.ts";

/** Above this nothing is decoded: a picture of a few hundred kilobytes can claim gigabytes of pixels. */
export const maxMegapixels = 50;

const endOfJpeg = Buffer.from([0xff, 0xd9]);

interface Size {
  width: number;
  height: number;
}

/** Size in pixels (null: the header does not say) and whether the end of the file is there. */
interface Structure {
  size: Size | null;
  whole: boolean;
}

/** Inspects an image's bytes. Never throws, whatever they are. */
export function inspectImage(bytes: Buffer): ImageFacts {
  const nothing = { contentType: "application/octet-stream", width: null, height: null };
  if (bytes.length === 0) return { ...nothing, unreadable: phrase("image.empty") };
  if (startsWith(bytes, 0, [0xff, 0xd8, 0xff])) return facts("image/jpeg", jpeg(bytes));
  if (startsWith(bytes, 0, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return facts("image/png", png(bytes));
  if (text(bytes, 0) === "RIFF" && text(bytes, 8) === "WEBP") return facts("image/webp", webp(bytes));
  return { ...nothing, unreadable: phrase("image.unknownKind") };
}

function facts(contentType: string, { size, whole }: Structure): ImageFacts {
  if (size === null || size.width === 0 || size.height === 0) {
    return { contentType, width: null, height: null, unreadable: phrase(whole ? "image.noSize" : "image.endsEarly") };
  }
  const { width, height } = size;
  const bomb = width * height > maxMegapixels * 1e6;
  if (bomb)
    return {
      contentType,
      width,
      height,
      unreadable: phrase("image.tooManyPixels", { width, height, most: maxMegapixels }),
    };
  return { contentType, width, height, unreadable: whole ? null : phrase("image.endsEarly") };
}

/**
 * Walks the segments up to the picture data (SOS). The size is in the frame header, SOF0 to SOF15 except the three numbers
 * between that mean tables. After SOS only the end marker is looked for: an embedded thumbnail has one of its own before SOS,
 * and some cameras put text after theirs.
 */
function jpeg(bytes: Buffer): Structure {
  let size: Size | null = null;
  let at = 2;
  while (at + 4 <= bytes.length) {
    if (bytes[at] !== 0xff) return { size, whole: true };
    const marker = bytes.readUInt8(at + 1);
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === 0xd9) return { size, whole: true };
    // Markers without a length: TEM and RST0 to RST7.
    if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7)) {
      at += 2;
      continue;
    }
    const length = bytes.readUInt16BE(at + 2);
    if (length < 2) return { size, whole: true };
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (isFrame && at + 9 <= bytes.length) size = { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) };
    at += 2 + length;
    if (marker === 0xda) return { size, whole: bytes.lastIndexOf(endOfJpeg) >= at };
  }
  return { size, whole: false };
}

/** The size is in IHDR, the first chunk; the file is whole when a chunk IEND is reached. */
function png(bytes: Buffer): Structure {
  const hasHeader = bytes.length >= 33 && text(bytes, 12) === "IHDR";
  const size = hasHeader ? { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) } : null;
  for (let at = 8; at + 12 <= bytes.length; at += 12 + bytes.readUInt32BE(at)) {
    if (text(bytes, at + 4) === "IEND") return { size, whole: true };
  }
  return { size, whole: false };
}

/** The RIFF header says how long the file is. There are three kinds of first chunk, each with the size in its own way. */
function webp(bytes: Buffer): Structure {
  const whole = bytes.length >= 16 && bytes.length >= bytes.readUInt32LE(4) + 8;
  if (bytes.length < 30) return { size: null, whole: false };
  switch (text(bytes, 12)) {
    case "VP8 ":
      if (!startsWith(bytes, 23, [0x9d, 0x01, 0x2a])) return { size: null, whole };
      return { size: { width: bytes.readUInt16LE(26) & 0x3fff, height: bytes.readUInt16LE(28) & 0x3fff }, whole };
    case "VP8L": {
      if (bytes[20] !== 0x2f) return { size: null, whole };
      const packed = bytes.readUInt32LE(21);
      return { size: { width: (packed & 0x3fff) + 1, height: ((packed >>> 14) & 0x3fff) + 1 }, whole };
    }
    case "VP8X":
      return { size: { width: bytes.readUIntLE(24, 3) + 1, height: bytes.readUIntLE(27, 3) + 1 }, whole };
    default:
      return { size: null, whole };
  }
}

function startsWith(bytes: Buffer, offset: number, expected: number[]): boolean {
  return expected.every((byte, index) => bytes[offset + index] === byte);
}

function text(bytes: Buffer, offset: number): string {
  return bytes.toString("latin1", offset, offset + 4);
}
