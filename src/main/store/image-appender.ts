import { mkdir, rm } from "node:fs/promises";
import { dirname } from "node:path";
import type { Clock } from "../clock.ts";
import { flushFolder } from "./flush-folder.ts";
import { type FlushedFile, openFlushed, wholeSectors } from "./flushed-file.ts";
import type { ImageStage } from "./image-stage.ts";
import { dayOf, isOfDay, numbersPerDay, type SegmentId, segmentBytes, segmentPath } from "./segments.ts";

/** Where one image's bytes lie; segment 0 for images without a single byte, where there is nothing else to write. */
export interface Placement {
  segment: SegmentId;
  offset: number;
}

/**
 * Appends images to the current segment, in batches. Used by one caller at a time (the committer), as
 *
 *   append -> the bytes are on their way to the disk; nobody knows of them
 *     flushed -> they are on the disk
 *       keep    -> the database refers to them
 *       discard -> the database could not be written: they are given up
 *
 * The next batch may be appended as soon as the last one is flushed, before it is known whether that one is kept. So bytes
 * that are given up are cut off where nothing lies behind them, and else stay as a gap that goes with its segment.
 * A crash between append and keep leaves a tail that no row refers to; the next start cuts it off (see image-leftovers.ts).
 */
export interface ImageAppender {
  /**
   * Begins to write all parts behind each other and to flush them, once for all; resolves as soon as that is under way. Throws
   * what the file system throws where there is no file for them, or ENOSPC when only the reserve is left on the disk (also with
   * no bytes to write); nothing is kept then.
   * A batch begins with a sector, and is never split over two segments, so that at most one file has a tail to cut off.
   */
  append(parts: readonly Uint8Array[]): Promise<Batch>;
  /** The segment that is being written; null before the first append. */
  current(): SegmentId | null;
  /** Ends the current segment: the next append begins a new one. */
  leave(): Promise<void>;
  /** Writes and cuts off again `bytes`, to find out whether there is room once more. Throws when there is not. */
  probe(bytes: number): Promise<void>;
}

/** What one append writes. */
export interface Batch {
  /** One for each part, in their order. */
  placements: readonly Placement[];
  /** Resolves when the bytes are on the disk; rejects with what the file system says, and has given them up then. */
  flushed: Promise<void>;
  /** After `flushed`, one of the two. */
  keep(): void;
  discard(): Promise<void>;
}

interface Segment {
  id: SegmentId;
  file: FlushedFile;
  /** The end of what the database knows. */
  end: number;
  /** Where the next batch goes; between `end` and here lies what is neither kept nor given up yet. */
  written: number;
  /** Batches that are neither kept nor given up. */
  undecided: number;
  /** Closed: further batches go into another one. */
  left: boolean;
}

interface AppenderParts {
  imageFolder: string;
  stage: ImageStage;
  clock: Clock;
  /** The highest id in use between two days, in the database or on the disk; the first day when there is none. */
  newestOf(day: SegmentId, nextDay: SegmentId): SegmentId;
  /** Bytes free on the disk. */
  freeBytes(): number;
  /**
   * Room that webhooks do not get: on a disk that is full for them the database can still note deliveries, and retention can
   * still delete.
   */
  reserveBytes: number;
  /** The segment to go on with after a restart. */
  resume: { id: SegmentId; end: number } | null;
}

