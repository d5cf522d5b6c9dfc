import type { Arrival, ArrivalHeader } from "../../shared/arrival.ts";
import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import type { Committer } from "./committer.ts";
import type { Database } from "./database.ts";

/** How webhooks came. Kept for the inspector only, so it costs the sender nothing: it is written after the answer. */
export interface ArrivalStore {
  /** Remembers how a stored event came; on disk within a second or so, many with one commit. Never throws. */
  note(eventId: number, arrival: Arrival): void;
  /** Null for what came another way (an inbox), before this was kept, or just before a crash. */
  get(eventId: number): Arrival | null;
  /** Writes what waits; resolves when it is on disk, or when that was not possible. */
  flush(): Promise<void>;
}

interface ArrivalRow {
  method: string;
  target: string;
  http_version: string;
  secure: number;
  headers: string;
  parts: string;
  body_bytes: number;
  body_us: number;
  parsed_us: number;
  flushed_us: number;
  committed_us: number;
  answered_us: number;
}

const gatherMs = 1000;
/** Written with one commit, so that webhooks get in between. */
const rowsPerStep = 200;
/** While nothing can be written, no more than these are kept in memory. */
const mostWaiting = 5000;

export function createArrivalStore(parts: { database: Database; committer: Committer; clock: Clock; log: Log }): ArrivalStore {
  const { database, committer, clock, log } = parts;
  // Retention may have removed the event meanwhile.
  const insert = database.statement(`INSERT OR REPLACE INTO arrivals (event_id, method, target, http_version, secure, headers,
    parts, body_bytes, body_us, parsed_us, flushed_us, committed_us, answered_us)
    SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13 WHERE EXISTS (SELECT 1 FROM events WHERE id = ?1)`);
  const byId = database.statement<ArrivalRow>("SELECT * FROM arrivals WHERE event_id = ?");
  const waiting = new Map<number, Arrival>();
  let cancelPlanned: (() => void) | null = null;

  function write(eventId: number, { times, ...arrival }: Arrival): void {
    insert.run(
      eventId,
      arrival.method,
      arrival.target,
      arrival.httpVersion,
      arrival.secure ? 1 : 0,
      JSON.stringify(arrival.headers.map(({ name, value, masked }) => (masked ? [name, value, 1] : [name, value]))),
      JSON.stringify(arrival.parts.map(({ name, filename, contentType, size }) => [name, filename, contentType, size])),
      arrival.bodyBytes,
      times.body,
      times.parsed,
      times.flushed,
      times.committed,
      times.answered,
    );
  }

  async function writeStep(step: [eventId: number, arrival: Arrival][]): Promise<void> {
    try {
      await committer.write(() => {
        for (const [eventId, arrival] of step) write(eventId, arrival);
      });
      for (const [eventId] of step) waiting.delete(eventId);
    } catch (error) {
      // They wait for the next one that comes; while nothing can be stored, none does.
      log.warn("How some webhooks came could not be noted yet; the webhooks themselves are safe.", { error: String(error) });
    }
  }

  /** All steps are handed over at once: a store that closes takes nothing that comes later. */
  async function flush(): Promise<void> {
    cancelPlanned?.();
    cancelPlanned = null;
    const all = [...waiting];
    const steps = Array.from({ length: Math.ceil(all.length / rowsPerStep) }, (_, index) =>
      all.slice(index * rowsPerStep, (index + 1) * rowsPerStep),
    );
    await Promise.all(steps.map(writeStep));
  }

  return {
    note(eventId, arrival) {
      const oldest = waiting.size < mostWaiting ? undefined : waiting.keys().next().value;
      if (oldest !== undefined) waiting.delete(oldest);
      waiting.set(eventId, arrival);
      cancelPlanned ??= clock.after(gatherMs, () => void flush());
    },
    get(eventId) {
      const noted = waiting.get(eventId);
      if (noted) return noted;
      const row = byId.get(eventId);
      return row ? toArrival(row) : null;
    },
    flush,
  };
}

function toArrival(row: ArrivalRow): Arrival {
  const headers = JSON.parse(row.headers) as [string, string, 1?][];
  const parts = JSON.parse(row.parts) as [string, string, string, number][];
  return {
    method: row.method,
    target: row.target,
    httpVersion: row.http_version,
    secure: row.secure === 1,
    headers: headers.map(([name, value, masked]): ArrivalHeader => ({ name, value, masked: masked === 1 })),
    parts: parts.map(([name, filename, contentType, size]) => ({ name, filename, contentType, size })),
    bodyBytes: row.body_bytes,
    times: {
      body: row.body_us,
      parsed: row.parsed_us,
      flushed: row.flushed_us,
      committed: row.committed_us,
      answered: row.answered_us,
    },
  };
}
