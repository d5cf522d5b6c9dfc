/**
 * What is done with pictures: cut out a plate, draw boxes, black out plates, make small. Every function takes the bytes as
 * received, answers JPEG, drops metadata (such as a place), and throws ImageUnreadableError where the picture cannot be decoded.
 */
import type { OverlayOptions, Sharp } from "sharp";
import type { Box } from "../../shared/plate-read.ts";
import { type Area, areaOf } from "./boxes.ts";
import { type PictureSize, withPicture } from "./decode.ts";

export { placeBox } from "./boxes.ts";

const quality = 90;
const red = { r: 255, g: 0, b: 0 };
const black = { r: 0, g: 0, b: 0 };

/** No chroma subsampling: it would smear red lines and small letters. */
const toJpeg = (picture: Sharp) =>
  picture.flatten({ background: "white" }).jpeg({ quality, chromaSubsampling: "4:4:4" }).toBuffer();

/** Cuts out a box given in the picture's own pixels (see placeBox). Null where it is empty or outside. */
export function cropPlate(bytes: Buffer, box: Box): Promise<Buffer | null> {
  return withPicture(bytes, async (picture, size) => {
    const area = areaOf(box, size);
    return area && (await toJpeg(picture.extract(area)));
  });
}

/** Draws red rectangles of 3 pixels, as the vendor's sample does; thicker on pictures wider than 1920. Boxes outside are left out. */
export function annotate(bytes: Buffer, boxes: readonly Box[]): Promise<Buffer> {
  return withPicture(bytes, (picture, size) => {
    const line = Math.max(3, Math.round(size.width / 640));
    return toJpeg(picture.composite(areasOf(boxes, size).flatMap((area) => frame(area, line))));
  });
}

/** Covers boxes with black, a little beyond their edges, so that nothing of a plate can be read. */
export function blackOut(bytes: Buffer, boxes: readonly Box[]): Promise<Buffer> {
  return withPicture(bytes, (picture, size) => {
    const wider = boxes.map((box) => {
      const margin = Math.max(2, Math.round((box.ymax - box.ymin) * 0.15));
      return { xmin: box.xmin - margin, ymin: box.ymin - margin, xmax: box.xmax + margin, ymax: box.ymax + margin };
    });
    return toJpeg(picture.composite(areasOf(wider, size).map((area) => fill(area, black))));
  });
}

/** At most `width` pixels wide, in proportion; never larger than the picture. */
export function thumbnail(bytes: Buffer, { width }: { width: number }): Promise<Buffer> {
  return withPicture(bytes, (picture) =>
    picture.resize({ width, withoutEnlargement: true }).flatten({ background: "white" }).jpeg({ quality: 80 }).toBuffer(),
  );
}

/** The picture's size in pixels, as its header tells. */
export function pictureSize(bytes: Buffer): Promise<PictureSize> {
  return withPicture(bytes, async (_picture, size) => size);
}

/**
 * For destinations with a limit: the bytes themselves where they are small enough, else a JPEG below `maxBytes`, first of less
 * quality, then of fewer pixels. Null where even a small picture does not fit.
 */
export async function reencodeBelow(bytes: Buffer, maxBytes: number): Promise<Buffer | null> {
  if (bytes.length <= maxBytes) return bytes;
  for (const { quality, scale } of reductions) {
    const smaller = await withPicture(bytes, (picture, size) =>
      picture
        .resize({ width: Math.max(1, Math.round(size.width * scale)) })
        .flatten({ background: "white" })
        .jpeg({ quality })
        .toBuffer(),
    );
    if (smaller.length <= maxBytes) return smaller;
  }
  return null;
}

const reductions = [
  { quality: 85, scale: 1 },
  { quality: 70, scale: 1 },
  { quality: 70, scale: 0.7 },
  { quality: 65, scale: 0.5 },
  { quality: 60, scale: 0.35 },
  { quality: 55, scale: 0.2 },
  { quality: 50, scale: 0.1 },
];

function areasOf(boxes: readonly Box[], size: PictureSize): Area[] {
  return boxes.map((box) => areaOf(box, size)).filter((area) => area !== null);
}

function fill({ left, top, width, height }: Area, background: { r: number; g: number; b: number }): OverlayOptions {
  return { input: { create: { width, height, channels: 3, background } }, left, top };
}

/** Four bars inside the area. */
function frame(area: Area, line: number): OverlayOptions[] {
  const { left, top, width, height } = area;
  if (width <= 2 * line || height <= 2 * line) return [fill(area, red)];
  return [
    fill({ left, top, width, height: line }, red),
    fill({ left, top: top + height - line, width, height: line }, red),
    fill({ left, top, width: line, height }, red),
    fill({ left: left + width - line, top, width: line, height }, red),
  ];
}
