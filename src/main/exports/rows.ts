/** What exports hold, of the console and of `plate-courier export`: flat rows, one shape per kind, in the order of their columns. Times are ISO, UTC. */
import type { Delivery } from "../../shared/delivery.ts";
import type { PlateRead, StoredEvent } from "../../shared/plate-read.ts";

export type Row = Record<string, string | number | null>;

/** What can be exported. */
export const exportKinds = ["reads", "deliveries", "events"] as const;
export type ExportKind = (typeof exportKinds)[number];

/** The columns of each kind, which programs rely on: only ever added to, at the end. */
export const exportColumns: Record<ExportKind, readonly string[]> = {
  reads: [
    ...["id", "eventId", "receivedAt", "capturedAt", "camera", "source", "plate", "score", "region", "vehicleType"],
    ...["make", "model", "color", "orientation", "direction", "capturedAtLocal", "speed"],
  ],
  deliveries: [
    ...["id", "readId", "eventId", "destination", "forwarder", "status", "attempts", "lastError", "nextAttemptAt", "deliveredAt"],
    ...["camera", "createdAt", "destinationId"],
  ],
  events: [
    ...["id", "kind", "hookEvent", "receivedAt", "capturedAt", "camera", "source", "remoteAddress", "reason", "images"],
    ...["cameraId", "cameraName", "macAddress", "serialNumber"],
  ],
};

const iso = (time: number | null): string | null => (time === null ? null : new Date(time).toISOString());

/** One read; `plate` is null where the vehicle shows none. */
export function readRow(read: PlateRead): Row {
  const { id, eventId, camera, source, plate, score, region, vehicleType, make, model, color, orientation, direction } = read;
  return {
    ...{ id, eventId, receivedAt: iso(read.receivedAt), capturedAt: iso(read.capturedAt), camera, source, plate, score, region },
    ...{ vehicleType, make, model, color, orientation, direction, capturedAtLocal: read.capturedAtLocal, speed: read.speed },
  };
}

/** One delivery; `nameOf` gives a destination's name, or null for one that does not exist any more. */
export function deliveryRow(delivery: Delivery, nameOf: (destinationId: string) => string | null): Row {
  const { id, readId, eventId, destinationId, forwarder, status, attempts, lastError, camera } = delivery;
  return {
    ...{ id, readId, eventId, destination: nameOf(destinationId) ?? destinationId, forwarder, status, attempts, lastError },
    ...{ nextAttemptAt: iso(delivery.nextAttemptAt), deliveredAt: iso(delivery.deliveredAt) },
    ...{ camera, createdAt: iso(delivery.createdAt), destinationId },
  };
}

/** One stored webhook; `images` is how many came with it. */
export function eventRow(event: StoredEvent): Row {
  const { id, kind, hookEvent, camera, source, remoteAddress, reason } = event;
  return {
    ...{ id, kind, hookEvent, receivedAt: iso(event.receivedAt), capturedAt: iso(event.capturedAt), camera, source },
    ...{ remoteAddress, reason, images: event.images.length, ...event.headers },
  };
}
