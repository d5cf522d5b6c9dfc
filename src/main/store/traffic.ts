import type { Database } from "./database.ts";
import type { TrafficStore } from "./store.ts";

/**
 * Who posted lately, what of it was not understood, and by which clocks. Looks at the newest events only, which are one piece of
 * the table's end: a source that posts once a year must not make the doctor read a million rows.
 */
export function createTrafficStore(database: Database): TrafficStore {
  const contacts = database.statement<{ source: string | null; remote_address: string | null; lastAt: number; webhooks: number }>(
    `SELECT source, remote_address, max(received_at) AS lastAt, count(*) AS webhooks
     FROM (SELECT source, remote_address, received_at FROM events ORDER BY id DESC LIMIT ?)
     GROUP BY source, remote_address ORDER BY lastAt DESC`,
  );
  const quarantined = database.statement<{ id: number; received_at: number; reason: string | null }>(
    `SELECT id, received_at, reason FROM (SELECT id, kind, received_at, reason FROM events ORDER BY id DESC LIMIT ?)
     WHERE kind = 'quarantined' ORDER BY id DESC LIMIT 1`,
  );
  // The smallest: what was kept by the sender while it could not post arrives late without any clock being wrong.
  const clock = database.statement<{ behind: number | null }>(
    `SELECT min(received_at - captured_at) AS behind
     FROM (SELECT received_at, captured_at FROM events WHERE camera = ? ORDER BY id DESC LIMIT 20)
     WHERE captured_at IS NOT NULL`,
  );
  return {
    contacts: (newest) =>
      contacts.all(newest).map(({ source, remote_address, lastAt, webhooks }) => ({
        ...{ source, lastAt, webhooks },
        address: remote_address,
      })),
    lastQuarantined(newest) {
      const row = quarantined.get(newest);
      return row ? { eventId: row.id, at: row.received_at, reason: row.reason ?? "" } : null;
    },
    behindMs: (camera) => clock.get(camera)?.behind ?? null,
  };
}
