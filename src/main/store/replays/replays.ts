import { type DeliveryStatus, deliveryStatuses } from "../../../shared/delivery.ts";
import type { ReplayOrders } from "../../../shared/replay.ts";
import { createRouteLookup } from "../accept.ts";
import type { Committer } from "../committer.ts";
import type { Database } from "../database.ts";
import { createTurns } from "../history/turns.ts";
import { createSightings } from "../sightings.ts";
import type { AcceptedEvent } from "../store.ts";
import { createCandidates } from "./candidates.ts";
import type { ReplayAct, ReplayCandidate, ReplayStore, StoredReplay } from "./replay-store.ts";

interface ReplayRow {
  id: number;
  destination_id: string;
  orders: string;
  state: StoredReplay["state"];
  created_at: number;
  ended_at: number | null;
  first_event: number;
  last_event: number;
  cursor: number;
  kept_back: number;
}

/** How much of a time range is looked at with one question, to find its ids. */
const spanStepMs = 6 * 60 * 60_000;
/** Deliveries by which the pace of a destination is judged. */
const paceOf = 50;

/**
 * Replays. Each delivery that one makes or wakes is a row like any other, in the replay lane. The ledger stays balanced: a woken row
 * moves from one status to another, a new one is a further promise and counts as accepted.
 */
