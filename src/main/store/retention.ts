import type { Clock } from "../clock.ts";
import type { StoreBackups } from "./backups/backups.ts";
import type { Committer } from "./committer.ts";
import type { Database } from "./database.ts";
import { createDeleteEvent } from "./delete-event.ts";
import type { SegmentRemover } from "./remove-segments.ts";
import type { RetentionPolicy, RetentionReport, Store } from "./store.ts";

interface RetentionParts {
  database: Database;
  committer: Committer;
  segments: SegmentRemover;
  clock: Clock;
  /** Bytes free on the disk of the data folder. */
  freeBytes(): number;
  backups: Pick<StoreBackups, "removeOlderThan" | "giveUpOldest">;
}

type Limit = NonNullable<RetentionReport["because"]>;

/**
 * Deleting stops after this long within one transaction: webhooks that wait behind it are answered in between. The commit takes as
 * long again, for an event's rows lie on a dozen pages, and nothing else runs meanwhile.
 */
const stepMs = 4;
const eventsLookedAt = 100;
const dayMs = 24 * 60 * 60 * 1000;
/** Empty pages of the database that go back to the disk per step. */
const pagesPerStep = 64;

/**
 * Deletes the oldest events until the policy holds, in small steps through the committer, one limit after the other.
 *
 * - `days` removes every event that is older, whatever became of it: people rely on it that nothing is kept for longer.
 *   Deliveries that still wait end as `expired`, so that the ledger tells.
 * - `maxEvents`, `maxImageBytes` and `minFreeBytes` pass over events with deliveries that are pending or under way: what was
 *   promised outranks them. When nothing but such events is left, the limit does not hold, and a disk that is full shows in
 *   the store's health.
 * - `minFreeBytes` and `maxImageBytes` only remove events that have images: deleting the others frees nothing on the disk.
 *
 * Copies of the database hold what was deleted since, so they go when all that is in them is too old. Where the disk is full, they (but
 * the newest), and pictures that nothing can refer to any more, go before events do.
 *
 * Image bytes are those that events refer to. On the disk up to one segment more may be taken, until its last image goes.
 */
export function createRetention(parts: RetentionParts): Store["retain"] {
  const { database, committer, segments, clock, freeBytes, backups } = parts;
  const deleteEvent = createDeleteEvent(database);
  const tooOld = database.statement<{ id: number }>(
    `SELECT id FROM events WHERE received_at < ? ORDER BY received_at, id LIMIT ${eventsLookedAt}`,
  );
  const oldest = database.statement<{ id: number; busy: number; pictured: number }>(`SELECT id,
      EXISTS (SELECT 1 FROM deliveries d WHERE d.event_id = e.id AND d.status IN ('pending', 'sending')) AS busy,
      EXISTS (SELECT 1 FROM images i WHERE i.event_id = e.id) AS pictured
    FROM events e WHERE id > ? ORDER BY id LIMIT ${eventsLookedAt}`);
  const countEvents = database.statement<{ count: number }>("SELECT coalesce(sum(events), 0) AS count FROM cameras");
  const countImageBytes = database.statement<{ bytes: number }>("SELECT coalesce(sum(bytes), 0) AS bytes FROM segments");
  const freePages = database.statement<{ freelist_count: number }>("PRAGMA freelist_count");
  const allPages = database.statement<{ page_count: number }>("PRAGMA page_count");

  const eventCount = () => countEvents.get()?.count ?? 0;
  const imageBytes = () => countImageBytes.get()?.bytes ?? 0;

  function deleteTooOld(cutoff: number): { removed: number; more: boolean } {
    const deadline = performance.now() + stepMs;
    let removed = 0;
    for (const { id } of tooOld.all(cutoff)) {
      deleteEvent(id);
      removed += 1;
      if (performance.now() > deadline) break;
    }
    return { removed, more: removed > 0 };
  }

  /** Walks on from `after` once: what was passed over is not looked at again. */
  function deleteOldest(
    after: number,
    isOver: () => boolean,
    pictured: boolean,
  ): { removed: number; after: number; more: boolean } {
    const deadline = performance.now() + stepMs;
    let removed = 0;
    let last = after;
    // Further pages while there is time: of a long backlog most are passed over.
    for (;;) {
      const page = oldest.all(last);
      if (page.length === 0) return { removed, after: last, more: false };
      for (const row of page) {
        if (!isOver()) return { removed, after: last, more: false };
        last = row.id;
        if (row.busy || (pictured && !row.pictured)) continue;
        deleteEvent(row.id);
        removed += 1;
        if (performance.now() > deadline) return { removed, after: last, more: true };
      }
      if (performance.now() > deadline) return { removed, after: last, more: true };
    }
  }

  async function givePagesBack(signal: AbortSignal): Promise<void> {
    const worthIt = () => (freePages.get()?.freelist_count ?? 0) > Math.max(pagesPerStep, (allPages.get()?.page_count ?? 0) / 5);
    while (!signal.aborted && worthIt()) await committer.write(() => database.exec(`PRAGMA incremental_vacuum(${pagesPerStep})`));
  }

  return async (policy: RetentionPolicy, signal: AbortSignal): Promise<RetentionReport> => {
    const bytesBefore = imageBytes();
    const report: RetentionReport = { events: 0, imageBytes: 0, because: null };
    const note = (removed: number, limit: Limit) => {
      report.events += removed;
      if (removed > 0) report.because ??= limit;
    };

    for (let more = true; more && !signal.aborted; ) {
      const step = await committer.write(() => deleteTooOld(clock.now() - policy.days * dayMs));
      note(step.removed, "days");
      more = step.more;
    }
    const cutoff = clock.now() - policy.days * dayMs;
    await backups.removeOlderThan(cutoff);
    await segments.removeFormer(cutoff);

    async function hold(limit: Limit, isOver: () => boolean, pictured: boolean): Promise<void> {
      let after = 0;
      for (let more = true; more && !signal.aborted && isOver(); ) {
        const step = await committer.write(() => deleteOldest(after, isOver, pictured));
        note(step.removed, limit);
        ({ after, more } = step);
        // Only a segment without images gives room back, so it must go before the disk is asked again.
        if (step.removed > 0) await segments.removeEmpty();
      }
    }
    if (policy.maxEvents > 0) await hold("maxEvents", () => eventCount() > policy.maxEvents, false);
    if (policy.maxImageBytes > 0) await hold("maxImageBytes", () => imageBytes() > policy.maxImageBytes, true);
    if (policy.minFreeBytes > 0) {
      const isFull = () => freeBytes() < policy.minFreeBytes;
      while (!signal.aborted && isFull() && ((await backups.giveUpOldest()) || (await segments.giveUpFormer())));
    }
    if (policy.minFreeBytes > 0) await hold("minFreeBytes", () => freeBytes() < policy.minFreeBytes, true);

    await segments.removeEmpty();
    await givePagesBack(signal);
    // Webhooks may have come in meanwhile; what was removed is never less than nothing.
    report.imageBytes = report.events > 0 ? Math.max(0, bytesBefore - imageBytes()) : 0;
    return report;
  };
}
