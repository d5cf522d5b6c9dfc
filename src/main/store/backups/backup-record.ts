import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { type BackupRecord, backupProblems } from "../../../shared/backups.ts";
import { writeDurably } from "../write-durably.ts";

const fileName = "last.json";

const Kept = z.object({
  madeAt: z.number().nullable(),
  bytes: z.number(),
  tookMs: z.number(),
  triedAt: z.number().nullable(),
  failures: z.number(),
  problem: z.object({ kind: z.enum(backupProblems), detail: z.string() }).nullable(),
});

const nothing: BackupRecord = { madeAt: null, bytes: 0, tookMs: 0, triedAt: null, failures: 0, problem: null };

/** How the last copy went; as if there was none where that is not known. */
export function readBackupRecord(folder: string): BackupRecord {
  try {
    return Kept.parse(JSON.parse(readFileSync(join(folder, fileName), "utf8")));
  } catch {
    return nothing;
  }
}

/** Throws what the file system throws, as on a disk that is full. */
export function writeBackupRecord(folder: string, record: BackupRecord): void {
  writeDurably(join(folder, fileName), JSON.stringify(record));
}
