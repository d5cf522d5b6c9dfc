/**
 * The inboxes in use. Whenever the settings change, those that changed are stopped and made anew; the others run on. A secret
 * key that cannot be decrypted here stops its inbox with that reason, like any other wrong credentials.
 */
import type { SqsInbox } from "../../shared/inbox.ts";
import { phrase } from "../../shared/phrases/phrase.ts";
import type { SecretBox } from "../../shared/settings.ts";
import type { InboxStatus } from "../../shared/status.ts";
import { inboxSentence } from "../../shared/status-sentences.ts";
import type { Clock } from "../clock.ts";
import { english } from "../english.ts";
import { isRefusedAddress } from "../forwarders/kit/reach.ts";
import type { AwsConnection } from "../inbox/aws-client.ts";
import { createInbox, type Inbox } from "../inbox/inbox.ts";
import { InboxFault, type QueueClient } from "../inbox/queue-client.ts";
import type { Log } from "../log.ts";
import type { AcceptedEvent, IncomingEvent } from "../store/store.ts";

export interface InboxesDeps {
  inboxes(): readonly SqsInbox[];
  limits(): { maxBodyBytes: number; maxJsonBytes: number };
  accept(event: IncomingEvent): Promise<AcceptedEvent>;
  storeTrouble(): string | null;
  onChange(): void;
  secrets: SecretBox;
  clock: Clock;
  log: Log;
}

export interface Inboxes {
  /** Starts, stops and replaces inboxes until they are those of the settings. To be called one after the other. */
  apply(): Promise<void>;
  /** In the order of the settings. */
  statuses(): InboxStatus[];
  wake(id: string): void;
  stop(): Promise<void>;
}

export function createInboxes(deps: InboxesDeps): Inboxes {
  let running = new Map<string, { from: string; inbox: Inbox }>();
  let stopped = false;

  function make(settings: SqsInbox): Inbox {
    const { accept, limits, storeTrouble, onChange, clock, log } = deps;
    return createInbox({
      ...{ id: settings.id, name: settings.name, bucket: settings.bucket },
      ...{ accept, limits, storeTrouble, onChange, clock, log },
      connect: async () => connectInbox(await openCredentials(settings, deps.secrets)),
    });
  }

  return {
    async apply() {
      // A change of the settings may still be on its way when everything stops.
      const wanted = stopped ? [] : deps.inboxes().filter((inbox) => inbox.enabled);
      const next: typeof running = new Map();
      for (const settings of wanted) {
        const from = JSON.stringify(settings);
        const known = running.get(settings.id);
        next.set(settings.id, known?.from === from ? known : { from, inbox: make(settings) });
      }
      const former = running;
      running = next;
      // A replaced one is gone before its successor asks the same queue.
      await Promise.all([...former].filter(([id, known]) => next.get(id) !== known).map(([, known]) => known.inbox.stop()));
      for (const [id, known] of next) if (former.get(id) !== known && !stopped) known.inbox.start();
      deps.onChange();
    },
    statuses: () =>
      deps.inboxes().map(({ id, name, enabled }) => {
        const known = enabled ? running.get(id)?.inbox.status() : undefined;
        if (known) return known;
        const off = {
          ...{ id, name, since: 0, reason: "", lastReceivedAt: null, received: 0, setAside: null },
          state: "disabled" as const,
        };
        return { ...off, sentence: inboxSentence(off, english) };
      }),
    wake: (id) => running.get(id)?.inbox.wake(),
    async stop() {
      stopped = true;
      const open = [...running.values()];
      running = new Map();
      await Promise.all(open.map(({ inbox }) => inbox.stop()));
    },
  };
}

/** The connection with the secret key in plain text. Throws an InboxFault where it cannot be read here. */
export async function openCredentials(settings: SqsInbox, secrets: SecretBox): Promise<AwsConnection> {
  const { credentials } = settings;
  if (credentials.kind === "profile") return settings;
  try {
    return { ...settings, credentials: { ...credentials, secretAccessKey: await secrets.decrypt(credentials.secretAccessKey) } };
  } catch (error) {
    throw new InboxFault("operator", phrase("inbox.secretUnreadable"), {
      cause: error,
    });
  }
}

/** Makes the client of a connection. The AWS SDK is loaded with the first one: whoever has no inbox never pays for it. */
export async function connectInbox(connection: AwsConnection): Promise<QueueClient> {
  for (const address of [connection.queueUrl, connection.sqsEndpoint, connection.s3Endpoint]) {
    const host = address === "" ? "" : new URL(address).hostname.replace(/^\[|\]$/g, "");
    if (isRefusedAddress(host)) throw new InboxFault("operator", phrase("inbox.linkLocal", { host }));
  }
  const { createAwsClient } = await import("../inbox/aws-client.ts");
  return createAwsClient(connection);
}
