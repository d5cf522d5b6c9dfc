import { copyInto } from "../copy-into.ts";
import { wholeSectors } from "./flushed-file.ts";
import type { Placement } from "./image-appender.ts";

/**
 * Where images stand before they are written: a ring of memory that each batch goes on in, whole sectors at a time. What was
 * written stays there until the ring comes round, so that whoever wants an image at once (a delivery, the live feed) does not read
 * back from the disk what was just brought there:
 *
 *        | still known ... | being written | oldest, the next to be written over ... |
 *                          ^ end, modulo the ring's size
 */
export interface ImageStage {
  /**
   * The parts behind each other as pieces to be written. A piece is to be on the disk before the next is asked for; the last one
   * ends with zeros.
   */
  pieces(parts: readonly Uint8Array[], placements: readonly Placement[]): Iterable<Uint8Array>;
  /** A copy of an image that was written lately; null where there is none any more. */
  recent(place: Placement, size: number): Buffer | null;
}

/** A quarter of a second of many cameras, and little beside the rest of the process. */
const ringBytes = 8 * 1024 * 1024;
/** One write at most. Larger images are staged in several pieces, and are not found here again. */
const pieceBytes = ringBytes / 2;

export function createImageStage(): ImageStage {
  // Only memory that may grow begins with a page, which writing past the page cache needs. It takes none before it is written to.
  const ring = Buffer.from(new ArrayBuffer(ringBytes, { maxByteLength: ringBytes }));
  /** Bytes that ever went through, with what was skipped at the ring's end. */
  let end = 0;
  /** Where images begin, counted as `end` is; the oldest first. */
  const known = new Map<string, number>();

  /** Makes room for so many bytes in a row; returns where, counted as `end` is. */
  function room(bytes: number): number {
    const left = ringBytes - (end % ringBytes);
    if (bytes > left) end += left;
    end += bytes;
    for (const [key, at] of known) {
      if (end - at <= ringBytes) break;
      known.delete(key);
    }
    return end - bytes;
  }

  function inRing(at: number, bytes: number): Buffer {
    return ring.subarray(at % ringBytes, (at % ringBytes) + bytes);
  }

  return {
    *pieces(parts, placements) {
      // A batch before this one may have been given up, and this one take its place.
      for (const place of placements) known.delete(keyOf(place));
      let left = parts.reduce((sum, part) => sum + part.byteLength, 0);
      let index = 0;
      let from = 0;
      while (left > 0) {
        const bytes = Math.min(left, pieceBytes);
        const at = room(wholeSectors(bytes));
        const piece = inRing(at, wholeSectors(bytes));
        for (let filled = 0; filled < bytes; ) {
          const part = parts[index] as Uint8Array;
          const taken = part.subarray(from, from + bytes - filled);
          copyInto(piece, filled, taken);
          if (from === 0 && taken.byteLength === part.byteLength && part.byteLength > 0)
            known.set(keyOf(placements[index] as Placement), at + filled);
          filled += taken.byteLength;
          from += taken.byteLength;
          if (from === part.byteLength) {
            index += 1;
            from = 0;
          }
        }
        piece.fill(0, bytes);
        left -= bytes;
        yield piece;
      }
    },
    recent(place, size) {
      const at = known.get(keyOf(place));
      if (at === undefined) return null;
      // Memory of its own, so that whoever keeps it keeps no more than that.
      const copy = Buffer.allocUnsafeSlow(size);
      inRing(at, size).copy(copy);
      return copy;
    },
  };
}

function keyOf({ segment, offset }: Placement): string {
  return `${segment}/${offset}`;
}