export function createImageAppender({
  imageFolder,
  stage,
  clock,
  newestOf,
  resume,
  freeBytes,
  reserveBytes,
}: AppenderParts): ImageAppender {
  let segmentOpen: Segment | null = null;
  let resumable = resume;
  /** Its row may not be there yet. */
  let newest: SegmentId = 0;

  async function begin(): Promise<Segment> {
    const day = dayOf(clock.now());
    if (resumable && isOfDay(resumable.id, day) && resumable.end < segmentBytes) {
      const { id, end } = resumable;
      resumable = null;
      const file = await openFlushed(segmentPath(imageFolder, id), "existing").catch(() => null);
      if (file) return { id, file, end, written: end, undecided: 0, left: false };
    }
    const inUse = newestOf(day, day + numbersPerDay);
    const id = (isOfDay(newest, day) ? Math.max(newest, inUse) : inUse) + 1;
    const path = segmentPath(imageFolder, id);
    await mkdir(dirname(path), { recursive: true });
    // No row knows this number. Where there is such a file, it is one that this process had to give up before.
    const file = await openFlushed(path, "empty");
    newest = id;
    await flushFolder(dirname(path));
    await flushFolder(imageFolder);
    return { id, file, end: 0, written: 0, undecided: 0, left: false };
  }

  async function leave(): Promise<void> {
    const left = segmentOpen;
    segmentOpen = null;
    if (!left) return;
    left.left = true;
    await left.file.close();
    await removeUnused(left);
  }

  /** Nothing was ever kept in it, and nothing will be. */
  async function removeUnused(segment: Segment): Promise<void> {
    if (segment.left && segment.end === 0 && segment.undecided === 0)
      await rm(segmentPath(imageFolder, segment.id), { force: true });
  }

  async function ready(): Promise<Segment> {
    const isOver = (segment: Segment) => segment.written >= segmentBytes || !isOfDay(segment.id, dayOf(clock.now()));
    if (segmentOpen && isOver(segmentOpen)) await leave();
    segmentOpen ??= await begin();
    return segmentOpen;
  }

  async function giveUp(segment: Segment): Promise<void> {
    segment.undecided -= 1;
    if (segment.left) return removeUnused(segment);
    if (segment.undecided > 0 || segment.written === segment.end) return;
    try {
      await segment.file.truncate(segment.end);
      segment.written = segment.end;
    } catch {
      // Not even shortening works: the file is left alone, and the next start cuts its tail off.
      if (segmentOpen === segment) segmentOpen = null;
      segment.left = true;
      await segment.file.close().catch(() => {});
    }
  }

  async function append(parts: readonly Uint8Array[]): Promise<Batch> {
    const bytes = parts.reduce((sum, part) => sum + part.byteLength, 0);
    if (reserveBytes > 0 && freeBytes() - bytes < reserveBytes)
      throw Object.assign(new Error("Only the reserve is left on the disk."), { code: "ENOSPC" });
    if (bytes === 0) return nothingWritten(parts);
    const segment = await ready();
    const start = wholeSectors(segment.written);
    const end = start + bytes;
    let offset = start;
    const placements = parts.map((part) => {
      const placement = { segment: segment.id, offset };
      offset += part.byteLength;
      return placement;
    });
    segment.written = end;
    segment.undecided += 1;
    const write = async () => {
      let at = start;
      for (const piece of stage.pieces(parts, placements)) {
        await segment.file.write(piece, at);
        at += piece.byteLength;
      }
    };
    // What is given up is written anew by a later batch or cut off. So where it went through the page cache its pages are dirty again,
    // and the next flush is an honest one.
    const givenUp = async (error: unknown): Promise<never> => {
      await giveUp(segment);
      throw error;
    };
    return {
      placements,
      flushed: write().catch(givenUp),
      keep() {
        segment.undecided -= 1;
        segment.end = Math.max(segment.end, end);
      },
      discard: () => giveUp(segment),
    };
  }

  return {
    append,
    current: () => segmentOpen?.id ?? null,
    leave,
    async probe(bytes) {
      const batch = await append([Buffer.alloc(bytes)]);
      await batch.flushed;
      await batch.discard();
    },
  };
}

function nothingWritten(parts: readonly Uint8Array[]): Batch {
  return {
    placements: parts.map(() => ({ segment: 0, offset: 0 })),
    flushed: Promise.resolve(),
    keep() {},
    discard: () => Promise.resolve(),
  };
}
