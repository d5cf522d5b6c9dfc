import type { Evidence } from "../../../shared/evidence.ts";
import type { ExportFormat, ExportProgress } from "../../../shared/export.ts";
import type { HistoryFilter } from "../../../shared/history-filter.ts";

/** Reads as a file, and one read as evidence. */
export interface ExportsBackend {
  /** Orders an export; it is fetched once, from /files/export/<id>. */
  startExport(order: ExportOrder): { id: string };
  exportProgress(id: string): ExportProgress;
  /** Ends it; what was written already stays with who fetched it. */
  cancelExport(id: string): void;
  /** Everything that an evidence sheet says of one read. Null where retention removed it. */
  evidence(readId: number): Promise<Evidence | null>;
}

export interface ExportOrder {
  filter: HistoryFilter;
  format: ExportFormat;
  /** A CSV begins with a byte order mark, as Excel wants it. */
  excel: boolean;
}
