import type { DeliveryLane } from "../../shared/delivery.ts";
import { plateKey } from "../../shared/plate-list.ts";
import type { ReadDraft } from "../../shared/plate-read.ts";
import type { Database, Value } from "./database.ts";
import type { Sightings } from "./sightings.ts";
import type { IncomingEvent, Routing } from "./store.ts";

/** Rows that belong to an event; to be used inside a transaction. */
export interface EventRows {
  /** Returns the read's id. */
  addRead(eventId: number, position: number, read: ReadDraft): number;
  /**
   * Adds what was routed and counts it into the ledger's own side, apart from the triggers that count rows. `readIds`: by
   * the reads' index. `createdAt`: since when it is owed. Returns the delivery's id.
   */
  addDelivery(
    eventId: number,
    event: Pick<IncomingEvent, "receivedAt" | "camera">,
    routing: Routing,
    readIds: readonly number[],
    how: { lane: DeliveryLane; createdAt: number },
  ): number;
}

/** The columns of `reads` that hold a ReadDraft, in the order of `draftValues`. */
const draftColumns = [
  ...["plate", "plate_key", "score", "dscore", "region", "region_score", "vehicle_type", "vehicle_score", "make", "model"],
  ...["make_model_score", "color", "color_score", "orientation", "direction", "speed", "plate_box", "vehicle_box", "candidates"],
];

/** SQL that sets all columns of a draft; its values are `draftValues`. */
export const setDraft = draftColumns.map((column) => `${column} = ?`).join(", ");

export function draftValues(read: ReadDraft): Value[] {
  return [
    read.plate,
    read.plate === null ? null : plateKey(read.plate),
    read.score,
    read.dscore,
    read.region,
    read.regionScore,
    read.vehicleType,
    read.vehicleScore,
    read.make,
    read.model,
    read.makeModelScore,
    read.color,
    read.colorScore,
    read.orientation,
    read.direction,
    read.speed,
    read.plateBox === null ? null : JSON.stringify(read.plateBox),
    read.vehicleBox === null ? null : JSON.stringify(read.vehicleBox),
    JSON.stringify(read.candidates),
  ];
}

export function createEventRows(database: Database, sightings: Pick<Sightings, "add">): EventRows {
  const insertRead = database.statement(
    `INSERT INTO reads (event_id, position, ${draftColumns.join(", ")}) VALUES (${marks(draftColumns.length + 2)})`,
  );
  const insertDelivery = database.statement(`INSERT INTO deliveries (event_id, read_id, destination_id, forwarder, camera, lane,
    status, attempts, created_at, expires_at, last_error) VALUES (?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?)`);
  const countAccepted = database.statement(`INSERT INTO delivery_ledgers (destination_id, accepted) VALUES (?, 1)
    ON CONFLICT (destination_id) DO UPDATE SET accepted = accepted + 1`);

  return {
    addRead: (eventId, position, read) => insertRead.run(eventId, position, ...draftValues(read)).id,
    addDelivery(eventId, event, routing, readIds, { lane, createdAt }) {
      const readId = routing.readIndex === null ? null : readIds[routing.readIndex];
      if (readId === undefined) throw new Error(`A delivery was routed for read ${routing.readIndex}, which the event has not.`);
      const { id } = insertDelivery.run(
        eventId,
        readId,
        routing.destinationId,
        routing.forwarder,
        event.camera,
        lane,
        routing.status,
        Math.round(createdAt),
        whole(routing.expiresAt),
        routing.reason,
      );
      countAccepted.run(routing.destinationId);
      if (routing.sightings) sightings.add(routing.destinationId, id, event.receivedAt, routing.sightings);
      return id;
    },
  };
}

export function marks(count: number): string {
  return Array.from({ length: count }, () => "?").join(", ");
}

/** INTEGER columns are strict; the parser may hand on a time with fractions. */
export function whole(value: number | null): number | null {
  return value === null ? null : Math.round(value);
}