export function createReplayStore(database: Database, committer: Committer): ReplayStore {
  const sightings = createSightings(database);
  const lookup = createRouteLookup(database, sightings);
  const candidates = createCandidates(database);
  const idsWithin = database.statement<{ first: number | null; last: number | null }>(
    "SELECT min(id) AS first, max(id) AS last FROM events WHERE received_at >= ? AND received_at < ?",
  );
  const ends = database.statement<{ first: number | null; last: number | null }>(
    "SELECT (SELECT min(received_at) FROM events) AS first, (SELECT max(received_at) FROM events) AS last",
  );
  const insert =
    database.statement(`INSERT INTO replays (destination_id, orders, state, created_at, first_event, last_event, cursor)
    VALUES (?, ?, 'running', ?, ?, ?, ?)`);
  const byId = database.statement<ReplayRow>("SELECT * FROM replays WHERE id = ?");
  const newest = database.statement<ReplayRow>("SELECT * FROM replays ORDER BY id DESC LIMIT ?");
  const running = database.statement<ReplayRow>("SELECT * FROM replays WHERE state = 'running' ORDER BY id");
  const advance = database.statement(
    "UPDATE replays SET cursor = ?, kept_back = kept_back + ?, state = ?, ended_at = ? WHERE id = ?",
  );
  const end = database.statement(`UPDATE replays SET state = 'cancelled', ended_at = ? WHERE id = ? AND state <> 'cancelled'
    AND (state = 'running' OR EXISTS (SELECT 1 FROM deliveries d WHERE d.replay_id = replays.id AND d.status = 'pending'))`);
  const wake = database.statement<never>(`UPDATE deliveries SET status = 'pending', lane = 'replay', next_attempt_at = NULL,
    claimed_at = NULL, expires_at = NULL, replay_id = ?,
    last_error = CASE WHEN status IN ('filtered', 'skipped') THEN NULL ELSE last_error END
    WHERE id = ? AND status IN ('failed', 'expired', 'cancelled', 'filtered', 'skipped')`);
  const make =
    database.statement(`INSERT INTO deliveries (event_id, read_id, destination_id, forwarder, camera, lane, status, attempts,
    created_at, replay_id) VALUES (?, ?, ?, ?, ?, 'replay', 'pending', 0, ?, ?)`);
  const promise = database.statement(`INSERT INTO delivery_ledgers (destination_id, accepted) VALUES (?, 1)
    ON CONFLICT (destination_id) DO UPDATE SET accepted = accepted + 1`);
  const countsOf = database.statement<{ status: DeliveryStatus; deliveries: number }>(
    "SELECT status, deliveries FROM replay_counts WHERE replay_id = ?",
  );
  const waitingOf = database.statement<{ id: number }>(
    "SELECT id FROM deliveries WHERE replay_id = ? AND replay_id IS NOT NULL AND status = 'pending' LIMIT ?",
  );
  const pace = database.statement<{ ms: number | null }>(`SELECT avg(a.duration_ms) AS ms FROM
    (SELECT id FROM deliveries WHERE status = 'delivered' AND destination_id = ? ORDER BY delivered_at DESC LIMIT ${paceOf}) lately
    JOIN attempts a ON a.delivery_id = lately.id WHERE a.outcome = 'delivered'`);

  function toReplay(row: ReplayRow): StoredReplay {
    const counts = Object.fromEntries(deliveryStatuses.map((status) => [status, 0])) as Record<DeliveryStatus, number>;
    for (const { status, deliveries } of countsOf.all(row.id)) counts[status] = deliveries;
    return {
      ...{ id: row.id, state: row.state, createdAt: row.created_at, endedAt: row.ended_at },
      orders: JSON.parse(row.orders) as ReplayOrders,
      span: { first: row.first_event, last: row.last_event },
      ...{ cursor: row.cursor, keptBack: row.kept_back, counts },
    };
  }

  /** The delivery that waits because of this act; null: none does. */
  function perform(row: ReplayRow, { eventId, camera, receivedAt }: ReplayCandidate, act: ReplayAct, now: number): number | null {
    if (act.do === "kept") return null;
    let id: number;
    if (act.do === "new") {
      id = make.run(eventId, act.readId, row.destination_id, act.forwarder, camera, Math.round(now), row.id).id;
      promise.run(row.destination_id);
    } else {
      id = act.deliveryId;
      if (wake.run(row.id, id).changes === 0) return null;
    }
    if (act.sightings.length > 0) sightings.add(row.destination_id, id, receivedAt, act.sightings);
    return id;
  }

  return {
    lookup,
    async span({ since, until }, signal) {
      const known = ends.get();
      const turns = createTurns(signal);
      const to = Math.min(until, (known?.last ?? 0) + 1);
      let span = { first: Number.MAX_SAFE_INTEGER, last: 0 };
      for (let from = Math.max(since, known?.first ?? 0); from < to; from += spanStepMs) {
        const { first, last } = idsWithin.get(from, Math.min(to, from + spanStepMs)) ?? { first: null, last: null };
        if (first !== null && last !== null) span = { first: Math.min(span.first, first - 1), last: Math.max(span.last, last) };
        await turns.give();
      }
      return span.last === 0 ? { first: 0, last: 0 } : span;
    },
    look(orders, span) {
      const found: ReplayCandidate[] = [];
      const cursor = candidates(orders, span, (candidate) => found.push(candidate));
      return { candidates: found, cursor };
    },
    async add(orders, { first, last }, now) {
      const id = await committer.write(
        () => insert.run(orders.destinationId, JSON.stringify(orders), Math.round(now), first, last, first).id,
      );
      const row = byId.get(id);
      if (!row) throw new Error("A replay that was just written is gone.");
      return toReplay(row);
    },
    step: (id, plan, now) =>
      committer.write(() => {
        const row = byId.get(id);
        if (row?.state !== "running") return null;
        const deliveries: AcceptedEvent["deliveries"] = [];
        let kept = 0;
        const span = { first: row.cursor, last: row.last_event };
        const cursor = candidates(JSON.parse(row.orders) as ReplayOrders, span, (candidate) => {
          for (const act of plan(candidate, lookup)) {
            const delivery = perform(row, candidate, act, now);
            if (act.do === "kept") kept += 1;
            if (delivery === null) continue;
            const { camera } = candidate;
            deliveries.push({
              ...{ id: delivery, camera },
              destinationId: row.destination_id,
              lane: "replay",
              status: "pending",
            });
          }
        });
        const done = cursor >= row.last_event;
        advance.run(cursor, kept, done ? "done" : "running", done ? Math.round(now) : null, id);
        return { deliveries, done };
      }),
    async cancel(id, now) {
      await committer.write(() => end.run(Math.round(now), id));
    },
    get(id) {
      const row = byId.get(id);
      return row ? toReplay(row) : null;
    },
    list: (limit) => newest.all(limit).map(toReplay),
    running: () => running.all().map(toReplay),
    waiting: (id, limit) => waitingOf.all(id, limit).map((row) => row.id),
    paceMs: (destinationId) => pace.get(destinationId)?.ms ?? null,
  };
}
