import { existsSync } from "node:fs";
import { join } from "node:path";
import { phrase, sentences } from "../../shared/phrases/phrase.ts";
import { databaseName, imageFolderName } from "./data-folder.ts";
import { type Database, openDatabase } from "./database.ts";
import { createBlocks } from "./history/blocks.ts";
import type { HistoryStore } from "./history/history-store.ts";
import { createHistorySearch } from "./history/search.ts";
import { createImageReader } from "./images.ts";
import { createIterators, type Iterators } from "./iterate.ts";
import { refuseNewer, schemaVersion } from "./migrate.ts";
import { migrations } from "./migrations/index.ts";
import type { ImageStore } from "./store.ts";
import { explain, StoreOpenError } from "./unavailable.ts";

/** What `export` reads, in another process than the receiver's and while that one writes. */
export interface ReadOnlyStore extends Iterators {
  history: HistoryStore;
  images: Pick<ImageStore, "of" | "bytes">;
  /** Images so far that are missing or damaged on the disk. */
  damagedImages(): number;
  close(): void;
}

/**
 * Opens the store of `dataDir` for reading only: takes no lock, changes nothing, never makes the receiver wait. Throws a
 * StoreOpenError, whose message is for the operator, when there is none or its schema is not this program's.
 */
export function openStoreReadOnly({ dataDir }: { dataDir: string }): ReadOnlyStore {
  const path = join(dataDir, databaseName);
  if (!existsSync(path)) throw new StoreOpenError(phrase("opening.noDatabase", { folder: dataDir }));
  try {
    const database = openDatabase(path, "read");
    try {
      const known = migrations.at(-1)?.version ?? 0;
      refuseNewer(database, known);
      const found = schemaVersion(database);
      if (found < known) throw new StoreOpenError(phrase("opening.older", { file: path, found, known }));
      return assemble(database, dataDir);
    } catch (error) {
      database.close();
      throw error;
    }
  } catch (error) {
    if (error instanceof StoreOpenError) throw error;
    const { happened, remedy } = explain(error, dataDir);
    throw new StoreOpenError(sentences(happened, remedy), { cause: error });
  }
}

function assemble(database: Database, dataDir: string): ReadOnlyStore {
  const ending = new AbortController();
  let damaged = 0;
  return {
    ...createIterators(database),
    history: createHistorySearch(database, createBlocks(database, { elsewhere: true }), ending.signal),
    images: createImageReader(database, join(dataDir, imageFolderName), () => {
      damaged += 1;
    }),
    damagedImages: () => damaged,
    close() {
      ending.abort(new Error("The database was closed."));
      database.close();
    },
  };
}
