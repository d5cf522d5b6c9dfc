import { rm, stat, truncate } from "node:fs/promises";
import type { Log } from "../log.ts";
import type { Database } from "./database.ts";
import { type FormerSegments, segmentsOnDisk } from "./former-segments.ts";
import { type SegmentId, segmentPath } from "./segments.ts";

/** A tail can only be on a segment that was the current one; a few more are looked at, as the clock may have jumped. */
const segmentsLookedAt = 16;

interface LeftoverParts {
  database: Database;
  imageFolder: string;
  /** Those of a database before this one: no file of theirs can be a leftover of it. */
  former: FormerSegments;
  log: Log;
}

/**
 * Removes what a crash left behind: images that were written while the transaction that would have known them never was
 * committed. Their senders got no 200 and repeat them.
 *
 * Tells where to go on: the newest segment, cut to its known end. Also returns the segments found on the disk.
 */
export async function removeImageLeftovers({ database, imageFolder, former, log }: LeftoverParts): Promise<{
  resume: { id: SegmentId; end: number } | null;
  onDisk: SegmentId[];
}> {
  const onDisk = segmentsOnDisk(imageFolder);
  const known = database
    .statement<{ id: number; end: number }>("SELECT id, end FROM segments WHERE id > 0 ORDER BY id DESC")
    .all();
  const knownIds = new Set(known.map(({ id }) => id));

  const unknown = onDisk.filter((id) => !knownIds.has(id) && !former.has(id));
  // A crash leaves one at most: the segment that was just begun. More of them mean that database and images do not belong
  // together (one was restored without the other), and then deleting would destroy what a person may still want back.
  const leftover = unknown.length === 1 ? unknown[0] : undefined;
  if (leftover !== undefined) {
    await rm(segmentPath(imageFolder, leftover), { force: true });
  } else if (unknown.length > 0) {
    log.warn("The image folder holds files that the database does not know. They are left as they are.", {
      folder: imageFolder,
      files: unknown.length,
    });
  }

  let resume: { id: SegmentId; end: number } | null = null;
  for (const { id, end } of known.slice(0, segmentsLookedAt)) {
    const path = segmentPath(imageFolder, id);
    const size = await stat(path).then(
      (found) => found.size,
      () => null,
    );
    if (size === null || size < end) {
      log.error("An image file is missing or too short.", { file: path, expected: end, found: size });
      continue;
    }
    if (former.has(id)) continue;
    if (size > end) await truncate(path, end);
    resume ??= { id, end };
  }
  return { resume, onDisk: onDisk.filter((id) => id !== leftover) };
}
