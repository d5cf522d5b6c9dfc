import type { FaultPlace } from "../../shared/inspection.ts";
import type { Phrase } from "../../shared/phrases/phrase.ts";
import type { SenderHeaders } from "../../shared/plate-read.ts";
import type { Understanding } from "../store/reread-changes.ts";
import { faultPlace } from "./fault-place.ts";
import { parseRecognition, type Recognition } from "./recognition.ts";
import { bodyForm, readWebhookBody } from "./webhook-body.ts";

/** What is stored of a webhook. */
export interface StoredWebhook {
  bytes: Buffer;
  contentType: string;
  headers: SenderHeaders;
  /** Why it was quarantined, as it was recorded; null where it was understood. */
  reason: Phrase | null;
}

/** What the parser, as it is now, makes of a stored webhook. */
export interface UnderstoodAgain {
  understanding: Understanding;
  /** Where it stumbles; null where it does not, or the body holds no JSON in which a place could be told. */
  fault: FaultPlace | null;
  /** Whether what is stored is the JSON, or the whole body because no JSON was found in it. */
  kept: "json" | "whole";
}

/** Reads a stored body as the receiver reads one that comes in now. Never rejects. */
export async function understandAgain(stored: StoredWebhook, maxJsonBytes: number): Promise<UnderstoodAgain> {
  const { json, kept } = await jsonIn(stored, maxJsonBytes);
  const recognition: Recognition = json ? parseRecognition(json.toString("utf8")) : nothing(stored.reason);
  const headers = headersOf(stored.headers, recognition.sender);
  const { kind, hookEvent, capturedAt, capturedAtLocal, reason, reads } = recognition;
  return {
    understanding: {
      ...{ kind, hookEvent, capturedAt, capturedAtLocal, headers, reads },
      camera: recognition.camera ?? headers.cameraId ?? recognition.hookCamera ?? "",
      reason: reason ?? (kind === "quarantined" ? stored.reason : null),
    },
    fault: json && kept === "json" ? faultPlace(json, recognition) : null,
    kept,
  };
}

/**
 * The receiver keeps the JSON where it finds one, else the whole body. Which of the two it was shows in the bytes: a whole
 * multipart body begins with its boundary, a whole form with the name of a field.
 */
async function jsonIn(
  { bytes, contentType }: StoredWebhook,
  maxJsonBytes: number,
): Promise<{ json: Buffer | null; kept: "json" | "whole" }> {
  const form = bodyForm(contentType);
  if (form === null || form === "json" || !looksWhole(bytes, contentType, form)) return { json: bytes, kept: "json" };
  const reading = await readWebhookBody(bytes, form, contentType, maxJsonBytes);
  return { json: "body" in reading ? reading.body.json : null, kept: "whole" };
}

function looksWhole(bytes: Buffer, contentType: string, form: "multipart" | "urlencoded"): boolean {
  const beginning = bytes.toString("latin1", 0, 4096);
  if (form === "urlencoded") return /^[\w%.+*-]*=/.test(beginning) || beginning.includes("&");
  const boundary = /boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType);
  return boundary !== null && beginning.includes(`--${boundary[1] ?? boundary[2]}`);
}

function nothing(reason: Phrase | null): Recognition {
  return { ...parseRecognition("{}"), reason, faultPath: null };
}

/** What the sender told once stays known; a later parser may find more in the JSON. */
function headersOf(stored: SenderHeaders, inJson: SenderHeaders): SenderHeaders {
  return {
    cameraId: stored.cameraId ?? inJson.cameraId,
    cameraName: stored.cameraName ?? inJson.cameraName,
    macAddress: stored.macAddress ?? inJson.macAddress,
    serialNumber: stored.serialNumber ?? inJson.serialNumber,
  };
}
