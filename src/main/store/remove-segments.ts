import { rm, rmdir } from "node:fs/promises";
import { dirname } from "node:path";
import type { Log } from "../log.ts";
import type { Committer } from "./committer.ts";
import type { Database } from "./database.ts";
import type { FormerSegments } from "./former-segments.ts";
import type { ImageAppender } from "./image-appender.ts";
import { dayEndOf, type SegmentId, segmentPath } from "./segments.ts";

/** Gives the room of segments back to which no image refers any more. */
export interface SegmentRemover {
  removeEmpty(): Promise<void>;
  /** Those of a former database whose whole day is before `cutoff`. */
  removeFormer(cutoff: number): Promise<void>;
  /** The oldest one of a former database, to make room. False when none may go, as it may still be referred to. */
  giveUpFormer(): Promise<boolean>;
}

interface RemoverParts {
  database: Database;
  committer: Committer;
  images: ImageAppender;
  imageFolder: string;
  former: FormerSegments;
  /** A former database is kept that may be brought back, and then refers to them again. */
  mayBeWanted(): boolean;
  log: Log;
}

/**
 * The file goes first and its row second: a crash in between leaves a row without a file, which the next run removes, and never a
 * file that nobody knows. The segment that is being written may hold images whose rows are not there yet; it is left between
 * two rounds of the committer, when there are none.
 */
export function createSegmentRemover(parts: RemoverParts): SegmentRemover {
  const { database, committer, images, imageFolder, former, mayBeWanted, log } = parts;
  const empty = database.statement<{ id: number }>("SELECT id FROM segments WHERE images = 0 ORDER BY id");
  const referredTo = database.statement<{ images: number }>("SELECT images FROM segments WHERE id = ? AND images > 0");
  const remove = database.statement("DELETE FROM segments WHERE id = ? AND images = 0");

  async function removeOne(id: SegmentId): Promise<boolean> {
    const path = segmentPath(imageFolder, id);
    try {
      await rm(path, { force: true });
    } catch (error) {
      // A virus scanner may hold it; the next run tries again.
      log.warn("An image file that is not needed any more could not be deleted yet.", { file: path, error: String(error) });
      return false;
    }
    await committer.write(() => remove.run(id));
    former.forget(id);
    // Only succeeds for the last segment of its day.
    await rmdir(dirname(path)).catch(() => {});
    return true;
  }

  return {
    async removeEmpty() {
      const isCurrent = () => empty.all().some(({ id }) => id === images.current());
      if (isCurrent())
        await committer.between(async () => {
          if (isCurrent()) await images.leave();
        });
      // What a former one holds beside what was brought back of it, nobody knows here.
      for (const { id } of empty.all()) if (id !== images.current() && !former.has(id)) await removeOne(id);
    },
    async removeFormer(cutoff) {
      for (const { id } of former.all()) if (dayEndOf(id) < cutoff && !referredTo.get(id)) await removeOne(id);
    },
    async giveUpFormer() {
      if (mayBeWanted()) return false;
      for (const { id } of former.all()) if (!referredTo.get(id) && (await removeOne(id))) return true;
      return false;
    },
  };
}
