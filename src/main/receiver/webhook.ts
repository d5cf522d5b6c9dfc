/**
 * One webhook from its first header to its answer. The order matters: what can be refused without the body is refused before
 * it is read, and a 200 is sent only after accept() resolved, that is, when everything is on disk.
 *
 * 401 token, 413 claimed length, 415 form and encoding  ->  read body (413, 503)  ->  take apart (400, 413)
 *   ->  understand  ->  accept (503)  ->  200 stored | duplicate | quarantined
 */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Arrival } from "../../shared/arrival.ts";
import type { ReceiverSettings } from "../../shared/settings.ts";
import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import { type AcceptedEvent, type IncomingEvent, StoreUnavailableError } from "../store/store.ts";
import { type Answer, answer, refuse } from "./answers.ts";
import { arrivalOf } from "./arrival.ts";
import { createBodyBuffers } from "./body-buffers.ts";
import { incomingEvent } from "./incoming-event.ts";
import { readBody } from "./read-body.ts";
import type { Refusals } from "./refusals.ts";
import { findSource, tokenOf } from "./source-tokens.ts";
import { bodyForm, readWebhookBody } from "./webhook-body.ts";

export interface WebhookDependencies {
  settings(): ReceiverSettings;
  accept(event: IncomingEvent): Promise<AcceptedEvent>;
  /** Told, after the answer, how an event came that was stored. */
  arrived(eventId: number, arrival: Arrival): void;
  refusals: Refusals;
  /** Told after each refusal for a token. */
  onRefusal(): void;
  clock: Clock;
  log: Log;
}

/** Handles one POST; resolves when it is answered or its connection is gone. Never rejects. */
export type WebhookHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** Bodies under way hold at most this, or two of the largest allowed. */
const memoryBytes = 192 * 1024 * 1024;
const retryAfter = { "retry-after": "5" };

export function createWebhookHandler(deps: WebhookDependencies): WebhookHandler {
  const { settings, refusals, clock, log } = deps;
  const buffers = createBodyBuffers(() => Math.max(memoryBytes, settings().maxBodyBytes * 2));

  /** Who posts; an Answer where that is nobody who may. */
  function authorize(request: IncomingMessage, address: string): { source: string | null } | Answer {
    const { requireToken, sources } = settings();
    const token = tokenOf(request.headers.authorization);
    const source = findSource(token, sources);
    if (source || !requireToken) return { source: source?.name ?? null };
    const count = refusals.count(address);
    // One line for the 1st, 10th, 100th …: a sender that repeats must not fill the log.
    if (Number.isInteger(Math.log10(count))) log.warn("A webhook was refused for its token.", { address, count });
    deps.onRefusal();
    const reason =
      token === null ? "A token is required: send the header Authorization: Token …" : "This token is not known here.";
    return { status: 401, headers: { "www-authenticate": 'Token realm="Plate Courier"' }, body: { status: "refused", reason } };
  }

  async function store(event: IncomingEvent, response: ServerResponse): Promise<Answer & { accepted?: AcceptedEvent }> {
    try {
      const accepted = await deps.accept(event);
      return { status: 200, body: answerBody(event, accepted), accepted };
    } catch (error) {
      if (error instanceof StoreUnavailableError) {
        log.warn("A webhook could not be stored; the sender was told to repeat it.", { reason: error.message });
        const reason = "Plate Courier cannot store anything at the moment. Nothing was stored; send it again.";
        return { status: 503, headers: retryAfter, body: { status: "unavailable", reason } };
      }
      log.error("A webhook failed inside Plate Courier.", { error: stackOf(error), answered: response.headersSent });
      const reason = "Plate Courier failed on this webhook. Send it again; it is stored only once.";
      return { status: 500, headers: retryAfter, body: { status: "error", reason } };
    }
  }

  return async (request, response) => {
    const began = performance.now();
    const address = plainAddress(request.socket.remoteAddress);
    const { maxBodyBytes, maxJsonBytes } = settings();
    try {
      const sender = authorize(request, address);
      if ("status" in sender) return refuse(request, response, sender, clock);
      const contentType = request.headers["content-type"] ?? "";
      const form = bodyForm(contentType);
      const encoding = request.headers["content-encoding"]?.trim().toLowerCase() ?? "identity";
      if (form === null) return refuse(request, response, wrongForm, clock);
      if (encoding !== "identity" && encoding !== "") return refuse(request, response, wrongEncoding, clock);
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
          clock,
        );
      }
      try {
        const receivedAt = clock.now();
        const body = performance.now();
        const reading = await readWebhookBody(outcome.bytes, form, contentType, maxJsonBytes);
        if ("status" in reading) {
          log.warn("A webhook was refused for its body.", { address, reason: reading.reason });
          if (reading.status === 413) response.setHeader("connection", "close");
          return answer(response, { status: reading.status, body: { status: "refused", reason: reading.reason } });
        }
        const from = { receivedAt, remoteAddress: address, source: sender.source, headers: request.headers };
        const { event, skippedResults } = incomingEvent(reading.body, outcome.bytes, from, maxJsonBytes);
        if (event.kind === "quarantined") log.warn("A webhook was quarantined.", { address, reason: event.reason });
        if (skippedResults > 0) log.warn("Results that are no objects were left out.", { address, skippedResults });
        const parsed = performance.now();
        const { accepted, ...said } = await store(event, response);
        const committed = performance.now();
        answer(response, said);
        if (!accepted || accepted.duplicate) return;
        const marks = { began, body, parsed, flushed: accepted.flushedAt, committed, answered: performance.now() };
        deps.arrived(accepted.eventId, arrivalOf(request, { bytes: outcome.bytes.length, parts: reading.body.parts }, marks));
      } finally {
        outcome.release();
      }
    } catch (error) {
      log.error("A webhook failed inside Plate Courier.", { error: stackOf(error) });
      response.destroy();
    }
  };
}

function answerBody(event: IncomingEvent, accepted: AcceptedEvent): Record<string, unknown> {
  if (accepted.duplicate) return { status: "duplicate", id: accepted.eventId };
  if (event.kind === "quarantined") return { status: "quarantined", reason: event.reason, id: accepted.eventId };
  return { status: "stored", id: accepted.eventId, reads: event.reads.length };
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

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
