/**
 * Takes a batch of messages that the queue handed out. One message goes this way:
 *
 * read -> fetch its objects -> accept (durable) -> delete the message -> delete its objects
 *
 * Nothing is deleted before accept() resolved. Whatever breaks off in between, the queue hands the message out again:
 * - before the message was deleted: accept() finds the same content and stores nothing twice.
 * - after that: its objects are left over, and the bucket's lifecycle rule removes them.
 * A queue may also hand out a message that was deleted already. Its objects are gone then, so its content would look new: the
 * ids of the last webhooks are remembered.
 *
 * While the batch is worked on its messages are hidden again and again, so that slow pictures do not make them come twice.
 */
import { type Phrase, phrase, recordedPhrase } from "../../shared/phrases/phrase.ts";
import { keysOf, type QueueMessage } from "../../shared/queue-message.ts";
import type { Clock } from "../clock.ts";
import { type Log, stackOf } from "../log.ts";
import { type AcceptedEvent, type IncomingEvent, StoreUnavailableError } from "../store/store.ts";
import { incomingWebhook, type Origin, poisonedEvent, type WebhookLimits } from "./incoming-webhook.ts";
import { InboxFault, type QueueClient, type QueuedMessage } from "./queue-client.ts";
import { readMessage } from "./read-message.ts";

export interface TakeDeps {
  origin(): Origin;
  limits(): WebhookLimits;
  accept(event: IncomingEvent): Promise<AcceptedEvent>;
  /** A webhook is stored. */
  onTaken(receivedAt: number): void;
  /** A message stays on the queue although nothing is wrong with AWS; the reason is for the operator. */
  onSetAside(reason: Phrase): void;
  clock: Clock;
  log: Log;
}

/** Seconds for which messages that are worked on are hidden from others. */
export const hiddenS = 120;
/** A message that cannot be taken now comes again after this. */
const setAsideS = 3600;
/** So many pictures are fetched at the same time at most. */
const parallel = 4;
const remembered = 10_000;

/** Resolves when every message was dealt with; throws the first InboxFault, and then the rest was given back to the queue. */
export type TakeBatch = (messages: readonly QueuedMessage[], client: QueueClient, signal: AbortSignal) => Promise<void>;

export function createTakeBatch(deps: TakeDeps): TakeBatch {
  const { clock, log } = deps;
  const taken = new Set<string>();

  function remember(id: string): void {
    taken.add(id);
    const oldest = taken.values().next().value;
    if (taken.size > remembered && oldest !== undefined) taken.delete(oldest);
  }

  async function accept(event: IncomingEvent): Promise<void> {
    try {
      await deps.accept(event);
    } catch (error) {
      if (error instanceof StoreUnavailableError) throw new InboxFault("later", recordedPhrase(error.message), { cause: error });
      throw error;
    }
    deps.onTaken(event.receivedAt);
  }

  async function removeObjects(message: QueueMessage, client: QueueClient, signal: AbortSignal): Promise<void> {
    const { bucket } = deps.origin();
    if (bucket !== "" && bucket !== message.bucket) return;
    try {
      for (const key of keysOf(message)) await client.removeObject({ bucket: message.bucket, key }, signal);
    } catch (error) {
      // The webhook is safe; the lifecycle rule of the bucket removes what is left.
      log.warn("Pictures on S3 could not be deleted after they were stored.", { reason: textOf(error) });
    }
  }

  async function take({ messageId, receipt, body }: QueuedMessage, client: QueueClient, signal: AbortSignal): Promise<void> {
    const reading = readMessage(body);
    const origin = deps.origin();
    if ("newer" in reading) {
      await client.hide([receipt], setAsideS, signal);
      deps.onSetAside(phrase("inbox.newerFormat", { version: reading.newer }));
      return;
    }
    if ("poison" in reading) {
      log.warn("A message of a queue was quarantined.", { messageId, reason: reading.poison });
      await accept(poisonedEvent(body, reading.poison, origin, deps.limits().maxJsonBytes));
      await client.remove(receipt, signal);
      return;
    }
    const { message } = reading;
    if (!taken.has(message.id)) {
      await accept(await incomingWebhook(message, origin, deps.limits(), client, signal));
      remember(message.id);
    }
    await client.remove(receipt, signal);
    await removeObjects(message, client, signal);
  }

  /** A fault of our own with one message must not keep the others back: it is set aside, and the log has the stack. */
  async function takeOrSetAside(message: QueuedMessage, client: QueueClient, signal: AbortSignal): Promise<void> {
    try {
      await take(message, client, signal);
    } catch (error) {
      if (error instanceof InboxFault || signal.aborted) throw error;
      log.error("A message of a queue failed inside Plate Courier.", {
        messageId: message.messageId,
        error: stackOf(error),
      });
      await client.hide([message.receipt], setAsideS, signal);
      deps.onSetAside(phrase("inbox.messageFault"));
    }
  }

  return async (messages, client, signal) => {
    const waiting = [...messages];
    const open = new Set(messages.map(({ receipt }) => receipt));
    let fault: unknown = null;
    let stopHiding = hideAgain();

    function hideAgain(): () => void {
      return clock.after((hiddenS * 1000) / 3, () => {
        client.hide([...open], hiddenS, signal).catch((error: unknown) => {
          log.debug("Messages could not be hidden for longer.", { reason: textOf(error) });
        });
        stopHiding = hideAgain();
      });
    }

    async function worker(): Promise<void> {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        if (fault !== null || signal.aborted) return;
        try {
          await takeOrSetAside(next, client, signal);
          open.delete(next.receipt);
        } catch (error) {
          fault ??= error;
        }
      }
    }

    await Promise.all(Array.from({ length: Math.min(parallel, messages.length) }, worker));
    stopHiding();
    if (open.size > 0) await giveBack([...open], client);
    if (fault !== null) throw fault;
  };

  /** So that another attempt need not wait until they are shown by themselves. Tried for two seconds, also while stopping. */
  async function giveBack(receipts: readonly string[], client: QueueClient): Promise<void> {
    const soon = new AbortController();
    const cancel = clock.after(2_000, () => soon.abort());
    await client.hide(receipts, 0, soon.signal).catch(() => {});
    cancel();
  }
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
