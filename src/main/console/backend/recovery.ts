/** What a damaged database held, and how it comes back. */
export interface RecoveryBackend {
  recovery(): RecoveryView;
  /** Begins to bring back; how far it is stands in recovery(). Throws a ConsoleError where one is under way. */
  bringBack(name: string): Promise<void>;
  /** Deletes the damaged databases for good. */
  discardDamaged(): Promise<void>;
}

export interface RecoveryView {
  /** Newest first; empty while no damaged database is kept. Bytes of the file; times in milliseconds since the epoch. */
  sources: { kind: "damaged" | "backup"; name: string; at: number; bytes: number }[];
  /** Its name, while one is brought back. */
  running: string | null;
  /** How the last one ended; `problem` in the operator's words. */
  last: { name: string; events: number; waiting: number; lost: number; problem: string | null } | null;
}
