import { deliveryStatuses } from "../../../shared/delivery.ts";
import type { HistoryFilter } from "../../../shared/history-filter.ts";
import type { Database } from "../database.ts";

/** Whether a read has a delivery as the filter asks for; null where it asks for none. */
export function createDeliveriesAsked(database: Database): (filter: HistoryFilter) => ((readId: number) => boolean) | null {
  return ({ destinationId, deliveries = [] }) => {
    if (destinationId === undefined && deliveries.length === 0) return null;
    const statuses = deliveries.length === 0 ? deliveryStatuses : deliveries;
    // A delivery of the whole event carries every read of it.
    const asked = database.statement<{ one: number }>(`SELECT 1 AS one FROM reads r JOIN deliveries d ON d.event_id = r.event_id
      WHERE r.id = ? AND (d.read_id IS NULL OR d.read_id = r.id) AND d.status IN (${statuses.map(() => "?").join(", ")})
      ${destinationId === undefined ? "" : "AND d.destination_id = ?"} LIMIT 1`);
    const values = [...statuses, ...(destinationId === undefined ? [] : [destinationId])];
    return (readId) => asked.get(readId, ...values) !== undefined;
  };
}
