import { createHash } from "node:crypto";
import { open } from "node:fs/promises";
import type { Log } from "../log.ts";
import type { Committer } from "./committer.ts";
import type { Database } from "./database.ts";
import type { ImageStage } from "./image-stage.ts";
import { type ImageRow, toImage } from "./rows.ts";
import { segmentPath } from "./segments.ts";
import type { ImageStore } from "./store.ts";

interface ImageStoreParts {
  database: Database;
  committer: Committer;
  imageFolder: string;
  stage: ImageStage;
  log: Log;
}

/**
 * Reads images out of their segments. What comes from the disk is compared with its hash: a damaged picture must not pass as evidence.
 * `damaged` is told of those that are missing or differ. `stage`: where those that were written lately are found without the disk.
 */
export function createImageReader(
  database: Database,
  imageFolder: string,
  damaged: (about: { imageId: number; file: string; offset: number }) => void,
  stage: Pick<ImageStage, "recent"> | null = null,
): Pick<ImageStore, "of" | "bytes"> {
  const ofEvent = database.statement<ImageRow>("SELECT * FROM images WHERE event_id = ? ORDER BY id");
  const placeOf = database.statement<{ segment_id: number; offset: number; size: number; sha256: Uint8Array }>(
    "SELECT segment_id, offset, size, sha256 FROM images WHERE id = ?",
  );
  return {
    of: (eventId) => ofEvent.all(eventId).map(toImage),
    async bytes(imageId) {
      const place = placeOf.get(imageId);
      if (!place) return null;
      const recent = stage?.recent({ segment: place.segment_id, offset: place.offset }, place.size);
      if (recent) return recent;
      const file = segmentPath(imageFolder, place.segment_id);
      const bytes = place.size === 0 ? Buffer.alloc(0) : await readPart(file, place);
      if (bytes && createHash("sha256").update(bytes).digest().equals(place.sha256)) return bytes;
      // Retention may have removed row and file while the file was being opened: then nothing is wrong.
      if (placeOf.get(imageId)) damaged({ imageId, file, offset: place.offset });
      return null;
    },
  };
}

export function createImageStore({ database, committer, imageFolder, stage, log }: ImageStoreParts): ImageStore {
  const byId = database.statement<ImageRow>("SELECT * FROM images WHERE id = ?");
  const mark = database.statement("UPDATE images SET unreadable = ? WHERE id = ?");
  return {
    get(imageId) {
      const row = byId.get(imageId);
      return row ? toImage(row) : null;
    },
    ...createImageReader(
      database,
      imageFolder,
      (about) => log.error("A stored image is missing or damaged on the disk.", about),
      stage,
    ),
    async markUnreadable(imageId, reason) {
      await committer.write(() => mark.run(reason, imageId));
    },
  };
}

async function readPart(path: string, { offset, size }: { offset: number; size: number }): Promise<Buffer | null> {
  const file = await open(path, "r").catch(() => null);
  if (!file) return null;
  try {
    const bytes = Buffer.allocUnsafeSlow(size);
    for (let filled = 0; filled < size; ) {
      const { bytesRead } = await file.read(bytes, filled, size - filled, offset + filled);
      if (bytesRead === 0) return null;
      filled += bytesRead;
    }
    return bytes;
  } catch {
    return null;
  } finally {
    await file.close();
  }
}
