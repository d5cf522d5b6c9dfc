import type { Database } from "./database.ts";

/**
 * Deletes one event with all that belongs to it; to be called inside a transaction.
 *
 * The ledger stays balanced: deliveries that are still waiting end as `expired` first, and what the rows were counted as goes
 * over into the archived totals.
 */
export function createDeleteEvent(database: Database): (eventId: number) => void {
  const expire = database.statement(
    "UPDATE deliveries SET status = 'expired', next_attempt_at = NULL WHERE event_id = ? AND status IN ('pending', 'sending')",
  );
  const archive = database.statement(`INSERT INTO delivery_counts (destination_id, status, archived)
    SELECT destination_id, status, count(*) FROM deliveries WHERE event_id = ? GROUP BY destination_id, status
    ON CONFLICT (destination_id, status) DO UPDATE SET archived = archived + excluded.archived`);
  const remove = database.statement("DELETE FROM events WHERE id = ?");

  return (eventId) => {
    expire.run(eventId);
    archive.run(eventId);
    remove.run(eventId);
  };
}
