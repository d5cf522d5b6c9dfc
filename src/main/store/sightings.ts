import { plateKey } from "../../shared/plate-list.ts";
import type { Database } from "./database.ts";
import type { RouteLookup } from "./store.ts";

/** Longer than any rule looks back, with room for webhooks that waited elsewhere. */
const keptMs = 2 * 24 * 60 * 60 * 1000;
/** Old ones that a new one removes: more than one, so that they end; few, so that no webhook pays for a long standstill. */
const sweptAtOnce = 8;

/** Plates as they are sighted at destinations whose rules ask for the first sighting only; to be used inside a transaction. */
export interface Sightings {
  add(destinationId: string, deliveryId: number, receivedAt: number, plates: readonly string[]): void;
  last: RouteLookup["lastSighting"];
}

export function createSightings(database: Database): Sightings {
  const insert = database.statement(
    "INSERT INTO sightings (destination_id, plate_key, received_at, delivery_id) VALUES (?, ?, ?, ?)",
  );
  const sweep = database.statement(
    `DELETE FROM sightings WHERE id IN (SELECT id FROM sightings WHERE received_at < ? ORDER BY received_at LIMIT ${sweptAtOnce})`,
  );
  const newest = database.statement<{ at: number }>(`SELECT s.received_at AS at FROM sightings s
    JOIN deliveries d ON d.id = s.delivery_id
    WHERE s.destination_id = ? AND s.plate_key = ? AND s.received_at BETWEEN ? AND ? AND d.status IN ('pending', 'sending', 'delivered')
    ORDER BY s.received_at DESC LIMIT 1`);

  return {
    add(destinationId, deliveryId, receivedAt, plates) {
      for (const key of new Set(plates.map(plateKey))) {
        insert.run(destinationId, key, Math.round(receivedAt), deliveryId);
        sweep.run(Math.round(receivedAt) - keptMs);
      }
    },
    last: (destinationId, plate, since, until) =>
      newest.get(destinationId, plateKey(plate), Math.floor(since), Math.ceil(until))?.at ?? null,
  };
}
