import type { StoredEvent } from "../../shared/plate-read.ts";
import type { Database } from "./database.ts";
import {
  type DeliveryRow,
  type EventRow,
  type ImageRow,
  type ReadRow,
  readColumns,
  toDelivery,
  toEvent,
  toImage,
  toRead,
} from "./rows.ts";
import type { FeedEntry } from "./store.ts";

/** Puts an event together from its rows; used by feed, inspector and export alike. */
export interface EventEntries {
  event(row: EventRow): StoredEvent;
  entry(row: EventRow): FeedEntry;
}

export function createEventEntries(database: Database): EventEntries {
  const images = database.statement<ImageRow>("SELECT * FROM images WHERE event_id = ? ORDER BY id");
  const reads = database.statement<ReadRow>(
    `SELECT ${readColumns} FROM reads r JOIN events e ON e.id = r.event_id WHERE r.event_id = ? ORDER BY r.position`,
  );
  const deliveries = database.statement<DeliveryRow>("SELECT * FROM deliveries WHERE event_id = ? ORDER BY id");

  function event(row: EventRow): StoredEvent {
    return toEvent(row, images.all(row.id).map(toImage));
  }

  return {
    event,
    entry: (row) => ({
      event: event(row),
      reads: reads.all(row.id).map(toRead),
      deliveries: deliveries.all(row.id).map(toDelivery),
    }),
  };
}
