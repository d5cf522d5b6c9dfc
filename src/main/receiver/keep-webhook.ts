/** The main thread's half of a webhook: it is understood and stored, and what the sender is told is decided. */
import { type Clock, steadyMs } from "../clock.ts";
import { type Log, stackOf } from "../log.ts";
import { type AcceptedEvent, type IncomingEvent, StoreUnavailableError } from "../store/store.ts";
import { incomingEvent } from "./incoming-event.ts";
import { retryAfter } from "./intake/answers.ts";
import type { Kept, TakenWebhook } from "./intake/messages.ts";

interface WebhookKeeperDependencies {
  /** Resolves when the event is on disk; rejects with StoreUnavailableError when it cannot be. */
  accept(event: IncomingEvent): Promise<AcceptedEvent>;
  maxJsonBytes(): number;
  clock: Clock;
  log: Log;
}

/** What the store has begun to keep, also for a thread that is gone by now. */
export interface WebhookKeeper {
  /** Never rejects. */
  keep(webhook: TakenWebhook): Promise<Kept>;
  /** How many are being kept in this moment. */
  underWay(): number;
  /** Resolves when those are kept, or have failed. */
  over(): Promise<unknown>;
}

export function createWebhookKeeper({ accept, maxJsonBytes, clock, log }: WebhookKeeperDependencies): WebhookKeeper {
  const keeping = new Set<Promise<Kept>>();

  function understood({ address, source, headers, json, reason, whole, images }: TakenWebhook): IncomingEvent {
    const body = {
      json: json && asBuffer(json),
      reason,
      images: images.map((image) => ({ ...image, bytes: asBuffer(image.bytes) })),
    };
    const sender = { receivedAt: clock.now(), remoteAddress: address, source, headers };
    const { event, skippedResults } = incomingEvent(body, asBuffer(whole ?? nothing), sender, maxJsonBytes());
    if (event.kind === "quarantined") log.warn("A webhook was quarantined.", { address, reason: event.reason });
    if (skippedResults > 0) log.warn("Results that are no objects were left out.", { address, skippedResults });
    return event;
  }

  async function store(webhook: TakenWebhook): Promise<Kept> {
    try {
      const event = understood(webhook);
      const parsed = steadyMs();
      const accepted = await accept(event);
      const { eventId, duplicate, flushedAt } = accepted;
      const stored = duplicate ? null : { eventId, parsed, flushed: flushedAt, committed: steadyMs() };
      return { answer: { status: 200, body: answerBody(event, accepted) }, stored };
    } catch (error) {
      if (error instanceof StoreUnavailableError) {
        log.warn("A webhook could not be stored; the sender was told to repeat it.", { reason: error.message });
        const reason = "Plate Courier cannot store anything at the moment. Nothing was stored; send it again.";
        return { answer: { status: 503, headers: retryAfter, body: { status: "unavailable", reason } }, stored: null };
      }
      log.error("A webhook failed inside Plate Courier.", { error: stackOf(error) });
      const reason = "Plate Courier failed on this webhook. Send it again; it is stored only once.";
      return { answer: { status: 500, headers: retryAfter, body: { status: "error", reason } }, stored: null };
    }
  }

  return {
    keep(webhook) {
      const kept = store(webhook).finally(() => keeping.delete(kept));
      keeping.add(kept);
      return kept;
    },
    underWay: () => keeping.size,
    over: () => Promise.all(keeping),
  };
}

function answerBody(event: IncomingEvent, accepted: AcceptedEvent): Record<string, unknown> {
  if (accepted.duplicate) return { status: "duplicate", id: accepted.eventId };
  if (event.kind === "quarantined") return { status: "quarantined", reason: event.reason, id: accepted.eventId };
  return { status: "stored", id: accepted.eventId, reads: event.reads.length };
}

const nothing = new Uint8Array();

/** The same bytes: what another thread shares arrives as a plain array. */
function asBuffer({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}
