/** Copies of the database that are made while it is in use, as the console shows them. Times are milliseconds since the epoch. */

/**
 * Why there is no new copy. underKeepFree: less is free than retention keeps free. room: the disk has not enough for another copy.
 * damaged: the copy was not whole, and so is the database, most likely. failed: in the system's words.
 */
export const backupProblems = ["underKeepFree", "room", "damaged", "failed"] as const;
export type BackupProblem = (typeof backupProblems)[number];

/** How it went, kept beside the copies. */
export interface BackupRecord {
  /** The newest copy that is whole; null: none was made yet. */
  madeAt: number | null;
  bytes: number;
  tookMs: number;
  triedAt: number | null;
  /** How many tries in a row failed. */
  failures: number;
  /** Of the last try; null where it went well. `detail`: in English, "" where there is nothing to say. */
  problem: { kind: BackupProblem; detail: string } | null;
}

export interface BackupsView extends BackupRecord {
  /** Hours between two; 0: none are made. */
  everyHours: number;
  keep: number;
  /** One is being made. */
  running: boolean;
  /** Newest first; upgrade: made before an upgrade. */
  copies: { kind: "backup" | "upgrade"; file: string; at: number; bytes: number }[];
  folder: string;
}
