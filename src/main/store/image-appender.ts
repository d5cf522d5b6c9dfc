import type { FileHandle } from "node:fs/promises";
import { mkdir, open, rm } from "node:fs/promises";
import { dirname } from "node:path";
import type { Clock } from "../clock.ts";
import { flushFolder } from "./flush-folder.ts";
import { dayOf, isOfDay, numbersPerDay, type SegmentId, segmentBytes, segmentPath } from "./segments.ts";

/** Where one image's bytes lie; segment 0 for images without a single byte, where there is nothing else to write. */
export interface Placement {
  segment: SegmentId;
  offset: number;
}

/**
 * Appends images to the current segment. Used by one caller at a time (the committer), as
 *
 *   append -> the bytes are on the disk, yet nobody knows of them
 *     keep    -> the database refers to them: the next append goes behind them
 *     discard -> the database could not be written: they are cut off again
 *
 * A crash between append and keep leaves a tail that no row refers to; the next start cuts it off (see image-leftovers.ts).
 */
export interface ImageAppender {
  /**
   * Writes all parts behind each other and flushes them once. Throws what the file system throws, or ENOSPC when only the
   * reserve is left on the disk (also with no bytes to write); nothing is kept then.
   * A batch is never split over two segments, so that at most one file has a tail to cut off.
   */
  append(parts: readonly Uint8Array[]): Promise<Placement[]>;
  keep(): void;
  discard(): Promise<void>;
  /** The segment that is being written; null before the first append. */
  current(): SegmentId | null;
  /** Ends the current segment: the next append begins a new one. */
  leave(): Promise<void>;
  /** Writes and cuts off again `bytes`, to find out whether there is room once more. Throws when there is not. */
  probe(bytes: number): Promise<void>;
}

interface OpenSegment {
  id: SegmentId;
  file: FileHandle;
  /** Where the next image goes: the end of what the database knows. */
  end: number;
  /** Where the file ends; beyond `end` lies what append wrote and nobody has kept yet. */
  written: number;
}

interface AppenderParts {
  imageFolder: string;
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
  clock,
  newestOf,
  resume,
  freeBytes,
  reserveBytes,
}: AppenderParts): ImageAppender {
  let segmentOpen: OpenSegment | null = null;
  let resumable = resume;

  async function begin(): Promise<OpenSegment> {
    const day = dayOf(clock.now());
    if (resumable && isOfDay(resumable.id, day) && resumable.end < segmentBytes) {
      const { id, end } = resumable;
      resumable = null;
      const file = await open(segmentPath(imageFolder, id), "r+").catch(() => null);
      if (file) return { id, file, end, written: end };
    }
    const id = newestOf(day, day + numbersPerDay) + 1;
    const path = segmentPath(imageFolder, id);
    await mkdir(dirname(path), { recursive: true });
    // No row knows this number. Where there is such a file, it is one that this process had to give up before.
    const file = await open(path, "w+");
    await flushFolder(dirname(path));
    await flushFolder(imageFolder);
    return { id, file, end: 0, written: 0 };
  }

  async function leave(): Promise<void> {
    const left = segmentOpen;
    segmentOpen = null;
    if (!left) return;
    await left.file.close();
    if (left.end === 0) await rm(segmentPath(imageFolder, left.id), { force: true });
  }

  async function ready(): Promise<OpenSegment> {
    if (segmentOpen && (segmentOpen.end >= segmentBytes || !isOfDay(segmentOpen.id, dayOf(clock.now())))) await leave();
    segmentOpen ??= await begin();
    return segmentOpen;
  }

  async function discard(): Promise<void> {
    const segment = segmentOpen;
    if (!segment || segment.written === segment.end) return;
    try {
      await segment.file.truncate(segment.end);
      segment.written = segment.end;
    } catch {
      // Not even shortening works: the file is left alone, and the next start cuts its tail off.
      segmentOpen = null;
      await segment.file.close().catch(() => {});
    }
  }

  async function write(parts: readonly Uint8Array[]): Promise<Placement[]> {
    const bytes = parts.reduce((sum, part) => sum + part.byteLength, 0);
    if (reserveBytes > 0 && freeBytes() - bytes < reserveBytes)
      throw Object.assign(new Error("Only the reserve is left on the disk."), { code: "ENOSPC" });
    if (bytes === 0) return parts.map(() => ({ segment: 0, offset: 0 }));
    const segment = await ready();
    let offset = segment.end;
    const placements = parts.map((part) => {
      const placement = { segment: segment.id, offset };
      offset += part.byteLength;
      return placement;
    });
    segment.written = offset;
    try {
      await writeAll(segment.file, parts, segment.end);
      await segment.file.datasync();
    } catch (error) {
      // The range is written anew by the next append, so its pages are dirty again and the next flush is an honest one.
      await discard();
      throw error;
    }
    return placements;
  }

  return {
    append: write,
    keep() {
      if (segmentOpen) segmentOpen.end = segmentOpen.written;
    },
    discard,
    current: () => segmentOpen?.id ?? null,
    leave,
    async probe(bytes) {
      await write([Buffer.alloc(bytes)]);
      await discard();
    },
  };
}

async function writeAll(file: FileHandle, parts: readonly Uint8Array[], position: number): Promise<void> {
  let rest = parts.filter((part) => part.byteLength > 0);
  let at = position;
  while (rest.length > 0) {
    const { bytesWritten } = await file.writev(rest, at);
    at += bytesWritten;
    rest = behind(rest, bytesWritten);
  }
}

function behind(parts: readonly Uint8Array[], written: number): Uint8Array[] {
  let left = written;
  const rest: Uint8Array[] = [];
  for (const part of parts) {
    if (left >= part.byteLength) left -= part.byteLength;
    else {
      rest.push(left > 0 ? part.subarray(left) : part);
      left = 0;
    }
  }
  return rest;
}
