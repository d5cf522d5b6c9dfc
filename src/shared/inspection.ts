import type { Arrival } from "./arrival.ts";
import type { StoredEvent } from "./plate-read.ts";

/** What the inspector shows of one webhook, beside its bytes. */
export interface Inspection {
  event: StoredEvent;
  /** How it came; null where that was not noted: fetched by an inbox, or stored by an older version. */
  arrival: Arrival | null;
  /** What is kept of its body; null where retention removed it. */
  body: InspectedBody | null;
  /** Where the parser, as it is now, stumbles; null where it does not, or where no place can be told. */
  fault: FaultPlace | null;
  /** What the parser, as it is now, makes of it. */
  now: RereadPreview;
}

export interface InspectedBody {
  /** Bytes that are kept. */
  size: number;
  /** As the sender named it, with the boundary of a multipart body. */
  contentType: string;
  /** "json": the JSON in the webhook, byte for byte. "whole": there was none, and the body is kept as it came, up to a limit. */
  kept: "json" | "whole";
  /** SHA-256 of the kept bytes, in hex. */
  sha256: string;
}

/** A place in the kept body, and the text around it. */
export interface FaultPlace {
  /** Counted from 1. */
  line: number;
  /** In characters, from 1. */
  column: number;
  /** From 0. */
  byte: number;
  /** What is wrong, in words that complete "… because": "the JSON ends in the middle at character 812". */
  reason: string;
  /** Such as "data.results"; null where the text itself is broken. */
  path: string | null;
  before: string;
  at: string;
  after: string;
}

/** understood: was quarantined and is no more. corrected: was misread. quarantined: is not understood, still. */
export type RereadOutcome = "understood" | "corrected" | "unchanged" | "quarantined";

export interface RereadPreview {
  outcome: RereadOutcome;
  /** Why it is not understood now; null where it is. */
  reason: string | null;
  /** Reads that the parser finds. */
  reads: number;
  added: number;
  corrected: number;
}

/** A part of a body as it is stored. */
export interface BodySlice {
  offset: number;
  /** Bytes of the whole body. */
  total: number;
  /** The bytes of this part, in base64. */
  base64: string;
}

/** A quarantined webhook in the list of them. */
export interface QuarantinedRow {
  event: StoredEvent;
  now: RereadPreview;
}

/** What reading one event again brought about. */
export interface RereadReport extends RereadPreview {
  /** Deliveries that are owed now, beside those that were. */
  deliveries: number;
}

/** One step through the quarantined webhooks of a span. */
export interface RereadStep {
  looked: number;
  understood: number;
  reads: number;
  deliveries: number;
  /** Go on behind this one; null: that was the last. */
  next: number | null;
}
