/**
 * One webhook from its first header to its answer. The order matters: what can be refused without the body is refused before
 * it is read, and a 200 is sent only after keep() resolved, that is, when everything is on disk.
 *
 * 401 token, 413 claimed length, 415 form and encoding  ->  read body (413, 503)  ->  take apart (400, 413)
 *   ->  keep, in the main thread (503)  ->  200 stored | duplicate | quarantined
 */
import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Arrival } from "../../../shared/arrival.ts";
import { steadyMs } from "../../clock.ts";
import { type Log, stackOf } from "../../log.ts";
import { arrivalOf } from "../arrival.ts";
import { findSource, tokenOf } from "../source-tokens.ts";
import { bodyForm, readWebhookBody, type WebhookBody } from "../webhook-body.ts";
import { type Answer, answer, refuse, retryAfter } from "./answers.ts";
import { createBodyBuffers } from "./body-buffers.ts";
import type { IntakeSettings, Kept, TakenWebhook } from "./messages.ts";
import { readBody } from "./read-body.ts";

export interface TakeWebhookDependencies {
  settings(): IntakeSettings;
  /** Never rejects. */
  keep(webhook: TakenWebhook): Promise<Kept>;
  /** Told, after the answer, how an event came that was stored. */
  arrived(eventId: number, arrival: Arrival): void;
  /** Told of each refusal for a token. */
  refused(address: string): void;
  log: Log;
}

/** Handles one POST; resolves when it is answered or its connection is gone. Never rejects. */
export type TakeWebhook = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** Bodies under way hold at most this, or two of the largest allowed. */
const memoryBytes = 192 * 1024 * 1024;

export function createTakeWebhook({ settings, keep, arrived, refused, log }: TakeWebhookDependencies): TakeWebhook {
  const buffers = createBodyBuffers(() => Math.max(memoryBytes, settings().maxBodyBytes * 2));

  /** Who posts; an Answer where that is nobody who may. */
  function authorize(request: IncomingMessage, address: string): { source: string | null } | Answer {
    const { requireToken, sources } = settings();
    const token = tokenOf(request.headers.authorization);
    const source = findSource(token, sources);
    if (source || !requireToken) return { source: source?.name ?? null };
    refused(address);
    const reason =
      token === null ? "A token is required: send the header Authorization: Token …" : "This token is not known here.";
    return { status: 401, headers: { "www-authenticate": 'Token realm="Plate Courier"' }, body: { status: "refused", reason } };
  }

  return async (request, response) => {
    const began = steadyMs();
    const address = plainAddress(request.socket.remoteAddress);
    const { maxBodyBytes, maxJsonBytes } = settings();
    try {
      const sender = authorize(request, address);
      if ("status" in sender) return refuse(request, response, sender);
      const contentType = request.headers["content-type"] ?? "";
      const form = bodyForm(contentType);
      const encoding = request.headers["content-encoding"]?.trim().toLowerCase() ?? "identity";
      if (form === null) return refuse(request, response, wrongForm);
      if (encoding !== "identity" && encoding !== "") return refuse(request, response, wrongEncoding);
      const outcome = await readBody(request, response, {
        limit: form === "json" ? Math.min(maxBodyBytes, maxJsonBytes) : maxBodyBytes,
        buffers,
      });
      if ("because" in outcome) {
        if (outcome.because === "broken-off") return log.warn("A webhook broke off; nothing was stored.", { address });
        log.warn("A webhook was refused for its size.", { address, because: outcome.because });
        return refuse(
          request,
          response,
          outcome.because === "busy" ? busy : tooLarge(form === "json" ? maxJsonBytes : maxBodyBytes),
        );
      }
      try {
        const body = steadyMs();
        const reading = await readWebhookBody(outcome.bytes, form, contentType, maxJsonBytes);
        if ("status" in reading) {
          log.warn("A webhook was refused for its body.", { address, reason: reading.reason });
          if (reading.status === 413) response.setHeader("connection", "close");
          return answer(response, { status: reading.status, body: { status: "refused", reason: reading.reason } });
        }
        const { answer: said, stored } = await keep({
          ...{ address, source: sender.source, headers: keptHeaders(request) },
          ...takenBody(reading.body, outcome.bytes),
        });
        answer(response, said);
        if (stored === null) return;
        const { eventId, ...kept } = stored;
        const marks = { began, body, ...kept, answered: steadyMs() };
        arrived(eventId, arrivalOf(request, { bytes: outcome.bytes.length, parts: reading.body.parts }, marks));
      } finally {
        outcome.release();
      }
    } catch (error) {
      log.error("A webhook failed inside Plate Courier.", { error: stackOf(error) });
      response.destroy();
    }
  };
}

/** Of the headers what incomingEvent reads. */
function keptHeaders({ headers }: IncomingMessage): TakenWebhook["headers"] {
  const names = ["content-type", "camera-id", "camera-name", "mac-address", "serial-number"];
  return Object.fromEntries(names.flatMap((name) => (headers[name] === undefined ? [] : [[name, headers[name]]])));
}

function takenBody({ json, reason, images }: WebhookBody, whole: Buffer): Omit<TakenWebhook, "address" | "source" | "headers"> {
  return {
    json: json && sharable(json),
    reason,
    whole: json ? null : sharable(whole),
    images: images.map((image) => ({
      ...image,
      bytes: sharable(image.bytes),
      sha256: createHash("sha256").update(image.bytes).digest(),
    })),
  };
}

/** What lies in the body's memory is shared. All else is copied first: a message would take along all memory that it is a view of. */
function sharable(bytes: Buffer): Uint8Array {
  return (bytes.buffer as ArrayBufferLike) instanceof SharedArrayBuffer ? bytes : new Uint8Array(bytes);
}

const wrongForm: Answer = {
  status: 415,
  body: {
    status: "refused",
    reason:
      "Send the webhook as multipart/form-data with a part named json, as application/x-www-form-urlencoded with a field named json, or as application/json.",
  },
};

const wrongEncoding: Answer = {
  status: 415,
  headers: { "accept-encoding": "identity" },
  body: { status: "refused", reason: "Send the webhook uncompressed, without a Content-Encoding header." },
};

const busy: Answer = {
  status: 503,
  headers: retryAfter,
  body: { status: "unavailable", reason: "Too many webhooks arrive at the same time. Nothing was stored; send it again." },
};

function tooLarge(limit: number): Answer {
  return {
    status: 413,
    body: { status: "refused", reason: `The webhook has more than ${limit} bytes, which is the limit here.` },
  };
}

/** "::ffff:10.0.0.7" is how IPv4 addresses look on a socket that takes both. */
function plainAddress(address: string | undefined): string {
  return (address ?? "unknown").replace(/^::ffff:(?=\d+\.)/, "");
}
