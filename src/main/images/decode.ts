import type { Sharp } from "sharp";
import { type Phrase, phrase } from "../../shared/phrases/phrase.ts";
import { withSharp } from "./sharp-loader.ts";

/** Width times height. A picture of more is a bomb or a mistake: cameras have up to 33 million. */
export const maxPixels = 50_000_000;

/** A picture gets this long, in seconds; a large one takes well under one. */
const decodeSeconds = 20;

/** The picture cannot be decoded. The message says why, in words that complete "The picture cannot be read: …". */
export class ImageUnreadableError extends Error {
  override readonly name = "ImageUnreadableError";
  declare readonly message: Phrase;

  constructor(message: Phrase, options?: ErrorOptions) {
    super(message, options);
  }
}

/**
 * Decodes a picture from outside under limits and hands it to `work` with its size in pixels. Throws ImageUnreadableError when
 * it is no JPEG, PNG or WebP, broken, or too large.
 */
export async function withPicture<T>(bytes: Buffer, work: (picture: Sharp, size: PictureSize) => Promise<T>): Promise<T> {
  if (!hasKnownSignature(bytes)) throw new ImageUnreadableError(phrase("image.unknownKind"));
  return withSharp(async (make) => {
    const open = () =>
      make(bytes, { failOn: "error", limitInputPixels: maxPixels, sequentialRead: true, animated: false }).timeout({
        seconds: decodeSeconds,
      });
    try {
      // limitInputPixels is judged on decoding only; the header tells earlier and costs next to nothing.
      const { width, height } = await open().metadata();
      if (width * height > maxPixels) throw new ImageUnreadableError(tooLarge);
      return await work(open(), { width, height });
    } catch (error) {
      if (error instanceof ImageUnreadableError) throw error;
      throw new ImageUnreadableError(reasonOf(error), { cause: error });
    }
  });
}

export interface PictureSize {
  width: number;
  height: number;
}

const tooLarge = phrase("image.moreThan", { most: maxPixels / 1_000_000 });

const reasons: [RegExp, Phrase][] = [
  [/exceeds pixel limit|too large/i, tooLarge],
  [/premature end|truncated|not enough data|read error|end of file|unexpected end/i, phrase("image.endsEarly")],
  [/^timeout/i, phrase("image.takesTooLong")],
];

function reasonOf(error: unknown): Phrase {
  const message = error instanceof Error ? error.message : String(error);
  return reasons.find(([pattern]) => pattern.test(message))?.[1] ?? phrase("image.damaged");
}

function hasKnownSignature(bytes: Buffer): boolean {
  const starts = bytes.subarray(0, 12).toString("latin1");
  return (
    starts.startsWith("\xff\xd8\xff") ||
    starts.startsWith("\x89PNG\r\n\x1a\n") ||
    (starts.startsWith("RIFF") && starts.endsWith("WEBP"))
  );
}
