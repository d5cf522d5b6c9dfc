import { asBuffer, type Database, type Value } from "./database.ts";
import { createEventEntries } from "./entries.ts";
import type { Iterators } from "./iterate.ts";
import type { EventRow } from "./rows.ts";
import type { EventStore } from "./store.ts";

interface Counts {
  since: number;
  upTo: number;
  events: number;
  reads: number;
  quarantined: number;
}

/** Reading events: feed, inspector, counts. Writing them is accept.ts. */
export function createEventStore(database: Database, accept: EventStore["accept"], iterate: Iterators["events"]): EventStore {
  const entries = createEventEntries(database);
  const byId = database.statement<EventRow>("SELECT * FROM events WHERE id = ?");
  const bodyOf = database.statement<{ bytes: Uint8Array; content_type: string }>(
    "SELECT bytes, content_type FROM bodies WHERE event_id = ?",
  );
  const newest = database.statement<{ id: number }>("SELECT id FROM events ORDER BY id DESC LIMIT 1");
  // Also after retention removed the newest: a cursor must never be ahead of the answer.
  const everGiven = database.statement<{ seq: number }>("SELECT seq FROM sqlite_sequence WHERE name = 'events'");
  const newestTime = database.statement<{ at: number | null }>("SELECT max(received_at) AS at FROM events");
  const perCamera = database.statement<{ camera: string; reads: number; last_seen_at: number }>(
    "SELECT camera, reads, last_seen_at FROM cameras WHERE camera <> '' ORDER BY camera",
  );
  const countAll = database.statement<{ events: number; reads: number; quarantined: number; upTo: number | null }>(
    `SELECT count(*) AS events, coalesce(sum(read_count), 0) AS reads, coalesce(sum(kind = 'quarantined'), 0) AS quarantined,
     max(id) AS upTo FROM events WHERE received_at >= ?`,
  );
  const countNew = database.statement<{ events: number; reads: number; quarantined: number; upTo: number | null }>(
    `SELECT count(*) AS events, coalesce(sum(read_count), 0) AS reads, coalesce(sum(kind = 'quarantined'), 0) AS quarantined,
     max(id) AS upTo FROM events WHERE id > ? AND +received_at >= ?`,
  );
  let counted: Counts | null = null;

  function newestId(): number {
    return everGiven.get()?.seq ?? newest.get()?.id ?? 0;
  }

  return {
    accept,
    iterate,
    newestId,
    feed({ beforeEventId, afterEventId, camera, limit }) {
      const conditions: string[] = [];
      const values: Value[] = [];
      for (const [sql, value] of [
        ["id < ?", beforeEventId],
        ["id > ?", afterEventId],
        ["camera = ?", camera],
      ] as const) {
        if (value === undefined) continue;
        conditions.push(sql);
        values.push(value);
      }
      // Above a cursor the next ones are wanted, not the newest, so that a reader can close its gap step by step.
      const onwards = afterEventId !== undefined && beforeEventId === undefined;
      const where = conditions.length > 0 ? `WHERE ${conditions.join(" AND ")}` : "";
      const rows = database
        .statement<EventRow>(`SELECT * FROM events ${where} ORDER BY id ${onwards ? "ASC" : "DESC"} LIMIT ?`)
        .all(...values, limit);
      if (onwards) rows.reverse();
      return rows.map(entries.entry);
    },
    get(eventId) {
      const row = byId.get(eventId);
      return row ? entries.entry(row) : null;
    },
    body(eventId) {
      const row = bodyOf.get(eventId);
      return row ? { bytes: asBuffer(row.bytes), contentType: row.content_type } : null;
    },
    /** Asked for every second with the same moment (midnight): only what came since the last time is counted. */
    countsSince(since) {
      const known = counted?.since === since ? counted : null;
      const added = known ? countNew.get(known.upTo, since) : countAll.get(since);
      counted = {
        since,
        upTo: Math.max(added?.upTo ?? 0, known?.upTo ?? newestId()),
        events: (known?.events ?? 0) + (added?.events ?? 0),
        reads: (known?.reads ?? 0) + (added?.reads ?? 0),
        quarantined: (known?.quarantined ?? 0) + (added?.quarantined ?? 0),
      };
      const { events, reads, quarantined } = counted;
      return { events, reads, quarantined };
    },
    lastReceivedAt: () => newestTime.get()?.at ?? null,
    cameras: () => perCamera.all().map(({ camera, reads, last_seen_at }) => ({ camera, reads, lastSeenAt: last_seen_at })),
  };
}
