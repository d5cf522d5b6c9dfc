import { type DeliveryStatus, deliveryStatuses, type LedgerLine } from "../../shared/delivery.ts";
import type { Database } from "./database.ts";
import type { DeliveryStore } from "./store.ts";

interface CountRow {
  destination_id: string;
  status: DeliveryStatus;
  count: number;
}

/**
 * The ledger. Its two sides are counted apart from each other: `accepted` by accept, row by row as it promises a delivery;
 * the statuses by triggers as rows come, change and go, plus `archived`, what retention says that it removed. A delivery
 * that got lost on any way makes the sides differ.
 */
export interface Ledger extends Pick<DeliveryStore, "ledger"> {
  /** Counts the rows again instead of trusting the running counters; 100 ms for a million deliveries. */
  recount(): LedgerLine[];
}

export function createLedger(database: Database): Ledger {
  const accepted = database.statement<{ accepted: number }>("SELECT accepted FROM delivery_ledgers WHERE destination_id = ?");
  const counts = database.statement<CountRow>(
    "SELECT destination_id, status, live + archived AS count FROM delivery_counts WHERE destination_id = ?",
  );
  const known = database.statement<{ destination_id: string }>(
    "SELECT destination_id FROM delivery_ledgers UNION SELECT destination_id FROM delivery_counts ORDER BY 1",
  );
  const archived = database.statement<CountRow>("SELECT destination_id, status, archived AS count FROM delivery_counts");
  const recounted = database.statement<CountRow>(
    "SELECT destination_id, status, count(*) AS count FROM deliveries GROUP BY destination_id, status",
  );

  function line(destinationId: string, rows: readonly CountRow[]): LedgerLine {
    const sums = Object.fromEntries(deliveryStatuses.map((status) => [status, 0])) as Record<DeliveryStatus, number>;
    for (const row of rows) if (row.destination_id === destinationId) sums[row.status] += row.count;
    const owed = accepted.get(destinationId)?.accepted ?? 0;
    const found = Object.values(sums).reduce((sum, count) => sum + count, 0);
    return { destinationId, accepted: owed, counts: sums, balanced: owed === found };
  }

  return {
    ledger: (destinationIds) => destinationIds.map((id) => line(id, counts.all(id))),
    recount() {
      const rows = [...archived.all(), ...recounted.all()];
      return known.all().map(({ destination_id }) => line(destination_id, rows));
    },
  };
}
