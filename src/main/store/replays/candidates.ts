import type { DeliveryStatus } from "../../../shared/delivery.ts";
import type { EventKind, ImageRole } from "../../../shared/plate-read.ts";
import type { ReplayKind, ReplayOrders } from "../../../shared/replay.ts";
import type { Database } from "../database.ts";
import { type ReadRow, readColumns, toRead } from "../rows.ts";
import type { EventSpan, ReplayCandidate } from "./replay-store.ts";

/** Ids looked at with one question. */
const pageIds = 500;
/** A step ends after this long. */
const stepMs = 6;

/** The statuses of a delivery for which each kind of reads is sent again. */
const statusesOf: Record<Exclude<ReplayKind, "never">, readonly DeliveryStatus[]> = {
  failed: ["failed"],
  expired: ["expired"],
  cancelled: ["cancelled"],
  keptBack: ["filtered", "skipped"],
  delivered: ["delivered"],
};

/** Gives the events of replay orders, a few milliseconds' worth at a time. */
export function createCandidates(database: Database) {
  const events = database.statement<{ id: number; kind: EventKind; camera: string; received_at: number }>(
    `SELECT id, kind, camera, received_at FROM events
     WHERE id > ? AND id <= ? AND received_at >= ? AND received_at < ? AND kind <> 'quarantined' ORDER BY id`,
  );
  const owed = database.statement<{ id: number; read_id: number | null; status: DeliveryStatus }>(
    "SELECT id, read_id, status FROM deliveries WHERE event_id = ? AND destination_id = ? ORDER BY id",
  );
  const readsOf = database.statement<ReadRow>(
    `SELECT ${readColumns} FROM reads r JOIN events e ON e.id = r.event_id WHERE r.event_id = ? ORDER BY r.position`,
  );
  const imagesOf = database.statement<{ role: ImageRole; unreadable: string | null }>(
    "SELECT role, unreadable FROM images WHERE event_id = ? ORDER BY id",
  );

  /** From above `span.first` on; `take` is called for each, and `cursor` is the last id that was looked at. */
  return (orders: ReplayOrders, span: EventSpan, take: (candidate: ReplayCandidate) => void): number => {
    const deadline = performance.now() + stepMs;
    const cameras = new Set(orders.cameras);
    const wanted = new Set(orders.kinds.flatMap((kind) => (kind === "never" ? [] : statusesOf[kind])));
    const never = orders.kinds.includes("never");
    for (let cursor = span.first; ; ) {
      const last = Math.min(span.last, cursor + pageIds);
      for (const event of events.all(cursor, last, orders.since, orders.until)) {
        cursor = event.id;
        if (cameras.size > 0 && !cameras.has(event.camera)) continue;
        const deliveries = owed.all(event.id, orders.destinationId);
        if (!never && !deliveries.some(({ status }) => wanted.has(status))) continue;
        take({
          ...{ eventId: event.id, kind: event.kind, camera: event.camera, receivedAt: event.received_at },
          reads: readsOf.all(event.id).map(toRead),
          images: imagesOf.all(event.id),
          deliveries: deliveries.map(({ id, read_id, status }) => ({ id, readId: read_id, status })),
        });
        if (performance.now() > deadline) return cursor;
      }
      cursor = last;
      if (cursor >= span.last || performance.now() > deadline) return cursor;
    }
  };
}
