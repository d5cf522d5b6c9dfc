import type { Attempt } from "../../shared/delivery.ts";
import { slotMs } from "../../shared/overview.ts";
import type { Committer } from "./committer.ts";
import type { Database } from "./database.ts";
import { bucketOf, noBucket } from "./latency.ts";
import { dayOf } from "./segments.ts";

/** What happened when, counted as it happens: asking costs as much for a million reads as for a thousand. */
export interface CountStore {
  /** Per slot, in order, from `span.from` until before `span.to`; slots without anything are left out. null: all cameras. */
  reads(span: SlotSpan, camera: string | null): { slot: number; reads: number }[];
  cameras(span: SlotSpan): { camera: string; reads: number }[];
  /** Tries to deliver that ended in the span; `bucket`: see latency.ts. */
  attempts(span: SlotSpan): AttemptCount[];
  /** How fast the store fills, judged by the last days. */
  growth(now: number): Growth;
  /** What an older version of the program stored is not counted whole yet. */
  incomplete(): boolean;
  /** Counts that, in small steps; goes on where it was stopped. */
  countOlder(signal: AbortSignal): Promise<void>;
  /** Forgets counts of before `keptDays`, in small steps. */
  prune(now: number): Promise<void>;
}

/** Numbers of slots (quarters of an hour since the epoch). */
export interface SlotSpan {
  from: number;
  to: number;
}

export interface AttemptCount {
  destinationId: string;
  outcome: Attempt["outcome"];
  bucket: number;
  attempts: number;
}

export interface Growth {
  /** Over how many days it was seen, at most about a week. */
  days: number;
  imageBytes: number;
  events: number;
  /** All that are kept, and since when; null: none. */
  eventsKept: number;
  oldestAt: number | null;
}

/** Twice the longest range that is shown. */
const keptDays = 62;
const observedDays = 7;
const dayMs = 86_400_000;
const slotsPerDay = dayMs / slotMs;
/** Ids looked at within one transaction. */
const stepIds = 1000;

type Source = "events" | "attempts";

/** Counts one attempt; to be called inside the transaction that writes it. */
export type CountAttempt = (attempt: EndedAttempt) => void;

interface EndedAttempt {
  destinationId: string;
  outcome: string;
  endedAt: number;
  /** When the webhook came; null: how long it took says nothing (it was sent again by hand). */
  since: number | null;
}

export function createCountAttempt(database: Database): CountAttempt {
  const add =
    database.statement(`INSERT INTO attempt_counts (slot, destination_id, outcome, bucket, attempts) VALUES (?, ?, ?, ?, 1)
    ON CONFLICT (slot, destination_id, outcome, bucket) DO UPDATE SET attempts = attempts + 1`);
  return ({ destinationId, outcome, endedAt, since }) => {
    const bucket = outcome === "delivered" && since !== null ? bucketOf(endedAt - since) : noBucket;
    add.run(Math.floor(endedAt / slotMs), destinationId, outcome, bucket);
  };
}

