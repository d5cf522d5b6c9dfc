import type { PlateListView } from "../../main/console/backend.ts";

/** hand: kept here. new: no sync has been done yet. synced: the last one worked. failing: it does not work, since when. */
export type SyncState = "hand" | "new" | "synced" | "failing";

/** How a list is filled, and how that goes. */
export function syncState({ sync }: Pick<PlateListView, "sync">): SyncState {
  if (sync === null) return "hand";
  if (sync.failingSince !== null || sync.problem !== null) return "failing";
  return sync.syncedAt === null ? "new" : "synced";
}
