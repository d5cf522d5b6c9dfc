import type { IncomingHttpHeaders } from "node:http";
import type { Phrase } from "../../shared/phrases/phrase.ts";
import type { SenderHeaders } from "../../shared/plate-read.ts";
import type { IncomingEvent } from "../store/store.ts";
import { cleanText } from "./json-fields.ts";
import { parseRecognition, type Recognition } from "./recognition.ts";
import type { WebhookBody } from "./webhook-body.ts";

/** What the request tells beside its body. */
export interface Sender {
  receivedAt: number;
  remoteAddress: string | null;
  source: string | null;
  headers: IncomingHttpHeaders;
}

/**
 * The event that is stored for a webhook: understood, or quarantined with its reason. `whole` is the body as it came; it is
 * kept, up to `maxJsonBytes`, where there is no JSON in it.
 */
export function incomingEvent(
  webhook: Omit<WebhookBody, "parts">,
  whole: Buffer,
  sender: Sender,
  maxJsonBytes: number,
): { event: IncomingEvent; skippedResults: number } {
  const recognition = webhook.json ? parseRecognition(webhook.json.toString("utf8")) : unreadable(webhook.reason);
  const headers = senderHeaders(sender.headers, recognition.sender);
  const event: IncomingEvent = {
    kind: recognition.kind,
    hookEvent: recognition.hookEvent,
    receivedAt: sender.receivedAt,
    capturedAt: recognition.capturedAt,
    capturedAtLocal: recognition.capturedAtLocal,
    camera: recognition.camera ?? headers.cameraId ?? recognition.hookCamera ?? "",
    source: sender.source,
    remoteAddress: sender.remoteAddress,
    headers,
    body: webhook.json ?? whole.subarray(0, maxJsonBytes),
    contentType: cleanText(sender.headers["content-type"] ?? "") ?? "",
    reason: recognition.reason,
    reads: recognition.reads,
    images: webhook.images,
  };
  return { event, skippedResults: recognition.skippedResults };
}

/** A body without JSON: nothing is known of it but the reason. */
function unreadable(reason: Phrase | null): Recognition {
  const nothing = parseRecognition("{}");
  return { ...nothing, reason: reason ?? nothing.reason };
}

/** The sender's own headers; where a relay moved them into the JSON (webhook_header), those. */
function senderHeaders(headers: IncomingHttpHeaders, inJson: SenderHeaders): SenderHeaders {
  return {
    cameraId: headerText(headers["camera-id"]) ?? inJson.cameraId,
    cameraName: headerText(headers["camera-name"]) ?? inJson.cameraName,
    macAddress: headerText(headers["mac-address"]) ?? inJson.macAddress,
    serialNumber: headerText(headers["serial-number"]) ?? inJson.serialNumber,
  };
}

function headerText(value: string | string[] | undefined): string | null {
  const text = Array.isArray(value) ? value.join(", ") : value;
  return text === undefined ? null : cleanText(asMeant(text));
}

/** Node reads headers as Latin-1; names like "Süd" are sent as UTF-8 by most. */
export function asMeant(header: string): string {
  const utf8 = Buffer.from(header, "latin1").toString("utf8");
  return utf8.includes("\ufffd") ? header : utf8;
}