export function createCountStore(database: Database, committer: Committer): CountStore {
  const ofAll = database.statement<{ slot: number; reads: number }>(
    "SELECT slot, sum(reads) AS reads FROM read_counts WHERE slot >= ? AND slot < ? GROUP BY slot ORDER BY slot",
  );
  const ofCamera = database.statement<{ slot: number; reads: number }>(
    "SELECT slot, reads FROM read_counts WHERE slot >= ? AND slot < ? AND camera = ? ORDER BY slot",
  );
  const perCamera = database.statement<{ camera: string; reads: number }>(
    "SELECT camera, sum(reads) AS reads FROM read_counts WHERE slot >= ? AND slot < ? GROUP BY camera",
  );
  const tries = database.statement<{ destination_id: string; outcome: Attempt["outcome"]; bucket: number; attempts: number }>(
    `SELECT destination_id, outcome, bucket, sum(attempts) AS attempts FROM attempt_counts
     WHERE slot >= ? AND slot < ? GROUP BY destination_id, outcome, bucket`,
  );
  const imagesSince = database.statement<{ bytes: number }>("SELECT coalesce(sum(end), 0) AS bytes FROM segments WHERE id > ?");
  const eventsSince = database.statement<{ events: number }>(
    "SELECT coalesce(sum(events), 0) AS events FROM read_counts WHERE slot >= ? AND slot < ?",
  );
  const kept = database.statement<{ events: number }>("SELECT coalesce(sum(events), 0) AS events FROM cameras");
  const oldest = database.statement<{ at: number | null }>("SELECT min(received_at) AS at FROM events");
  const left = database.statement<{ up_to: number }>("SELECT up_to FROM uncounted WHERE rows_of = ?");
  const counted = database.statement("UPDATE uncounted SET up_to = ? WHERE rows_of = ?");
  const countEvents = database.statement(`INSERT INTO read_counts (slot, camera, events, reads)
    SELECT received_at / ${slotMs}, camera, count(*), sum(read_count) FROM events WHERE id > ? AND id <= ? GROUP BY 1, 2
    ON CONFLICT (slot, camera) DO UPDATE SET events = events + excluded.events, reads = reads + excluded.reads`);
  const attemptsOf = database.statement<{
    destination_id: string;
    outcome: string;
    ended_at: number;
    since: number | null;
  }>(`SELECT d.destination_id, a.outcome, a.started_at + a.duration_ms AS ended_at,
      CASE d.lane WHEN 'live' THEN d.created_at END AS since
    FROM attempts a JOIN deliveries d ON d.id = a.delivery_id WHERE a.id > ? AND a.id <= ?`);
  const firstSlot = database.statement<{ slot: number | null }>(
    "SELECT min(slot) AS slot FROM (SELECT min(slot) AS slot FROM read_counts UNION ALL SELECT min(slot) FROM attempt_counts)",
  );
  const forget = ["read_counts", "attempt_counts"].map((table) => database.statement(`DELETE FROM ${table} WHERE slot < ?`));
  const countAttempt = createCountAttempt(database);

  const upTo = (source: Source) => left.get(source)?.up_to ?? 0;

  /** The newest of those that are left come first: the range that is looked at most is whole soonest. */
  function countStep(source: Source): void {
    const last = upTo(source);
    const first = Math.max(0, last - stepIds);
    if (source === "events") countEvents.run(first, last);
    else
      for (const { destination_id, outcome, ended_at, since } of attemptsOf.all(first, last))
        countAttempt({ destinationId: destination_id, outcome, endedAt: ended_at, since });
    counted.run(first, source);
  }

  return {
    reads: ({ from, to }, camera) => (camera === null ? ofAll.all(from, to) : ofCamera.all(from, to, camera)),
    cameras: ({ from, to }) => perCamera.all(from, to),
    attempts: ({ from, to }) =>
      tries.all(from, to).map(({ destination_id, ...count }) => ({ destinationId: destination_id, ...count })),
    growth(now) {
      const oldestAt = oldest.get()?.at ?? null;
      // Whole days of UTC, as the segments of images are of them.
      const since = Math.floor(now / dayMs - observedDays) * dayMs;
      return {
        days: oldestAt === null ? 0 : Math.max(0, now - Math.max(since, oldestAt)) / dayMs,
        imageBytes: imagesSince.get(dayOf(since))?.bytes ?? 0,
        events: eventsSince.get(Math.floor(since / slotMs), Math.floor(now / slotMs) + 1)?.events ?? 0,
        eventsKept: kept.get()?.events ?? 0,
        oldestAt,
      };
    },
    incomplete: () => upTo("events") > 0 || upTo("attempts") > 0,
    async countOlder(signal) {
      for (const source of ["events", "attempts"] as const)
        while (!signal.aborted && upTo(source) > 0) await committer.write(() => countStep(source));
    },
    async prune(now) {
      const before = Math.floor((now - keptDays * dayMs) / slotMs);
      for (;;) {
        const first = firstSlot.get()?.slot ?? before;
        if (first >= before) return;
        const until = Math.min(before, first + slotsPerDay);
        await committer.write(() => forget.map((statement) => statement.run(until)));
      }
    },
  };
}
