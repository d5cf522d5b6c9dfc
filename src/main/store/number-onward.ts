import type { Database } from "./database.ts";

/**
 * Ids go on far above any that a former database gave: they are never used twice, because browsers keep pictures by them and
 * destinations recognise deliveries by them; and what is brought back keeps its own. Nobody ever stored a thousand rows in each
 * millisecond since 1970.
 */
export function numberOnward(database: Database, now: number): void {
  const counted = "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE '%AUTOINCREMENT%'";
  for (const { name } of database.statement<{ name: string }>(counted).all()) {
    const { changes } = database.statement("UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = ?").run(now, name);
    if (changes === 0) database.statement("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)").run(name, now);
  }
}
