import { isDeepStrictEqual } from "node:util";
import type { PlateRead, ReadDraft } from "../../shared/plate-read.ts";
import type { FeedEntry, IncomingEvent } from "./store.ts";

/** What a parser makes of an event's body. */
export type Understanding = Pick<
  IncomingEvent,
  "kind" | "hookEvent" | "capturedAt" | "capturedAtLocal" | "camera" | "reason" | "headers" | "reads"
>;

/**
 * What reading an event once more changes.
 * understood: it was quarantined, and is no more. corrected: it was misread, and reads change or come in addition. unchanged: the
 * parser says the same as before. quarantined: it is not understood, still; one that once was understood stays as it is.
 */
export interface RereadChanges {
  outcome: "understood" | "corrected" | "unchanged" | "quarantined";
  /** Reads that are there and become these. */
  corrected: { id: number; read: ReadDraft }[];
  /** Reads that come in addition, from this position on. */
  added: ReadDraft[];
  from: number;
}

/**
 * Compares by the position of the results. Reads that are there never go: they may have been delivered, and the ledger and the
 * operator count on them.
 */
export function changesOf({ event, reads }: FeedEntry, now: Understanding): RereadChanges {
  const nothing = { corrected: [], added: [], from: reads.length };
  if (now.kind === "quarantined") return { ...nothing, outcome: event.kind === "quarantined" ? "quarantined" : "unchanged" };
  const corrected = reads.flatMap((stored) => {
    const read = now.reads[stored.index];
    return read === undefined || isDeepStrictEqual(draftOf(stored), draftOf(read)) ? [] : [{ id: stored.id, read }];
  });
  const added = now.reads.slice(reads.length);
  if (event.kind === "quarantined") return { outcome: "understood", corrected, added, from: reads.length };
  const told = { kind: event.kind, hookEvent: event.hookEvent, capturedAt: event.capturedAt, camera: event.camera };
  const tells = { kind: now.kind, hookEvent: now.hookEvent, capturedAt: now.capturedAt, camera: now.camera };
  const same = corrected.length + added.length === 0 && isDeepStrictEqual(told, tells);
  return { outcome: same ? "unchanged" : "corrected", corrected, added, from: reads.length };
}

/** Only what the parser says of a read. */
function draftOf({
  plate,
  score,
  dscore,
  region,
  regionScore,
  vehicleType,
  vehicleScore,
  make,
  model,
  makeModelScore,
  color,
  colorScore,
  orientation,
  direction,
  speed,
  plateBox,
  vehicleBox,
  candidates,
}: ReadDraft | PlateRead): ReadDraft {
  return {
    ...{ plate, score, dscore, region, regionScore, vehicleType, vehicleScore, make, model, makeModelScore, color, colorScore },
    ...{ orientation, direction, speed, plateBox, vehicleBox, candidates },
  };
}
