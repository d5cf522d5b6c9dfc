/** What a damaged database held, and how it comes back. */
export interface RecoveryBackend {
  recovery(): RecoveryView;
  /** Begins to bring back; how far it is stands in recovery(). Throws a ConsoleError where one is under way. */
  bringBack(name: string): Promise<void>;
  /** Deletes the damaged databases for good. */
  discardDamaged(): Promise<void>;
}

export interface RecoveryView {
  /**
   * Newest first; empty while no damaged database is kept. `whole`: it was read as a whole, null: nobody did yet. Bytes of the file;
   * times in milliseconds since the epoch.
   */
  sources: { kind: "damaged" | "backup" | "upgrade"; name: string; at: number; bytes: number; whole: boolean | null }[];
  /** Its name, while one is brought back. */
  running: string | null;
  /**
   * How the last one ended; `problem` in the operator's words. `damaged`: the copy is damaged itself. `missing`: what a copy cannot hold,
   * and how much of its pictures lies on the disk.
   */
  last: {
    name: string;
    events: number;
    waiting: number;
    lost: number;
    damaged: boolean;
    missing: { from: number; until: number; pictureBytes: number } | null;
    problem: string | null;
  } | null;
}
