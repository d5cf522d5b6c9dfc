/**
 * A person may put a copy of the database in its place. It is known by its mark, once: what waited in it may have arrived since, and
 * what came after it was numbered already.
 */
import { phrase } from "../../shared/phrases/phrase.ts";
import { madeAt } from "./backups/backup-files.ts";
import type { Database } from "./database.ts";
import { numberOnward } from "./number-onward.ts";

/** Told of deliveries that waited when a copy was made. */
export const unknownFate = phrase("recovery.arrivalUnknown");

/** When the copy was made that this database is; null for one that is none. */
export function restoredFrom(database: Database): number | null {
  return madeAt(database.statement<{ application_id: number }>("PRAGMA application_id").get()?.application_id ?? 0);
}

/** Makes the copy a database like any other. Once the segments on the disk are known to be a former one's. */
export function settleRestored(database: Database, now: number): void {
  database.exec("BEGIN IMMEDIATE");
  try {
    numberOnward(database, now);
    database
      .statement(
        `UPDATE deliveries SET status = 'failed', claimed_at = NULL, next_attempt_at = NULL, last_error = ?
         WHERE status IN ('pending', 'sending')`,
      )
      .run(unknownFate);
    database.exec("PRAGMA application_id = 0");
    database.exec("COMMIT");
  } catch (error) {
    database.exec("ROLLBACK");
    throw error;
  }
}
