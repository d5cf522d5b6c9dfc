import type { Database, Value } from "./database.ts";
import { type Condition, eventConditions } from "./read-filter.ts";
import type { ReadFilter } from "./store.ts";

const pageRows = 500;

/**
 * Every row of `select` in order of id, a page at a time: no cursor stays open between pages, so a slow consumer neither
 * fills the memory nor keeps the database's log from being reused. `select` ends where its WHERE would begin and names the
 * paged table `t`.
 */
export function* pagedRows<Row extends { id: number }>(
  database: Database,
  select: string,
  conditions: readonly Condition[],
  afterId = 0,
): Generator<Row> {
  const where = ["t.id > ?", ...conditions.map(({ sql }) => sql)].join(" AND ");
  const page = database.statement<Row>(`${select} WHERE ${where} ORDER BY t.id LIMIT ${pageRows}`);
  const values: Value[] = conditions.flatMap((condition) => condition.values);
  for (let last = afterId; ; ) {
    const rows = page.all(last, ...values);
    yield* rows;
    const newest = rows.at(-1);
    if (!newest || rows.length < pageRows) return;
    last = newest.id;
  }
}

/**
 * Conditions on the events, with the ids among which they lie: so that a short span of time in a large database is a short
 * walk. `column` is what the paged table calls the event's id.
 */
export function eventSpan(database: Database, filter: ReadFilter, column: string): Condition[] {
  const conditions = eventConditions(filter);
  if (filter.since !== undefined || filter.until !== undefined) {
    const span = database
      .statement<{ first: number | null; last: number | null }>(
        "SELECT min(id) AS first, max(id) AS last FROM events WHERE received_at >= ? AND received_at < ?",
      )
      .get(filter.since ?? 0, filter.until ?? Number.MAX_SAFE_INTEGER);
    conditions.push({ sql: `${column} BETWEEN ? AND ?`, values: [span?.first ?? 1, span?.last ?? 0] });
  }
  return conditions;
}
