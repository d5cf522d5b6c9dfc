import { createHash, type Hash } from "node:crypto";
import { plateKey } from "../../shared/plate-list.ts";
import type { Committer } from "./committer.ts";
import type { Database } from "./database.ts";
import type { HashThread } from "./hash-thread.ts";
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
 * quarantined or not. It is looked for inside the transaction, where identical webhooks that came at the same moment meet too. What
 * may be a repetition, because its JSON came before, is looked for earlier as well, so that it costs no disk:
 *
 *   JSON never seen --> images are written, and hashed meanwhile ------------------> stored
 *   JSON seen ---------> images are hashed --> same content: nothing is written ---> nothing is stored
 *                                         \-> other images: written --------------> stored
 */
export function createAccept(database: Database, committer: Committer, hashes: Pick<HashThread, "sha256">): EventStore["accept"] {
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

  const seen = createSeen();

  return async (event, route) => {
    const images = event.images.map(({ bytes }) => bytes);
    const body = bodyHash(event);
    const repeated = seen(body.copy().digest("base64"));
    const hashed = hashes.sha256(images);
    let content = hashed instanceof Promise ? null : contentOf(body, hashed);
    const meanwhile = hashed instanceof Promise ? hashed.then((done) => (content = contentOf(body, done))) : undefined;
    if (repeated) await meanwhile;
    for (;;) {
      let flushedAt = 0;
      const known = content;
      const request = known
        ? { key: known.hash.toString("latin1"), images: () => (sameContent(event, known) === null ? images : null) }
        : { key: null, images: () => images, meanwhile };
      const accepted = await committer.writeWithImages(request, (placed) => {
        flushedAt = performance.now();
        return store(event, content as EventContent, route, placed);
      });
      if (accepted) return { ...accepted, flushedAt };
    }
  };
}

/** As many as come in some minutes under the highest load; repetitions follow soon, when a sender got no answer. */
const rememberedBodies = 10_000;

/** Tells of each JSON whether it came before, and remembers it. After a restart repetitions cost disk, no more. */
function createSeen(): (body: string) => boolean {
  const seen = new Set<string>();
  return (body) => {
    if (seen.has(body)) return true;
    seen.add(body);
    const [oldest] = seen;
    if (seen.size > rememberedBodies && oldest !== undefined) seen.delete(oldest);
    return false;
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
function bodyHash({ body, images }: IncomingEvent): Hash {
  return createHash("sha256").update(`${body.byteLength} ${images.length}\n`).update(body);
}

function contentOf(body: Hash, imageHashes: readonly Uint8Array[]): EventContent {
  for (const hash of imageHashes) body.update(hash);
  const hash = body.digest();
  return { hash, key: hash.readUIntBE(0, 6), imageHashes };
}
