/**
 * One queue that is asked for webhooks for as long as Plate Courier runs.
 *
 * connecting -- the queue answers and what it gave is stored -->  receiving
 * any        -- AWS, the network or the store fails for now  -->  waiting: tried again after 5 s, 15 s, 1, 2 and then every 5 min
 * any        -- wrong credentials, no permission, no queue   -->  stopped: nothing is sent to AWS until wake()
 * waiting    -- the queue answers and what it gave is stored -->  receiving
 * stopped    -- wake()                                       -->  connecting
 *
 * Until it is receiving, one message is asked for at a time and without a long poll: each asking counts against the queue's limit
 * after which a message goes to the dead-letter queue. While the store cannot store, nothing is asked for at all.
 */
import { setMaxListeners } from "node:events";
import { phrase, recordedPhrase } from "../../shared/phrases/phrase.ts";
import type { InboxStateName, InboxStatus } from "../../shared/status.ts";
import { inboxSentence } from "../../shared/status-sentences.ts";
import { english } from "../english.ts";
import { stackOf } from "../log.ts";
import { InboxFault, type QueueClient } from "./queue-client.ts";
import { createTakeBatch, hiddenS, type TakeDeps } from "./take-batch.ts";

export interface InboxDeps extends Pick<TakeDeps, "accept" | "limits" | "clock" | "log"> {
  id: string;
  name: string;
  /** The only bucket that may be read; "": any. */
  bucket: string;
  /** Makes the client; called again after a stop. Throws an InboxFault where the settings cannot be used. */
  connect(): Promise<QueueClient>;
  /** Why nothing can be stored; null while it can. */
  storeTrouble(): string | null;
  /** Told after each change of the status. */
  onChange(): void;
}

export interface Inbox {
  start(): void;
  /** Resolves within ten seconds: what is being stored is finished, what is not goes back to the queue. */
  stop(): Promise<void>;
  /** Something was mended: a stopped or waiting inbox tries at once. */
  wake(): void;
  status(): InboxStatus;
}

const minute = 60_000;
const waits = [5_000, 15_000, minute, 2 * minute] as const;
const lastWait = 5 * minute;
const spread = 0.2;
/** A long poll costs one request in 20 s, and is the longest that SQS knows. */
const pollS = 20;
const batch = 10;
/** How long messages that are under way may take after stop(). */
const graceMs = 7_000;

export function createInbox(deps: InboxDeps): Inbox {
  const { clock, log, name } = deps;
  /** Ends the asking; what was handed out is still stored. */
  let asking = new AbortController();
  /** Ends everything. */
  let working = new AbortController();
  let done: Promise<void> = Promise.resolve();
  let wakeUp: (() => void) | null = null;
  let standing = { state: "connecting" as InboxStateName, since: clock.now(), reason: "" };
  let lastReceivedAt: number | null = null;
  let received = 0;
  let setAside: { count: number; reason: string } | null = null;

  function become(state: InboxStateName, reason: string): void {
    if (standing.state === state && standing.reason === reason) return;
    const since = standing.state === state ? standing.since : clock.now();
    if (standing.state !== state) log.info(`The inbox is ${state}.`, { inbox: name, reason });
    standing = { state, since, reason };
    deps.onChange();
  }

  const takeBatch = createTakeBatch({
    ...{ accept: deps.accept, limits: deps.limits, clock, log },
    origin: () => ({ source: name, bucket: deps.bucket, now: clock.now() }),
    onTaken(receivedAt) {
      received += 1;
      lastReceivedAt = Math.max(lastReceivedAt ?? 0, receivedAt);
      deps.onChange();
    },
    onSetAside(reason) {
      setAside = { count: (setAside?.count ?? 0) + 1, reason };
      deps.onChange();
    },
  });

  /** Resolves after `ms`, or never where that is null; at once when woken or stopped. */
  function rest(ms: number | null): Promise<void> {
    return new Promise((resolve) => {
      const end = () => {
        cancel();
        wakeUp = null;
        asking.signal.removeEventListener("abort", end);
        resolve();
      };
      const cancel = ms === null ? () => {} : clock.after(ms, end);
      wakeUp = end;
      asking.signal.addEventListener("abort", end);
      if (asking.signal.aborted) end();
    });
  }

  async function askOnce(client: QueueClient, proven: boolean): Promise<void> {
    const trouble = deps.storeTrouble();
    if (trouble !== null) throw new InboxFault("later", recordedPhrase(trouble));
    const how = { max: proven ? batch : 1, waitS: proven ? pollS : 0, hiddenS };
    const messages = await client.receive(how, asking.signal);
    await takeBatch(messages, client, working.signal);
  }

  async function run(): Promise<void> {
    let client: QueueClient | null = null;
    let failures = 0;
    let proven = false;
    while (!asking.signal.aborted) {
      try {
        client ??= await deps.connect();
        await askOnce(client, proven);
        proven = true;
        failures = 0;
        become("receiving", "");
      } catch (error) {
        if (asking.signal.aborted) break;
        proven = false;
        failures += 1;
        const fault = faultOf(error);
        become(fault.kind === "operator" ? "stopped" : "waiting", fault.message);
        if (fault.kind === "operator") {
          // Credentials may have been mended in a file: the next client reads it anew.
          client?.close();
          client = null;
          failures = 0;
        }
        await rest(fault.kind === "operator" ? null : waitMs(failures));
        if (fault.kind === "operator" && !asking.signal.aborted) become("connecting", "");
      }
    }
    client?.close();
  }

  function faultOf(error: unknown): InboxFault {
    if (error instanceof InboxFault) return error;
    log.error("An inbox failed inside Plate Courier.", {
      inbox: name,
      error: stackOf(error),
    });
    return new InboxFault("later", phrase("inbox.fault"));
  }

  return {
    start() {
      asking = new AbortController();
      working = new AbortController();
      // Each request under way listens on them.
      setMaxListeners(50, asking.signal, working.signal);
      become("connecting", "");
      done = run();
    },
    async stop() {
      asking.abort();
      const cancel = clock.after(graceMs, () => working.abort());
      await done;
      cancel();
    },
    wake: () => wakeUp?.(),
    status() {
      const known = { id: deps.id, name, ...standing, lastReceivedAt, received, setAside };
      return { ...known, sentence: inboxSentence(known, english) };
    },
  };
}

/** Spread by a fifth, so that several inboxes do not ask together. */
function waitMs(failures: number): number {
  const base = waits[failures - 1] ?? lastWait;
  return Math.round(base * (1 - spread + 2 * spread * Math.random()));
}
