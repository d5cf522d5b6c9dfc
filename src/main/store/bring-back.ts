/**
 * Copies rows from one database into another of the same schema, event by event with all that belongs to each, oldest first.
 *
 * Tables that belong to an event are found by their foreign keys, so a new one needs no change here. Running totals follow by
 * the schema's own triggers; what the ledger accepted is counted on. What stands by itself is named below.
 */
import type { Committer } from "./committer.ts";
import type { Database, Value } from "./database.ts";
import { unknownFate } from "./restored.ts";

/** Tables that no event owns and that are worth having back. The others are totals, marks and orders of their own time. */
export const standing = ["list_entries", "list_syncs", "destination_states", "sightings"] as const;
/** Tables that are left: the triggers keep them, or they mean nothing without the database that they were in. */
export const left = [
  ...["segments", "cameras", "delivery_counts", "delivery_ledgers", "pulse", "read_counts", "attempt_counts", "uncounted"],
  ...["replays", "replay_counts", "read_blocks", "read_columns"],
] as const;

const eventsAtOnce = 50;
/** How far the search for readable rows jumps over damaged ones, at first and at most. */
const jumps = { first: 1, last: 100_000 };

type Row = Record<string, Value>;

/** How many webhooks are back, how many of their deliveries wait now, and how many could not be read, at least. */
export interface BroughtBack {
  events: number;
  waiting: number;
  lost: number;
}

export interface BringBackParts {
  from: Database;
  to: Database;
  committer: Pick<Committer, "write">;
  /** A copy may be of long before the end of the database that it was made of. */
  kind: "damaged" | "copy";
  now: number;
  signal: AbortSignal;
}

export async function bringBack(parts: BringBackParts): Promise<BroughtBack> {
  const { from, to, committer, signal } = parts;
  const report: BroughtBack = { events: 0, waiting: 0, lost: 0 };
  const owned = ownedTables(to);
  for await (const events of readable(from, report)) {
    if (signal.aborted) break;
    // Read before the write begins: what cannot be read must not hold it up.
    const whole = events.map((event) => ({ event, below: rowsBelow(from, "events", event, owned) }));
    const added = await committer.write(() => whole.map((one) => insertEvent(one, parts)));
    for (const one of added) {
      report.events += one.added ? 1 : 0;
      report.waiting += one.waiting;
    }
  }
  for (const table of standing) {
    const rows = allOf(from, table);
    for (let at = 0; at < rows.length; at += 500) {
      await committer.write(() => rows.slice(at, at + 500).map((row) => insert(to, table, row)));
    }
  }
  return report;
}

interface Below {
  table: string;
  rows: { row: Row; below: Below[] }[];
}

function insertEvent(
  { event, below }: { event: Row; below: Below[] },
  { to, kind, now }: BringBackParts,
): { added: boolean; waiting: number } {
  if (insert(to, "events", event) === 0) return { added: false, waiting: 0 };
  let waiting = 0;
  const put = ({ table, rows }: Below): void => {
    for (const { row, below: further } of rows) {
      const given = table === "deliveries" ? deliveryFrom(kind, row, now) : row;
      if (insert(to, table, given) === 0) continue;
      if (table === "deliveries") {
        countAccepted(to, String(given.destination_id));
        if (given.status === "pending") waiting += 1;
      }
      further.forEach(put);
    }
  };
  below.forEach(put);
  return { added: true, waiting };
}

/**
 * What waited when the database was found damaged still waits. What waited when a copy was made may have arrived since: sending
 * it again is for a person to decide.
 */
function deliveryFrom(kind: BringBackParts["kind"], row: Row, now: number): Row {
  if (row.status !== "pending" && row.status !== "sending") return row;
  if (kind === "damaged") return { ...row, status: "pending", claimed_at: null, next_attempt_at: null };
  const expires_at = row.expires_at ?? now;
  return { ...row, status: "failed", claimed_at: null, next_attempt_at: null, expires_at, last_error: unknownFate };
}

function countAccepted(to: Database, destinationId: string): void {
  to.statement(
    "INSERT INTO delivery_ledgers (destination_id, accepted) VALUES (?, 1) ON CONFLICT (destination_id) DO UPDATE SET accepted = accepted + 1",
  ).run(destinationId);
}

/** Events in order of id; what cannot be read is jumped over, further each time. */
async function* readable(from: Database, report: BroughtBack): AsyncGenerator<Row[]> {
  let above = Number.MIN_SAFE_INTEGER;
  const newest = newestId(from);
  let jump: number = jumps.first;
  while (newest === null || above < newest) {
    let events: Row[];
    try {
      events = from
        .statement<Row>("SELECT * FROM events WHERE id > ? ORDER BY id LIMIT ?")
        .all(above, report.lost > 0 && jump > 1 ? 1 : eventsAtOnce);
    } catch {
      if (newest === null) return;
      report.lost += 1;
      above = Math.max(above, 0) + jump;
      jump = Math.min(jump * 2, jumps.last);
      continue;
    }
    if (events.length === 0) return;
    jump = jumps.first;
    above = Number(events.at(-1)?.id);
    yield events;
  }
}

function newestId(from: Database): number | null {
  for (const sql of ["SELECT seq AS id FROM sqlite_sequence WHERE name = 'events'", "SELECT max(id) AS id FROM events"]) {
    try {
      const found = from.statement<{ id: number | null }>(sql).get()?.id;
      if (typeof found === "number") return found;
    } catch {
      // The next way may work.
    }
  }
  return null;
}

interface Owned {
  table: string;
  column: string;
}

/** Which tables belong to which, by foreign key. */
function ownedTables(database: Database): Map<string, Owned[]> {
  const tables = database.statement<{ name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table'").all();
  const owned = new Map<string, Owned[]>();
  for (const { name } of tables) {
    const keys = database.statement<{ table: string; from: string }>(`PRAGMA foreign_key_list("${name}")`).all();
    for (const key of keys) owned.set(key.table, [...(owned.get(key.table) ?? []), { table: name, column: key.from }]);
  }
  return owned;
}

function rowsBelow(from: Database, table: string, row: Row, owned: Map<string, Owned[]>): Below[] {
  return (owned.get(table) ?? []).map(({ table: below, column }) => ({
    table: below,
    rows: readOr(() => from.statement<Row>(`SELECT * FROM "${below}" WHERE "${column}" = ?`).all(row.id ?? null)).map(
      (found) => ({
        row: found,
        below: rowsBelow(from, below, found, owned),
      }),
    ),
  }));
}

const allOf = (from: Database, table: string): Row[] => readOr(() => from.statement<Row>(`SELECT * FROM "${table}"`).all());

function readOr(read: () => Row[]): Row[] {
  try {
    return read();
  } catch {
    return [];
  }
}

/** Returns how many rows were added: 0 where there is one with this key. */
function insert(to: Database, table: string, row: Row): number {
  const names = Object.keys(row);
  const columns = names.map((name) => `"${name}"`).join(", ");
  const sql = `INSERT OR IGNORE INTO "${table}" (${columns}) VALUES (${names.map(() => "?").join(", ")})`;
  return to.statement(sql).run(...names.map((name) => row[name] ?? null)).changes;
}
