import type { DeliveryStatus, LedgerLine } from "../../../shared/delivery.ts";
import type { DeliveryChip } from "../../../shared/feed.ts";
import type { PlateRead } from "../../../shared/plate-read.ts";

/** Deliveries, one by one, all of a destination, or all. */
export interface DeliveriesBackend {
  deliveries(query: {
    destinationId?: string | undefined;
    statuses: readonly DeliveryStatus[];
    beforeId?: number | undefined;
    limit: number;
  }): DeliveryRow[];
  retryDeliveries(which: DeliverySelection & { statuses?: RetryStatus[] | undefined }): Promise<{ count: number }>;
  /** `ids`: of the cancelled ones, to undo it by retrying them; none where there are more than one retry takes. */
  cancelDeliveries(which: DeliverySelection): Promise<{ count: number; ids: number[] }>;
  ledger(): LedgerLine[];
  /**
   * All deliveries, `until` in milliseconds since the epoch, null: until resumed. Survives a restart; pauses of single
   * destinations stay as they are. status().deliveriesPaused tells of it.
   */
  pauseDeliveries(until: number | null): Promise<void>;
  resumeDeliveries(): Promise<void>;
}

/** Ended without having arrived, and may be tried again. */
export type RetryStatus = "failed" | "expired" | "cancelled";

/** Ids, or all of a destination (or of all destinations when absent) that are in these states. */
export interface DeliverySelection {
  ids?: readonly number[] | undefined;
  destinationId?: string | undefined;
}

export interface DeliveryRow extends DeliveryChip {
  plates: (string | null)[];
  camera: string;
  receivedAt: number;
  nextAttemptAt: number | null;
  deliveredAt: number | null;
  sceneImageId: number | null;
  read: PlateRead | null;
}
