import { onTestFinished } from "vitest";
import { createAwsClient } from "../../src/main/inbox/aws-client.ts";
import { createInbox, type Inbox } from "../../src/main/inbox/inbox.ts";
import type { QueueClient } from "../../src/main/inbox/queue-client.ts";
import { type Log, silentLog } from "../../src/main/log.ts";
import type { AcceptedEvent, IncomingEvent } from "../../src/main/store/store.ts";
import { createVirtualClock } from "../queue/virtual-clock.ts";
import { type FakeAws, startAws } from "../simulators/aws.ts";

/** An inbox with the real client, asking the fake AWS; its accept() only remembers. Time for waits is virtual. */
export async function startInbox(options: InboxOptions = {}) {
  const aws = options.aws ?? (await startAws());
  const clock = createVirtualClock(() => false, Date.now());
  const events: IncomingEvent[] = [];
  const logged: string[] = [];
  const write = (message: string, data?: Record<string, unknown>) => void logged.push(`${message} ${JSON.stringify(data ?? {})}`);
  const log: Log = { ...silentLog, info: write, warn: write, error: write };
  const connect = async () =>
    createAwsClient({
      ...{ queueUrl: aws.queueUrl, region: aws.region, sqsEndpoint: aws.url, s3Endpoint: aws.url },
      credentials: { kind: "keys", ...aws.key },
      ...options.connection?.(),
    });
  const inbox = createInbox({
    ...{ id: "in-1", name: "Cloud", bucket: aws.bucketName, clock, log, connect: options.connect ?? connect },
    limits: () => ({ maxBodyBytes: 1_000_000, maxJsonBytes: 100_000 }),
    storeTrouble: options.storeTrouble ?? (() => null),
    onChange() {},
    async accept(event) {
      await options.beforeAccept?.(event);
      events.push(event);
      return accepted(events.length);
    },
    ...(options.bucket === undefined ? {} : { bucket: options.bucket }),
  });
  onTestFinished(async () => {
    await inbox.stop();
    if (!options.aws) await aws.close();
  });
  return { aws, inbox, clock, events, logged };
}

export interface InboxOptions {
  aws?: FakeAws;
  bucket?: string;
  /** Changes of the connection, asked for each time that a client is made. */
  connection?: () => Partial<Parameters<typeof createAwsClient>[0]>;
  connect?: () => Promise<QueueClient>;
  storeTrouble?: () => string | null;
  beforeAccept?: (event: IncomingEvent) => Promise<void> | void;
}

const accepted = (eventId: number): AcceptedEvent => ({ eventId, duplicate: false, readIds: [], deliveries: [], flushedAt: 0 });

/** Looks again and again until it is so; false after five seconds. */
export async function until(look: () => boolean): Promise<boolean> {
  for (let tries = 0; tries < 500; tries += 1) {
    if (look()) return true;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return false;
}

export const stateOf = (inbox: Inbox) => inbox.status().state;
