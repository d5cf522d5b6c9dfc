import { createHash } from "node:crypto";
import { plateKey } from "../../shared/plate-list.ts";
import { steadyMs } from "../clock.ts";
import type { Committer } from "./committer.ts";
import type { Database } from "./database.ts";
import type { Placement } from "./image-appender.ts";
import { createInsertEvent, type EventContent } from "./insert-event.ts";
import { createSightings, type Sightings } from "./sightings.ts";
import type { EventStore, IncomingEvent, Route, RouteLookup } from "./store.ts";

/** Recognisers repeat a webhook whose answer they did not get; the same content within this time is that webhook. */
export const duplicateWindowMs = 24 * 60 * 60 * 1000;

/**
 * Makes a webhook durable: images, event, reads, deliveries, all or nothing.
 *
 * The same content (the JSON's and the images' bytes; not the multipart around them, nor headers) within 24 h is stored once,
 * quarantined or not. It is looked for before the images are written, so that a repetition costs no disk, and again inside the
 * transaction, where identical webhooks that came at the same moment meet.
 */
export function createAccept(database: Database, committer: Committer): EventStore["accept"] {
  const sightings = createSightings(database);
  const insert = createInsertEvent(database, sightings);
  const lookup = createRouteLookup(database, sightings);
  const selectSame = database.statement<{ id: number }>(
    "SELECT id FROM events WHERE content_key = ? AND content_hash = ? AND received_at BETWEEN ? AND ? ORDER BY id DESC LIMIT 1",
  );
  const selectReadIds = database.statement<{ id: number }>("SELECT id FROM reads WHERE event_id = ? ORDER BY position");

  /** Both ways round: a clock that was set back must not make a repeated webhook look new. */
  function sameContent(event: IncomingEvent, content: EventContent): number | null {
    const at = Math.round(event.receivedAt);
    const found = selectSame.get(content.key, content.hash, at - duplicateWindowMs + 1, at + duplicateWindowMs - 1);
    return found?.id ?? null;
  }

  function store(event: IncomingEvent, content: EventContent, route: Route, placed: readonly Placement[] | null) {
    const same = sameContent(event, content);
    if (same !== null) {
      return { eventId: same, duplicate: true, readIds: selectReadIds.all(same).map(({ id }) => id), deliveries: [] };
    }
    // The stored event went away (retention) after its images were found unnecessary.
    if (placed === null) return null;
    return insert(event, content, placed, route(event, lookup));
  }

  return async (event, route) => {
    const images = event.images.map(({ bytes }) => bytes);
    const content = contentOf(event);
    const request = {
      key: content.hash.toString("latin1"),
      images: () => (sameContent(event, content) === null ? images : null),
    };
    for (;;) {
      let flushedAt = 0;
      const accepted = await committer.writeWithImages(request, (placed) => {
        flushedAt = steadyMs();
        return store(event, content, route, placed);
      });
      if (accepted) return { ...accepted, flushedAt };
    }
  };
}

/** What a route may ask, answered by the very transaction that it runs in. */
export function createRouteLookup(database: Database, sightings: Pick<Sightings, "last">): RouteLookup {
  const onLists = database.statement<{ list_id: string }>("SELECT list_id FROM list_entries WHERE plate_key = ?");
  return {
    listsOf: (plate) => (plate === null ? [] : onLists.all(plateKey(plate)).map((row) => row.list_id)),
    lastSighting: sightings.last,
  };
}

/** Lengths are hashed too, so that bytes cannot wander between body and images. */
function contentOf({ body, images }: IncomingEvent): EventContent {
  const imageHashes = images.map(({ bytes, sha256 }) => sha256 ?? createHash("sha256").update(bytes).digest());
  const content = createHash("sha256").update(`${body.byteLength} ${images.length}\n`).update(body);
  for (const imageHash of imageHashes) content.update(imageHash);
  const hash = content.digest();
  return { hash, key: hash.readUIntBE(0, 6), imageHashes };
}
