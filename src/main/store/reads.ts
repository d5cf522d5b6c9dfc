import type { Database } from "./database.ts";
import type { Iterators } from "./iterate.ts";
import { type ReadRow, readColumns, toRead } from "./rows.ts";
import type { ReadStore } from "./store.ts";

export function createReadStore(database: Database, iterate: Iterators["reads"]): ReadStore {
  const byId = database.statement<ReadRow>(
    `SELECT ${readColumns} FROM reads r JOIN events e ON e.id = r.event_id WHERE r.id = ?`,
  );

  return {
    iterate,
    get(readId) {
      const row = byId.get(readId);
      return row ? toRead(row) : null;
    },
  };
}
