import { readdir, rm, stat, truncate } from "node:fs/promises";
import { join } from "node:path";
import type { Log } from "../log.ts";
import type { Database } from "./database.ts";
import { type SegmentId, segmentNamed, segmentPath } from "./segments.ts";

/** A tail can only be on a segment that was the current one; a few more are looked at, as the clock may have jumped. */
const segmentsLookedAt = 16;

interface LeftoverParts {
  database: Database;
  imageFolder: string;
  /** The database was just made: then no file can be a leftover of it. */
  fresh: boolean;
  log: Log;
}

/**
 * Removes what a crash left behind: images that were written while the transaction that would have known them never was
 * committed. Their senders got no 200 and repeat them.
 *
 * Tells where to go on: the newest segment, cut to its known end. Also returns the segments found on the disk.
 */
export async function removeImageLeftovers({ database, imageFolder, fresh, log }: LeftoverParts): Promise<{
  resume: { id: SegmentId; end: number } | null;
  onDisk: SegmentId[];
}> {
  const onDisk = await segmentsOnDisk(imageFolder);
  const known = database
    .statement<{ id: number; end: number }>("SELECT id, end FROM segments WHERE id > 0 ORDER BY id DESC")
    .all();
  const knownIds = new Set(known.map(({ id }) => id));

  const unknown = onDisk.filter((id) => !knownIds.has(id));
  // A crash leaves one at most: the segment that was just begun. More of them mean that database and images do not belong
  // together (one was restored without the other), and then deleting would destroy what a person may still want back.
  if (unknown.length === 1 && !fresh) {
    for (const id of unknown) await rm(segmentPath(imageFolder, id), { force: true });
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
    if (size > end) await truncate(path, end);
    resume ??= { id, end };
  }
  return { resume, onDisk: unknown.length === 1 && !fresh ? onDisk.filter((id) => knownIds.has(id)) : onDisk };
}

async function segmentsOnDisk(imageFolder: string): Promise<SegmentId[]> {
  const found: SegmentId[] = [];
  for (const folder of await readdir(imageFolder, { withFileTypes: true })) {
    if (!folder.isDirectory()) continue;
    for (const file of await readdir(join(imageFolder, folder.name))) {
      const id = segmentNamed(folder.name, file);
      if (id !== null) found.push(id);
    }
  }
  return found;
}
