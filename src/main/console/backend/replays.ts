import type { ReplayOrders, ReplayPreview, ReplayView } from "../../../shared/replay.ts";

/** A range of time once more to one destination. */
export interface ReplaysBackend {
  /** The newest first. */
  replays(): ReplayView[];
  /** What the orders would do, told while it is found out; the last word is `done`. Nothing is changed. Ends when `signal` aborts. */
  previewReplay(orders: ReplayOrders, signal: AbortSignal): AsyncIterable<ReplayPreview>;
  startReplay(orders: ReplayOrders): Promise<ReplayView>;
  /** What was not sent yet is not sent; how many deliveries were cancelled. */
  cancelReplay(id: number): Promise<{ cancelled: number }>;
}
