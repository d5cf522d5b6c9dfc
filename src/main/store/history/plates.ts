import type { Passage, Passages, PlateCount } from "../../../shared/history.ts";
import { plateKey } from "../../../shared/plate-list.ts";
import type { Database } from "../database.ts";
import type { Blocks } from "./blocks.ts";
import { linesFound, platePattern } from "./plate-pattern.ts";
import type { Turns } from "./turns.ts";
import { walk } from "./walk.ts";

/** What is known of one plate, and of those that may be it. */
export interface PlateHistory {
  passages(plate: string, limit: number): Passages;
  lookAlikes(plate: string, limit: number, turns: Turns): Promise<PlateCount[]>;
}

export function createPlateHistory(database: Database, blocks: Blocks): PlateHistory {
  const newest = database.statement<Passage>(`SELECT r.id AS readId, r.event_id AS eventId, e.camera, e.received_at AS receivedAt
    FROM reads r JOIN events e ON e.id = r.event_id WHERE r.plate_key = ? ORDER BY r.id DESC LIMIT ?`);
  const inAll = database.statement<{ reads: number; firstId: number | null }>(
    "SELECT count(*) AS reads, min(id) AS firstId FROM reads WHERE plate_key = ?",
  );
  const timeOf = database.statement<{ at: number }>(
    "SELECT e.received_at AS at FROM reads r JOIN events e ON e.id = r.event_id WHERE r.id = ?",
  );

  return {
    passages(plate, limit) {
      const key = plateKey(plate);
      const { reads = 0, firstId = null } = inAll.get(key) ?? {};
      return {
        reads,
        firstAt: firstId === null ? null : (timeOf.get(firstId)?.at ?? null),
        passages: newest.all(key, limit),
      };
    },
    async lookAlikes(plate, limit, turns) {
      const key = plateKey(plate);
      const pattern = platePattern({ plate: key.replaceAll(/[*?]/g, ""), whole: true, alike: true });
      const counts = new Map<string, number>();
      if (pattern)
        for (const block of walk(blocks, { firstId: 1, lastId: Number.MAX_SAFE_INTEGER, only: null }, "newest")) {
          const text = block.plates();
          const found = linesFound(text, pattern);
          const lines = found.length === 0 ? [] : text.split("\n");
          for (const line of found) {
            const other = lines[line] ?? "";
            if (other !== key) counts.set(other, (counts.get(other) ?? 0) + 1);
          }
          await turns.give();
        }
      return [...counts]
        .map(([found, reads]) => ({ plate: found, reads }))
        .sort((a, b) => b.reads - a.reads || a.plate.localeCompare(b.plate))
        .slice(0, limit);
    },
  };
}
