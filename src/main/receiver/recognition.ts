/**
 * Understands what a recogniser posted. Pure and without Node, because other receivers of the same webhooks share it.
 *
 * Every text ends as exactly one of three kinds:
 * - recognition: hook.event is "recognition" (Stream) or "image.done" (Snapshot), or there is no hook.event but data.results
 *   is a list. Strict on this shape, tolerant in every field of a result: see read-drafts.ts.
 * - other: any other hook.event (heartbeat, dwell time, video clip, …): kept, no reads.
 * - quarantined: everything else, with the reason. Nothing here throws.
 */
import { type Phrase, phrase } from "../../shared/phrases/phrase.ts";
import type { EventKind, ReadDraft, SenderHeaders } from "../../shared/plate-read.ts";
import { hasOffset, parseEventTime } from "./event-time.ts";
import { describeJsonFault } from "./json-fault.ts";
import { field, isObject, textOf } from "./json-fields.ts";
import { readDraft } from "./read-drafts.ts";

/** A webhook's JSON in our words. */
export interface Recognition {
  kind: EventKind;
  /** Why it is quarantined; null otherwise. Completes a sentence: "the JSON ends in the middle at character 812". */
  reason: Phrase | null;
  /** The value that keeps it from being understood, e.g. ["data", "results"]; null where the text is no JSON, or all is well. */
  faultPath: readonly (string | number)[] | null;
  /** hook.event as received. */
  hookEvent: string | null;
  /** Milliseconds since the epoch; null where the recogniser does not say. */
  capturedAt: number | null;
  capturedAtLocal: string | null;
  /** data.camera_id; null where it is missing or empty. */
  camera: string | null;
  /** hook.id where it is text: Stream's camera id. (Snapshot's is the number of the hook.) */
  hookCamera: string | null;
  /** What a relay wrote into the JSON as webhook_header; never its Authorization. */
  sender: SenderHeaders;
  reads: ReadDraft[];
  /** Results that are no objects and so were left out; the others are kept. */
  skippedResults: number;
}

/** More results than any picture holds: such a webhook is quarantined instead of becoming thousands of rows. */
export const maxResults = 1000;

const recognitionEvents = ["recognition", "image.done"];

/** Understands the JSON text of a webhook. Never throws. */
export function parseRecognition(text: string): Recognition {
  // Some senders on Windows put a byte order mark before their JSON.
  const unmarked = text.startsWith("\ufeff") ? text.slice(1) : text;
  let json: unknown;
  try {
    json = JSON.parse(unmarked);
  } catch {
    return quarantined(undefined, describeJsonFault(unmarked), null);
  }
  return recognise(json);
}

/** Understands a webhook's JSON that is parsed already. Never throws. */
export function recognise(json: unknown): Recognition {
  if (!isObject(json)) return quarantined(json, phrase("webhook.noObject"), []);
  const hookEvent = textOf(field(json, "hook", "event"));
  const results = field(json, "data", "results");
  if (hookEvent !== null && !recognitionEvents.includes(hookEvent)) return { ...frame(json), kind: "other" };
  if (!isObject(json.data)) {
    return quarantined(json, hookEvent === null ? phrase("webhook.noHookAndData") : phrase("webhook.noData"), ["data"]);
  }
  if (results === undefined) return quarantined(json, phrase("webhook.noResults"), ["data"]);
  if (!Array.isArray(results)) return quarantined(json, phrase("webhook.resultsNoList"), ["data", "results"]);
  if (results.length > maxResults)
    return quarantined(json, phrase("webhook.tooManyResults", { count: results.length, most: maxResults }), ["data", "results"]);
  const objects = results.filter(isObject);
  if (objects.length === 0 && results.length > 0)
    return quarantined(json, phrase("webhook.noResultObject"), ["data", "results", 0]);
  return {
    ...frame(json),
    kind: "recognition",
    reads: objects.map(readDraft),
    skippedResults: results.length - objects.length,
  };
}

/** What is told beside the results. */
function frame(json: unknown): Recognition {
  const data = field(json, "data");
  const local = textOf(field(data, "timestamp_local"), 60);
  const localTime = parseEventTime(local);
  const header = field(json, "webhook_header");
  const hookId = field(json, "hook", "id");
  return {
    kind: "quarantined",
    reason: null,
    faultPath: null,
    hookEvent: textOf(field(json, "hook", "event")),
    capturedAt: parseEventTime(field(data, "timestamp")) ?? (local !== null && hasOffset(local) ? localTime : null),
    capturedAtLocal: localTime === null ? null : local,
    camera: textOf(field(data, "camera_id")),
    hookCamera: typeof hookId === "string" ? textOf(hookId) : null,
    sender: {
      cameraId: textOf(field(header, "camera_id")),
      cameraName: textOf(field(header, "camera_name")),
      macAddress: textOf(field(header, "mac_address")),
      serialNumber: textOf(field(header, "serial_number")),
    },
    reads: [],
    skippedResults: 0,
  };
}

function quarantined(json: unknown, reason: Phrase, faultPath: Recognition["faultPath"]): Recognition {
  return { ...frame(json), reason, faultPath };
}
