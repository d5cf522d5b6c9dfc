import { phrase } from "../../shared/phrases/phrase.ts";
import type { Committer } from "./committer.ts";
import { createCountAttempt } from "./counts.ts";
import type { Database, Value } from "./database.ts";
import type { DeliveryChanges } from "./deliveries.ts";
import { type DeliveryRow, toDelivery } from "./rows.ts";
import type { AttemptResult } from "./store.ts";

/** Changes of many rows are made this many at a time, each step a change of its own, so that webhooks get in between. */
const rowsPerStep = 200;

/** Which deliveries a person means: ids, or all of a destination, or all. */
interface Selection {
  ids?: readonly number[];
  destinationId?: string;
}

/**
 * A delivery's way, as far as the store knows it:
 *
 *   pending -- claim --> sending -- finish --> delivered | failed | skipped | expired, or back to pending (with a time)
 *                        sending -- release, releaseStale --> pending
 *   pending -- expire --> expired        pending -- cancel --> cancelled
 *   failed | expired | cancelled -- retry --> pending, in the replay lane
 *
 * The claim counts the attempt, so a crash in the middle counts too; `release` may take it back. Each condition is part of the
 * UPDATE itself, so that of two callers only one can win.
 */
export function createDeliveryChanges(database: Database, committer: Committer): DeliveryChanges {
  const byId = database.statement<DeliveryRow>("SELECT * FROM deliveries WHERE id = ?");
  const claim = database.statement(`UPDATE deliveries SET status = 'sending', attempts = attempts + 1, claimed_at = ?,
    next_attempt_at = NULL WHERE id = ? AND status = 'pending'`);
  const insertAttempt = database.statement(
    "INSERT INTO attempts (delivery_id, number, started_at, duration_ms, outcome, message) VALUES (?, ?, ?, ?, ?, ?)",
  );
  const countAttempt = createCountAttempt(database);
  const deliver = database.statement(`UPDATE deliveries SET status = 'delivered', delivered_at = ?, receipt = ?,
    claimed_at = NULL, next_attempt_at = NULL, last_error_kind = NULL, last_error = NULL WHERE id = ?`);
  const fail = database.statement(`UPDATE deliveries SET status = ?, next_attempt_at = ?, last_error_kind = ?, last_error = ?,
    claimed_at = NULL WHERE id = ?`);
  const release = database.statement(`UPDATE deliveries SET status = 'pending', attempts = attempts - ?, next_attempt_at = ?,
    claimed_at = NULL WHERE id = ? AND status = 'sending'`);
  const stale = database.statement<{ id: number }>(
    `SELECT id FROM deliveries WHERE status = 'sending' AND claimed_at < ? LIMIT ${rowsPerStep}`,
  );
  const perished = database.statement<{ id: number }>(`SELECT id FROM deliveries
    WHERE status = 'pending' AND expires_at IS NOT NULL AND expires_at <= ? ORDER BY expires_at LIMIT ${rowsPerStep}`);
  const end = database.statement(`UPDATE deliveries SET status = ?, last_error_kind = NULL, last_error = ?,
    next_attempt_at = NULL WHERE id = ? AND status = 'pending'`);
  const again = database.statement(`UPDATE deliveries SET status = 'pending', lane = 'replay', next_attempt_at = ?,
    claimed_at = NULL, expires_at = NULL WHERE id = ? AND status IN ('failed', 'expired', 'cancelled')`);
  const sooner = database.statement(
    "UPDATE deliveries SET next_attempt_at = ? WHERE id = ? AND status = 'pending' AND next_attempt_at > ?",
  );
  const inBackoff = database.statement<{ id: number }>(`SELECT id FROM deliveries
    WHERE status = 'pending' AND destination_id = ? AND next_attempt_at IS NOT NULL AND next_attempt_at > ? LIMIT ${rowsPerStep}`);
  const destinations = database.statement<{ destination_id: string }>("SELECT DISTINCT destination_id FROM delivery_counts");
  const inStatus = database.statement<{ id: number }>(
    `SELECT id FROM deliveries WHERE destination_id = ? AND status = ? AND id > ? ORDER BY id LIMIT ${rowsPerStep}`,
  );

  /** Repeats one step until it finds nothing more to do. Returns how many rows were changed. */
  async function inSteps(step: () => number): Promise<number> {
    let changed = 0;
    for (;;) {
      const now = await committer.write(step);
      changed += now;
      if (now < rowsPerStep) return changed;
    }
  }

  function finish(id: number, result: AttemptResult, times: { startedAt: number; durationMs: number; now: number }): void {
    const row = byId.get(id);
    // Retention may have removed it while it was under way.
    if (!row) return;
    const message = result.outcome === "delivered" ? result.receipt.summary : result.message;
    const values: Value[] = [Math.round(times.startedAt), Math.round(times.durationMs), result.outcome, message];
    insertAttempt.run(id, row.attempts, ...values);
    countAttempt({
      ...{ destinationId: row.destination_id, outcome: result.outcome, endedAt: times.startedAt + times.durationMs },
      since: row.lane === "live" ? row.created_at : null,
    });
    if (result.outcome === "delivered") {
      // Also when the claim was taken back as stale meanwhile: it did arrive, and must not be sent once more.
      if (row.status === "sending" || row.status === "pending") deliver.run(times.now, JSON.stringify(result.receipt), id);
    } else if (row.status === "sending") {
      const next = result.next.status === "pending" ? Math.round(result.next.nextAttemptAt) : null;
      fail.run(result.next.status, next, result.outcome, result.message, id);
    }
  }

  /** All ids that `selection` means and that are in one of the statuses, a page at a time. */
  function* pages(selection: Selection, statuses: readonly string[]): Generator<number[]> {
    if (selection.ids) {
      for (let from = 0; from < selection.ids.length; from += rowsPerStep) yield selection.ids.slice(from, from + rowsPerStep);
      return;
    }
    const of = selection.destinationId ?? null;
    for (const destination of of === null ? destinations.all().map((row) => row.destination_id) : [of])
      for (const status of statuses)
        for (let last = 0; ; ) {
          const page = inStatus.all(destination, status, last).map(({ id }) => id);
          yield page;
          if (page.length < rowsPerStep) break;
          last = page.at(-1) ?? last;
        }
  }

  /** An id given together with a destination only counts when it belongs to it. */
  function meant(selection: Selection, id: number): DeliveryRow | null {
    const row = byId.get(id);
    if (!row) return null;
    return selection.destinationId === undefined || row.destination_id === selection.destinationId ? row : null;
  }

  return {
    claim: (id, now) => committer.write(() => claim.run(now, id).changes === 1),
    finish: (id, result, times) => committer.write(() => finish(id, result, times)),
    async release(id, { uncount, nextAttemptAt }) {
      await committer.write(() => release.run(uncount ? 1 : 0, nextAttemptAt ?? null, id));
    },
    releaseStale: (claimedBefore) =>
      inSteps(() => stale.all(claimedBefore).reduce((sum, { id }) => sum + release.run(0, null, id).changes, 0)),
    expire: (now) =>
      inSteps(() => {
        const reason = phrase("queue.tooLate");
        return perished.all(now).reduce((sum, { id }) => sum + end.run("expired", reason, id).changes, 0);
      }),
    async retry(selection, now) {
      const changed: number[] = [];
      // All of a destination means what went wrong there. Who wants back what was cancelled, or expired, says so.
      for (const page of pages(selection, selection.statuses ?? ["failed"]))
        changed.push(
          ...(await committer.write(() =>
            page.filter((id) => meant(selection, id) && (again.run(now, id).changes > 0 || sooner.run(now, id, now).changes > 0)),
          )),
        );
      return changed.flatMap((id) => {
        const row = byId.get(id);
        return row ? [toDelivery(row)] : [];
      });
    },
    async cancel(selection, reason) {
      const cancelled: number[] = [];
      for (const page of pages(selection, ["pending"]))
        cancelled.push(
          ...(await committer.write(() =>
            page.filter((id) => meant(selection, id) && end.run("cancelled", reason, id).changes > 0),
          )),
        );
      return cancelled;
    },
    async makeDue(destinationId, now) {
      await inSteps(() => inBackoff.all(destinationId, now).reduce((sum, { id }) => sum + sooner.run(now, id, now).changes, 0));
    },
  };
}
