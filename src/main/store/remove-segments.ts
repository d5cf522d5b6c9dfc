import { rm, rmdir } from "node:fs/promises";
import { dirname } from "node:path";
import type { Log } from "../log.ts";
import type { Committer } from "./committer.ts";
import type { Database } from "./database.ts";
import type { ImageAppender } from "./image-appender.ts";
import { segmentPath } from "./segments.ts";

/** Gives the room of segments back to which no image refers any more. */
export interface SegmentRemover {
  removeEmpty(): Promise<void>;
}

interface RemoverParts {
  database: Database;
  committer: Committer;
  images: ImageAppender;
  imageFolder: string;
  log: Log;
}

/**
 * The file goes first and its row second: a crash in between leaves a row without a file, which the next run removes, and never a
 * file that nobody knows. The segment that is being written may hold images whose rows are not there yet; it is left between
 * two rounds of the committer, when there are none.
 */
export function createSegmentRemover({ database, committer, images, imageFolder, log }: RemoverParts): SegmentRemover {
  const empty = database.statement<{ id: number }>("SELECT id FROM segments WHERE images = 0 ORDER BY id");
  const remove = database.statement("DELETE FROM segments WHERE id = ? AND images = 0");

  return {
    async removeEmpty() {
      const isCurrent = () => empty.all().some(({ id }) => id === images.current());
      if (isCurrent())
        await committer.between(async () => {
          if (isCurrent()) await images.leave();
        });
      for (const { id } of empty.all()) {
        if (id === images.current()) continue;
        const path = segmentPath(imageFolder, id);
        try {
          await rm(path, { force: true });
        } catch (error) {
          // A virus scanner may hold it; the next run tries again.
          log.warn("An image file that is not needed any more could not be deleted yet.", { file: path, error: String(error) });
          continue;
        }
        await committer.write(() => remove.run(id));
        // Only succeeds for the last segment of its day.
        await rmdir(dirname(path)).catch(() => {});
      }
    },
  };
}
