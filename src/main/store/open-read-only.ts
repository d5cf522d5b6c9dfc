import { existsSync } from "node:fs";
import { join } from "node:path";
import { openDatabase } from "./database.ts";
import { createIterators, type Iterators } from "./iterate.ts";
import { refuseNewer, schemaVersion } from "./migrate.ts";
import { migrations } from "./migrations/index.ts";
import { databaseName } from "./open-store.ts";
import { explain, StoreOpenError } from "./unavailable.ts";

/** What `export` reads, in another process than the receiver's and while that one writes. */
export interface ReadOnlyStore extends Iterators {
  close(): void;
}

/**
 * Opens the store of `dataDir` for reading only: takes no lock, changes nothing, never makes the receiver wait. Throws a
 * StoreOpenError, whose message is for the operator, when there is none or its schema is not this program's.
 */
export function openStoreReadOnly({ dataDir }: { dataDir: string }): ReadOnlyStore {
  const path = join(dataDir, databaseName);
  if (!existsSync(path))
    throw new StoreOpenError(
      `There is no Plate Courier database in ${dataDir}. Check the folder, or start Plate Courier with it once.`,
    );
  try {
    const database = openDatabase(path, "read");
    try {
      const known = migrations.at(-1)?.version ?? 0;
      refuseNewer(database, known);
      const found = schemaVersion(database);
      if (found < known)
        throw new StoreOpenError(
          `The database ${path} has version ${found}, this program reads version ${known}. Start Plate Courier once to upgrade it.`,
        );
      return { ...createIterators(database), close: () => database.close() };
    } catch (error) {
      database.close();
      throw error;
    }
  } catch (error) {
    if (error instanceof StoreOpenError) throw error;
    const { happened, remedy } = explain(error, dataDir);
    throw new StoreOpenError(`${happened} ${remedy}`, { cause: error });
  }
}
