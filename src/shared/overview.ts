/** Counts are kept per quarter of an hour: every time zone's hours and days begin with one. Milliseconds. */
export const slotMs = 15 * 60_000;

/** What happened in a range of time, for the overview. */
export interface Overview {
  /** Reads per slot from the first edge to the last, of the camera that was asked for or of all. */
  slots: number[];
  /** Cameras with reads in the range, the busiest first, whichever camera was asked for. */
  cameras: { camera: string; reads: number }[];
  /** Destinations that are set up, or that were tried in the range. */
  destinations: DestinationHistory[];
  disk: DiskUse;
  /** What an older version stored is still being counted: the numbers are too small for now. */
  incomplete: boolean;
}

/** How one destination did. */
export interface DestinationHistory {
  destinationId: string;
  /** Between each two edges. */
  points: DestinationPoint[];
  whole: DestinationPoint;
}

export interface DestinationPoint {
  /** Tries that arrived, and tries that did not; a failed try may be repeated and arrive later. */
  delivered: number;
  failed: number;
  /** From receipt to delivery; replays and what was retried by hand do not count. null: nothing to tell from. */
  medianMs: number | null;
  p95Ms: number | null;
}

/** The disk, and how it fills. Bytes; `perDay` of the last days, null where less than a day is known. */
export interface DiskUse {
  imageBytes: number;
  databaseBytes: number;
  freeBytes: number;
  perDay: { bytes: number; events: number } | null;
  events: number;
  /** When the oldest event that is kept came. */
  oldestAt: number | null;
  retention: { days: number; maxEvents: number; minFreeBytes: number; maxImageBytes: number };
}
