import { type DeliveryStatus, deliveryStatuses } from "../../shared/delivery.ts";
import type { Database, Value } from "./database.ts";
import type { Iterators } from "./iterate.ts";
import { createLedger } from "./ledger.ts";
import { type AttemptRow, type DeliveryRow, toAttempt, toDelivery } from "./rows.ts";
import type { SideThread } from "./side-thread.ts";
import type { DeliveryEntry, DeliveryFilter, DeliveryStore } from "./store.ts";

/** What delivery-changes.ts does; the rest of DeliveryStore is here. */
export type DeliveryChanges = Pick<
  DeliveryStore,
  "claim" | "finish" | "release" | "releaseStale" | "expire" | "retry" | "cancel" | "makeDue"
>;

interface DeliveryStoreParts {
  database: Database;
  side: SideThread;
  changes: DeliveryChanges;
  iterate: Iterators["deliveries"];
}

interface EntryRow extends DeliveryRow {
  kind: DeliveryEntry["eventKind"];
  received_at: number;
  scene_image_id: number | null;
}

const listLimit = 100;
/** So many deliveries are counted in 2 ms: no thread is needed for them. */
const recountedAtOnce = 20_000;
/** The median is taken of this many newest deliveries: enough to be telling, few enough to sort at any time. */
const medianOf = 999;

/** Reading deliveries. Everything the queue asks while it works is one seek in a partial index, however many rows there are. */
export function createDeliveryStore({ database, side, changes, iterate }: DeliveryStoreParts): DeliveryStore {
  const ledger = createLedger(database);
  const byId = database.statement<DeliveryRow>("SELECT * FROM deliveries WHERE id = ?");
  const attemptsOf = database.statement<AttemptRow>("SELECT * FROM attempts WHERE delivery_id = ? ORDER BY id");
  const headOf = database.statement<DeliveryRow>(`SELECT * FROM deliveries
    WHERE status = 'pending' AND destination_id = ? AND lane = ? AND camera = ? ORDER BY id LIMIT 1`);
  // Jumps from camera to camera through the index, instead of walking over every waiting delivery.
  const camerasWaiting = database.statement<{ camera: string }>(`WITH RECURSIVE waiting (camera) AS (
      SELECT min(camera) FROM deliveries WHERE status = 'pending' AND destination_id = ?1 AND lane = ?2
      UNION ALL
      SELECT (SELECT min(d.camera) FROM deliveries d
        WHERE d.status = 'pending' AND d.destination_id = ?1 AND d.lane = ?2 AND d.camera > waiting.camera)
      FROM waiting WHERE waiting.camera IS NOT NULL
    ) SELECT camera FROM waiting WHERE camera IS NOT NULL`);
  const counts = database.statement<{ destination_id: string; status: DeliveryStatus; live: number }>(
    "SELECT destination_id, status, live FROM delivery_counts WHERE live > 0",
  );
  const live = database.statement<{ count: number }>("SELECT coalesce(sum(live), 0) AS count FROM delivery_counts");
  const page = database.statement<{ id: number }>(
    "SELECT id FROM deliveries WHERE destination_id = ? AND status = ? AND id < ? ORDER BY id DESC LIMIT ?",
  );
  const newestPage = database.statement<{ id: number }>("SELECT id FROM deliveries WHERE id < ? ORDER BY id DESC LIMIT ?");
  const entryById = database.statement<EntryRow>(`SELECT d.*, e.kind, e.received_at,
    (SELECT i.id FROM images i WHERE i.event_id = e.id AND i.role = 'scene' ORDER BY i.id LIMIT 1) AS scene_image_id
    FROM deliveries d JOIN events e ON e.id = d.event_id WHERE d.id = ?`);
  const platesOf = database.statement<{ plate: string | null }>(
    "SELECT plate FROM reads WHERE event_id = ?1 AND (?2 IS NULL OR id = ?2) ORDER BY position",
  );
  const deliveredSince = database.statement<{ count: number }>(
    "SELECT count(*) AS count FROM deliveries WHERE status = 'delivered' AND destination_id = ? AND delivered_at >= ?",
  );
  const delays = database.statement<{ ms: number }>(`SELECT delivered_at - created_at AS ms FROM deliveries
    WHERE status = 'delivered' AND destination_id = ? AND delivered_at >= ? ORDER BY delivered_at DESC LIMIT ${medianOf}`);

  /** The newest of several index ranges: each gives its own newest, and those are merged. */
  function idsOf({ destinationId, statuses, beforeId, limit }: DeliveryFilter): number[] {
    const before = beforeId ?? Number.MAX_SAFE_INTEGER;
    const most = limit ?? listLimit;
    if (destinationId === undefined && statuses === undefined) return newestPage.all(before, most).map(({ id }) => id);
    const wanted = new Set<DeliveryStatus>(statuses ?? deliveryStatuses);
    return counts
      .all()
      .filter((row) => wanted.has(row.status) && (destinationId === undefined || row.destination_id === destinationId))
      .flatMap((row) => page.all(row.destination_id, row.status, before, most).map(({ id }) => id))
      .sort((a, b) => b - a)
      .slice(0, most);
  }

  function entry(id: number): DeliveryEntry[] {
    const row = entryById.get(id);
    if (!row) return [];
    const readId: Value = row.read_id;
    return [
      {
        delivery: toDelivery(row),
        plates: platesOf.all(row.event_id, readId).map(({ plate }) => plate),
        eventKind: row.kind,
        receivedAt: row.received_at,
        sceneImageId: row.scene_image_id,
      },
    ];
  }

  return {
    ...changes,
    ledger: ledger.ledger,
    async verifyLedger() {
      if ((live.get()?.count ?? 0) < recountedAtOnce) return ledger.recount();
      // Where there is no such thread, in the receiver's way rather than not at all.
      return side.ask("recountLedger").catch(() => ledger.recount());
    },
    iterate,
    get(id) {
      const row = byId.get(id);
      return row ? toDelivery(row) : null;
    },
    attempts: (deliveryId) => attemptsOf.all(deliveryId).map(toAttempt),
    list: (filter) => idsOf(filter).flatMap(entry),
    head(destinationId, lane, camera) {
      const row = headOf.get(destinationId, lane, camera);
      return row ? toDelivery(row) : null;
    },
    pendingCameras: (destinationId, lane) => camerasWaiting.all(destinationId, lane).map(({ camera }) => camera),
    numbers(destinationId, since) {
      const live = new Map(
        counts
          .all()
          .filter((row) => row.destination_id === destinationId)
          .map((row) => [row.status, row.live]),
      );
      const sorted = delays
        .all(destinationId, since)
        .map(({ ms }) => ms)
        .sort((a, b) => a - b);
      return {
        delivered: deliveredSince.get(destinationId, since)?.count ?? 0,
        waiting: (live.get("pending") ?? 0) + (live.get("sending") ?? 0),
        failed: live.get("failed") ?? 0,
        medianDelayMs: sorted[Math.floor((sorted.length - 1) / 2)] ?? null,
      };
    },
  };
}
