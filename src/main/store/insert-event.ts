import type { Database } from "./database.ts";
import { createEventRows, marks, whole } from "./event-rows.ts";
import type { Placement } from "./image-appender.ts";
import type { Sightings } from "./sightings.ts";
import type { AcceptedEvent, IncomingEvent, IncomingImage, Routing } from "./store.ts";

/** One IncomingEvent with what accept found out about it. */
export interface EventContent {
  /** SHA-256 over body and images. */
  hash: Buffer;
  /** Its first 48 bits, as the index has it. */
  key: number;
  /** SHA-256 of each image. */
  imageHashes: readonly Uint8Array[];
}

/** Writes one event with everything that belongs to it; to be called inside a transaction. */
export type InsertEvent = (
  event: IncomingEvent,
  content: EventContent,
  placed: readonly Placement[],
  routings: readonly Routing[],
) => Omit<AcceptedEvent, "flushedAt">;

/** The SQL of `accept`. */
export function createInsertEvent(database: Database, sightings: Pick<Sightings, "add">): InsertEvent {
  const rows = createEventRows(database, sightings);
  const insertEvent =
    database.statement(`INSERT INTO events (kind, hook_event, received_at, captured_at, captured_at_local, camera,
    source, remote_address, sender_camera_id, sender_camera_name, sender_mac_address, sender_serial_number, reason, read_count,
    content_key, content_hash) VALUES (${marks(16)})`);
  const insertBody = database.statement("INSERT INTO bodies (event_id, content_type, bytes) VALUES (?, ?, ?)");
  const insertImage = database.statement(`INSERT INTO images (event_id, role, part, filename, content_type, size, width, height,
    unreadable, segment_id, offset, sha256) VALUES (${marks(12)})`);

  function addImage(eventId: number, image: IncomingImage, place: Placement, hash: Uint8Array): void {
    insertImage.run(
      eventId,
      image.role,
      image.part,
      image.filename,
      image.contentType,
      image.bytes.byteLength,
      whole(image.width),
      whole(image.height),
      image.unreadable,
      place.segment,
      place.offset,
      hash,
    );
  }

  return (event, content, placed, routings) => {
    const eventId = insertEvent.run(
      event.kind,
      event.hookEvent,
      Math.round(event.receivedAt),
      whole(event.capturedAt),
      event.capturedAtLocal,
      event.camera,
      event.source,
      event.remoteAddress,
      event.headers.cameraId,
      event.headers.cameraName,
      event.headers.macAddress,
      event.headers.serialNumber,
      event.reason,
      event.reads.length,
      content.key,
      content.hash,
    ).id;
    insertBody.run(eventId, event.contentType, event.body);
    for (const [index, image] of event.images.entries()) {
      const place = placed[index];
      const hash = content.imageHashes[index];
      if (!place || !hash) throw new Error(`Image ${index} of the event has no place on the disk.`);
      addImage(eventId, image, place, hash);
    }
    const readIds = event.reads.map((read, index) => rows.addRead(eventId, index, read));
    const deliveries = routings.map((routing) => ({
      id: rows.addDelivery(eventId, event, routing, readIds, { lane: "live", createdAt: event.receivedAt }),
      destinationId: routing.destinationId,
      camera: event.camera,
      lane: "live" as const,
      status: routing.status,
    }));
    return { eventId, duplicate: false, readIds, deliveries };
  };
}
