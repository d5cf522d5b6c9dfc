import type { BodySlice, Inspection, QuarantinedRow, RereadReport, RereadStep } from "../../../shared/inspection.ts";

/** One webhook, looked into; and those that were not understood, sent to the parser again. */
export interface InspectorBackend {
  /** Null where retention removed it. */
  inspect(eventId: number): Promise<Inspection | null>;
  /** A part of the kept body, `length` bytes at most. */
  bodySlice(query: { eventId: number; offset: number; length: number }): BodySlice | null;
  /** Newest first. */
  quarantined(query: QuarantinedSpan & { beforeId?: number | undefined; limit: number }): Promise<QuarantinedRow[]>;
  countQuarantined(span: QuarantinedSpan): { count: number };
  /**
   * Reads one event again with the parser as it is now. What it finds is owed to these destinations, as their rules say; the same once
   * more adds nothing.
   */
  rereadEvent(order: { eventId: number; destinationIds: readonly string[] }): Promise<RereadReport>;
  /** The same for the next few quarantined ones of a span behind `afterId`. `preview`: only tells what would become of them. */
  rereadQuarantined(
    order: QuarantinedSpan & { afterId: number; destinationIds: readonly string[]; preview: boolean },
  ): Promise<RereadStep>;
}

/** Received from `since` on and before `until`, in milliseconds since the epoch. */
export interface QuarantinedSpan {
  since?: number | undefined;
  until?: number | undefined;
}
