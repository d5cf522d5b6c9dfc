import { copyInto } from "../../copy-into.ts";

/**
 * Memory for bodies under way: bounded as a whole, and used again. A body has some 150 KB and is needed for a few
 * milliseconds; taking fresh memory for each made the garbage collector walk the whole heap five times a second under load,
 * which cost as much as all the rest of a webhook. Threads share this memory: the main thread has images written
 * from where they were received.
 */
export interface BodyBuffers {
  /** Whether so many bytes more may be taken. */
  fits(bytes: number): boolean;
  /** At least `bytes` long, with anything in it; counts until it is given back. */
  take(bytes: number): Buffer;
  /** A larger one with the first `filled` bytes of this one, which is given back; null when that does not fit. */
  grow(buffer: Buffer, bytes: number, filled: number): Buffer | null;
  /** Nobody may look at it any more, nor at any view of it: the next body is written over it. */
  give(buffer: Buffer): void;
}

/** Sizes that are kept; a larger one is rare, and goes back to the system. */
const kept = { least: 16 * 1024, most: 1024 * 1024 };
/** What lies unused at most: enough for the connections of a recogniser, little beside the rest of the process. */
const unusedBytes = 12 * 1024 * 1024;

/** `limit`: the bytes that all bodies may hold together; asked each time, as the settings may change. */
export function createBodyBuffers(limit: () => number): BodyBuffers {
  const unused = new Map<number, Buffer[]>();
  let used = 0;
  let lying = 0;

  function take(bytes: number): Buffer {
    const size = sizeFor(bytes);
    const found = unused.get(size)?.pop();
    if (found) lying -= size;
    used += size;
    return found ?? Buffer.from(new SharedArrayBuffer(size));
  }

  function give(buffer: Buffer): void {
    const size = buffer.length;
    used -= size;
    if (size !== sizeFor(size) || size > kept.most || lying + size > unusedBytes) return;
    const list = unused.get(size) ?? [];
    list.push(buffer);
    unused.set(size, list);
    lying += size;
  }

  return {
    fits: (bytes) => used + sizeFor(bytes) <= limit(),
    take,
    grow(buffer, bytes, filled) {
      // Only what is added counts: the smaller one is gone as soon as it is copied.
      if (used + sizeFor(bytes) - buffer.length > limit()) return null;
      const larger = take(bytes);
      copyInto(larger, 0, buffer.subarray(0, filled));
      give(buffer);
      return larger;
    },
    give,
  };
}

/** The next power of two, so that bodies of like sizes share; beyond what is kept, the size itself. */
function sizeFor(bytes: number): number {
  if (bytes > kept.most) return bytes;
  return Math.max(kept.least, 2 ** Math.ceil(Math.log2(bytes)));
}
