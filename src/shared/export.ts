/** csv: a table. jsonl: one JSON object a line. zip: the table and all images. */
export const exportFormats = ["csv", "jsonl", "zip"] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** Where an export stands. waiting: nobody has fetched it yet. */
export interface ExportProgress {
  state: "waiting" | "running" | "done" | "cancelled" | "failed";
  rows: number;
  images: number;
  /** Bytes handed over so far. */
  bytes: number;
  /** Reads that match; null while they are being counted. Where `exact` is false there are at least so many. */
  total: { reads: number; exact: boolean } | null;
}
