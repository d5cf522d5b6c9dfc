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
  retryDeliveries(which: DeliverySelection): Promise<{ count: number }>;
  cancelDeliveries(which: DeliverySelection): Promise<{ count: number }>;
  ledger(): LedgerLine[];
  /**
   * All deliveries, `until` in milliseconds since the epoch, null: until resumed. Survives a restart; pauses of single
   * destinations stay as they are. status().deliveriesPaused tells of it.
   */
  pauseDeliveries(until: number | null): Promise<void>;
  resumeDeliveries(): Promise<void>;
}

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
