import { recordedPhrase } from "../../shared/phrases/phrase.ts";
import { createRouteLookup } from "./accept.ts";
import type { Committer } from "./committer.ts";
import type { Database } from "./database.ts";
import { createEventEntries } from "./entries.ts";
import { createEventRows, draftValues, setDraft, whole } from "./event-rows.ts";
import { changesOf, type RereadChanges, type Understanding } from "./reread-changes.ts";
import type { EventRow } from "./rows.ts";
import { createSightings } from "./sightings.ts";
import type { AcceptedEvent, FeedEntry, IncomingEvent, Route } from "./store.ts";

/** Reading stored events once more with the parser as it is now. The body and the images stay as they were received. */
export interface RereadingStore {
  /** Quarantined events of a span of time: those above `afterId` in order of id, or the newest below `beforeId`. */
  quarantined(span: QuarantinedSpan & ({ afterId: number } | { beforeId: number }) & { limit: number }): FeedEntry[];
  countQuarantined(span: QuarantinedSpan): number;
  /**
   * Writes what the parser makes of an event now, all or nothing: its reads, and a delivery of the replay lane for each routing of a
   * read (or event) that has none to that destination yet. So the same once more adds nothing. Null where retention removed it.
   */
  apply(eventId: number, now: Understanding, route: Route, at: number): Promise<Reread | null>;
}

export interface QuarantinedSpan {
  since?: number | undefined;
  until?: number | undefined;
}

export interface Reread extends Pick<RereadChanges, "outcome"> {
  corrected: number;
  added: number;
  deliveries: AcceptedEvent["deliveries"];
}

export function createRereadingStore(database: Database, committer: Committer): RereadingStore {
  const sightings = createSightings(database);
  const lookup = createRouteLookup(database, sightings);
  const rows = createEventRows(database, sightings);
  const entries = createEventEntries(database);
  const byId = database.statement<EventRow>("SELECT * FROM events WHERE id = ?");
  const spanSql = "kind = 'quarantined' AND received_at >= ? AND received_at < ?";
  const select = `SELECT * FROM events INDEXED BY events_quarantined WHERE ${spanSql} AND`;
  const above = database.statement<EventRow>(`${select} id > ? ORDER BY id LIMIT ?`);
  const below = database.statement<EventRow>(`${select} id < ? ORDER BY id DESC LIMIT ?`);
  const countSpan = database.statement<{ count: number }>(
    `SELECT count(*) AS count FROM events INDEXED BY events_quarantined WHERE ${spanSql}`,
  );
  const updateEvent = database.statement(`UPDATE events SET kind = ?, hook_event = ?, captured_at = ?, captured_at_local = ?,
    camera = ?, sender_camera_id = coalesce(sender_camera_id, ?), sender_camera_name = coalesce(sender_camera_name, ?),
    sender_mac_address = coalesce(sender_mac_address, ?), sender_serial_number = coalesce(sender_serial_number, ?),
    reason = ?, read_count = ? WHERE id = ?`);
  const updateRead = database.statement(`UPDATE reads SET ${setDraft} WHERE id = ?`);
  const owed = database.statement("SELECT 1 FROM deliveries WHERE event_id = ? AND destination_id = ? AND read_id IS ?");

  function write(stored: FeedEntry, now: Understanding, changes: RereadChanges): number[] {
    const { id } = stored.event;
    for (const { id: readId, read } of changes.corrected) updateRead.run(...draftValues(read), readId);
    const added = changes.added.map((read, index) => rows.addRead(id, changes.from + index, read));
    const readIds = [...stored.reads.map((read) => read.id), ...added];
    const { cameraId, cameraName, macAddress, serialNumber } = now.headers;
    updateEvent.run(
      ...[now.kind, now.hookEvent, whole(now.capturedAt), now.capturedAtLocal, now.camera],
      ...[cameraId, cameraName, macAddress, serialNumber, now.reason, readIds.length, id],
    );
    return readIds;
  }

  function apply(eventId: number, now: Understanding, route: Route, at: number): Reread | null {
    const row = byId.get(eventId);
    if (!row) return null;
    const stored = entries.entry(row);
    const changes = changesOf(stored, now);
    const { outcome } = changes;
    const reread = { outcome, corrected: changes.corrected.length, added: changes.added.length };
    if (now.kind === "quarantined") return { ...reread, deliveries: [] };
    const readIds = outcome === "unchanged" ? stored.reads.map(({ id }) => id) : write(stored, now, changes);
    const event = routedEvent(stored, now);
    const deliveries = route(event, lookup).flatMap((routing): AcceptedEvent["deliveries"] => {
      const readId = routing.readIndex === null ? null : (readIds[routing.readIndex] ?? null);
      if (owed.get(eventId, routing.destinationId, readId)) return [];
      const id = rows.addDelivery(eventId, event, routing, readIds, { lane: "replay", createdAt: at });
      const { destinationId, status } = routing;
      return [{ id, destinationId, camera: event.camera, lane: "replay", status }];
    });
    return { ...reread, deliveries };
  }

  return {
    quarantined({ since = 0, until = Number.MAX_SAFE_INTEGER, limit, ...from }) {
      const rows =
        "afterId" in from ? above.all(since, until, from.afterId, limit) : below.all(since, until, from.beforeId, limit);
      return rows.map(entries.entry);
    },
    countQuarantined: ({ since, until }) => countSpan.get(since ?? 0, until ?? Number.MAX_SAFE_INTEGER)?.count ?? 0,
    apply: (eventId, now, route, at) => committer.write(() => apply(eventId, now, route, at)),
  };
}

/** The event as rules judge it: of its images they only ask what they are. */
function routedEvent({ event }: FeedEntry, now: Understanding): IncomingEvent {
  const { receivedAt, source, remoteAddress, images } = event;
  const nothing = Buffer.alloc(0);
  return {
    ...now,
    ...{ receivedAt, source, remoteAddress, body: nothing, contentType: "" },
    images: images.map(({ unreadable, ...image }) => ({
      ...{ ...image, bytes: nothing },
      unreadable: unreadable === null ? null : recordedPhrase(unreadable),
    })),
  };
}
