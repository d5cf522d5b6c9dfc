import { plateKey } from "../../shared/plate-list.ts";
import type { Value } from "./database.ts";
import type { ReadFilter } from "./store.ts";

/** A condition with its values; `sql` is part of a WHERE and names the events as `e` and, where asked for, the reads as `r`. */
export interface Condition {
  sql: string;
  values: Value[];
}

/** On the event's time and cameras. */
export function eventConditions({ since, until, cameras = [] }: ReadFilter): Condition[] {
  const conditions: Condition[] = [];
  if (since !== undefined) conditions.push({ sql: "e.received_at >= ?", values: [since] });
  if (until !== undefined) conditions.push({ sql: "e.received_at < ?", values: [until] });
  if (cameras.length > 0)
    conditions.push({ sql: `e.camera COLLATE NOCASE IN (${cameras.map(() => "?").join(", ")})`, values: [...cameras] });
  return conditions;
}

/** On the read's plate; null where the filter does not ask for one. */
export function plateCondition({ plate }: ReadFilter): Condition | null {
  if (plate === undefined) return null;
  const key = plateKey(plate);
  if (!/[*?]/.test(key)) return { sql: "r.plate_key = ?", values: [key] };
  // GLOB's wildcards are ours; only its character classes must lose their meaning.
  return { sql: "r.plate_key GLOB ?", values: [key.replaceAll("[", "[[]")] };
}
