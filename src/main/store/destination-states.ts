import type { Committer } from "./committer.ts";
import type { Database } from "./database.ts";
import type { DestinationState, DestinationStateStore } from "./store.ts";

interface StateRow {
  destination_id: string;
  paused_by: DestinationState["pausedBy"];
  reason: string | null;
  since: number | null;
  until: number | null;
  failing_since: number | null;
  last_success_at: number | null;
  paused_revision: string | null;
}

export function createDestinationStateStore(database: Database, committer: Committer): DestinationStateStore {
  const select = database.statement<StateRow>("SELECT * FROM destination_states WHERE destination_id = ?");
  const upsert = database.statement(`INSERT OR REPLACE INTO destination_states
    (destination_id, paused_by, reason, since, until, failing_since, last_success_at, paused_revision) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`);

  return {
    /** A destination that was never put has no pause and no past. */
    get(destinationId) {
      const row = select.get(destinationId);
      return {
        destinationId,
        pausedBy: row?.paused_by ?? null,
        reason: row?.reason ?? null,
        since: row?.since ?? null,
        until: row?.until ?? null,
        failingSince: row?.failing_since ?? null,
        lastSuccessAt: row?.last_success_at ?? null,
        pausedRevision: row?.paused_revision ?? null,
      };
    },
    async put(state) {
      const { destinationId, pausedBy, reason, since, until, failingSince, lastSuccessAt, pausedRevision } = state;
      await committer.write(() =>
        upsert.run(destinationId, pausedBy, reason, since, until, failingSince, lastSuccessAt, pausedRevision),
      );
    },
  };
}
