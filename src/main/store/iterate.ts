import type { Delivery } from "../../shared/delivery.ts";
import type { PlateRead, StoredEvent } from "../../shared/plate-read.ts";
import type { Database } from "./database.ts";
import { createEventEntries } from "./entries.ts";
import { eventSpan, pagedRows } from "./paged.ts";
import { type Condition, plateCondition } from "./read-filter.ts";
import { type DeliveryRow, type EventRow, type ReadRow, readColumns, toDelivery, toRead } from "./rows.ts";
import type { ReadFilter } from "./store.ts";

/** The three exports, in order of id; of the receiver's own connection as well as of a read-only one. */
export interface Iterators {
  events(filter: ReadFilter): Iterable<StoredEvent>;
  reads(filter: ReadFilter): Iterable<PlateRead>;
  deliveries(filter: ReadFilter): Iterable<Delivery>;
}

export function createIterators(database: Database): Iterators {
  const entries = createEventEntries(database);

  return {
    *events(filter) {
      const conditions = eventSpan(database, filter, "e.id");
      const plate = plateCondition(filter);
      if (plate) conditions.push(anyRead("r.event_id = e.id", plate));
      const select = "SELECT t.* FROM events t JOIN events e ON e.id = t.id";
      for (const row of pagedRows<EventRow>(database, select, conditions)) yield entries.event(row);
    },
    *reads(filter) {
      const conditions = eventSpan(database, filter, "r.event_id");
      const plate = plateCondition(filter);
      if (plate) conditions.push(plate);
      // t is the paged name, r the one that readColumns and conditions use, for the very same row.
      const select = `SELECT ${readColumns} FROM reads t JOIN reads r ON r.id = t.id JOIN events e ON e.id = r.event_id`;
      for (const row of pagedRows<ReadRow>(database, select, conditions)) yield toRead(row);
    },
    *deliveries(filter) {
      const conditions = eventSpan(database, filter, "t.event_id");
      const plate = plateCondition(filter);
      // A delivery of the whole event carries every plate in it.
      if (plate) conditions.push(anyRead("r.event_id = t.event_id AND (t.read_id IS NULL OR r.id = t.read_id)", plate));
      const select = "SELECT t.* FROM deliveries t JOIN events e ON e.id = t.event_id";
      for (const row of pagedRows<DeliveryRow>(database, select, conditions)) yield toDelivery(row);
    },
  };
}

function anyRead(join: string, plate: Condition): Condition {
  return { sql: `EXISTS (SELECT 1 FROM reads r WHERE ${join} AND ${plate.sql})`, values: plate.values };
}
