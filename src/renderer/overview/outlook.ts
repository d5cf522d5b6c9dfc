import type { DiskUse } from "../../shared/overview.ts";

const dayMs = 86_400_000;

/**
 * What becomes of the disk if it goes on as in the last days.
 *
 * unknown: less than a day is known. still: nothing comes in. steady: what is old enough is deleted already, it stays as it is.
 * fits: deleting begins after the days that the settings say, and until then there is room; `bytes` will be taken then.
 * early: deleting begins in `days` already, because of another limit. full: no limit helps, the disk is full in `days`.
 */
export type Outlook =
  | { is: "unknown" | "still" | "steady" }
  | { is: "fits"; days: number; bytes: number }
  | { is: "early"; days: number; because: "minFreeBytes" | "maxImageBytes" | "maxEvents" }
  | { is: "full"; days: number };

/** See Outlook. `now`: milliseconds since the epoch. */
export function outlookOf(disk: DiskUse, now: number): Outlook {
  const { perDay, retention, oldestAt } = disk;
  if (perDay === null || oldestAt === null) return { is: "unknown" };
  if (perDay.bytes < 1) return { is: "still" };
  const untilOld = retention.days - (now - oldestAt) / dayMs;
  const limits = [
    {
      because: "minFreeBytes" as const,
      days: (disk.freeBytes - retention.minFreeBytes) / perDay.bytes,
      set: retention.minFreeBytes > 0,
    },
    {
      because: "maxImageBytes" as const,
      days: (retention.maxImageBytes - disk.imageBytes) / perDay.bytes,
      set: retention.maxImageBytes > 0,
    },
    {
      because: "maxEvents" as const,
      days: (retention.maxEvents - disk.events) / Math.max(1, perDay.events),
      set: retention.maxEvents > 0,
    },
  ].filter(({ set }) => set);
  const [first] = limits.sort((one, other) => one.days - other.days);
  const full = disk.freeBytes / perDay.bytes;
  if (untilOld <= 0) return full < 1 && !first ? { is: "full", days: full } : { is: "steady" };
  if (first && first.days < untilOld) return { is: "early", days: Math.max(0, first.days), because: first.because };
  if (!first && full < untilOld) return { is: "full", days: full };
  return { is: "fits", days: untilOld, bytes: disk.imageBytes + disk.databaseBytes + untilOld * perDay.bytes };
}
