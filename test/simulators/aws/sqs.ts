import { createHash, randomUUID } from "node:crypto";
import { AwsRefusal, type WireRequest } from "./signature.ts";

export interface StoredMessage {
  id: string;
  body: string;
  /** How often it was handed out. */
  received: number;
  hiddenUntil: number;
  /** The receipt handle of the last time it was handed out. */
  receipt: string | null;
}

export interface SqsQueue {
  messages: StoredMessage[];
  /** "Action" per request, in order. */
  calls: string[];
  /** How many waited at the longest poll that was asked for, in seconds. */
  longestWaitS: number;
  /** Long polls that are waited for right now. */
  polls: number;
  /** Messages that were deleted, in order. */
  deleted: StoredMessage[];
  add(body: string): StoredMessage;
  /** As if everything that is hidden had been hidden for too long. */
  showAll(): void;
  answer(request: WireRequest, gone: AbortSignal): Promise<unknown>;
}

const maxMessageBytes = 262_144;
/** SQS's API reference for SendMessage: every other character is refused. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the allowed control characters are named one by one.
const allowed = /^[\u0009\u000a\u000d\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u;

/** One standard queue, by SQS's JSON protocol: POST / with X-Amz-Target, every fault as {"__type"}. */
export function createSqsQueue(queueUrl: string): SqsQueue {
  const messages: StoredMessage[] = [];
  const deleted: StoredMessage[] = [];
  const calls: string[] = [];
  /** Receipt handle -> message: an old handle of a message still deletes it, as in SQS. */
  const receipts = new Map<string, StoredMessage>();
  const md5 = (text: string) => createHash("md5").update(text).digest("hex");

  function handOut(max: number, hiddenS: number) {
    const now = Date.now();
    const found = messages.filter((message) => message.hiddenUntil <= now).slice(0, max);
    return found.map((message) => {
      message.received += 1;
      message.hiddenUntil = now + hiddenS * 1000;
      message.receipt = `AQEB${randomUUID()}`;
      receipts.set(message.receipt, message);
      return { MessageId: message.id, ReceiptHandle: message.receipt, Body: message.body, MD5OfBody: md5(message.body) };
    });
  }

  function messageOf(receipt: unknown): StoredMessage {
    const message = receipts.get(String(receipt));
    if (!message) throw new AwsRefusal(404, "ReceiptHandleIsInvalid", "The input receipt handle is invalid.");
    return message;
  }

  function hide(receipt: unknown, hiddenS: unknown): void {
    const message = messageOf(receipt);
    if (typeof hiddenS !== "number" || hiddenS < 0 || hiddenS > 43_200)
      throw new AwsRefusal(400, "InvalidParameterValue", `VisibilityTimeout ${String(hiddenS)}`);
    if (!messages.includes(message)) throw new AwsRefusal(400, "MessageNotInflight", "The message is gone.");
    message.hiddenUntil = Date.now() + hiddenS * 1000;
  }

  const actions: Record<string, (input: Record<string, unknown>, gone: AbortSignal) => unknown> = {
    SendMessage({ MessageBody: body }) {
      if (typeof body !== "string" || body === "") throw new AwsRefusal(400, "MissingParameter", "MessageBody");
      if (Buffer.byteLength(body) > maxMessageBytes)
        throw new AwsRefusal(
          400,
          "InvalidParameterValue",
          "One or more parameters are invalid. Reason: Message must be shorter than 262144 bytes.",
        );
      if (!allowed.test(body)) throw new AwsRefusal(400, "InvalidMessageContents", "Invalid characters");
      return { MessageId: queue.add(body).id, MD5OfMessageBody: md5(body) };
    },
    async ReceiveMessage(input, gone) {
      const { MaxNumberOfMessages: max = 1, WaitTimeSeconds: waitS = 0, VisibilityTimeout: hiddenS = 30 } = input;
      if (typeof max !== "number" || max < 1 || max > 10)
        throw new AwsRefusal(400, "InvalidParameterValue", `MaxNumberOfMessages ${max}`);
      if (typeof waitS !== "number" || waitS < 0 || waitS > 20)
        throw new AwsRefusal(400, "InvalidParameterValue", `WaitTimeSeconds ${waitS}`);
      queue.longestWaitS = Math.max(queue.longestWaitS, waitS);
      const until = Date.now() + waitS * 1000;
      queue.polls += 1;
      try {
        for (;;) {
          // A caller that hung up must not take messages with it.
          const found = gone.aborted ? [] : handOut(max, Number(hiddenS));
          if (found.length > 0 || Date.now() >= until || gone.aborted) return found.length > 0 ? { Messages: found } : {};
          await new Promise((resolve) => setTimeout(resolve, 10));
        }
      } finally {
        queue.polls -= 1;
      }
    },
    DeleteMessage({ ReceiptHandle: receipt }) {
      const message = messageOf(receipt);
      const at = messages.indexOf(message);
      if (at >= 0) deleted.push(...messages.splice(at, 1));
      return {};
    },
    ChangeMessageVisibilityBatch({ Entries: entries }) {
      if (!Array.isArray(entries) || entries.length === 0 || entries.length > 10)
        throw new AwsRefusal(400, "AWS.SimpleQueueService.TooManyEntriesInBatchRequest", "1 to 10 entries");
      const Successful: unknown[] = [];
      const Failed: unknown[] = [];
      for (const { Id, ReceiptHandle, VisibilityTimeout } of entries) {
        try {
          hide(ReceiptHandle, VisibilityTimeout);
          Successful.push({ Id });
        } catch (error) {
          if (!(error instanceof AwsRefusal)) throw error;
          Failed.push({ Id, Code: error.code, SenderFault: true, Message: error.message });
        }
      }
      return { Successful, Failed };
    },
    GetQueueAttributes({ AttributeNames: names }) {
      if (!Array.isArray(names)) throw new AwsRefusal(400, "MissingParameter", "AttributeNames");
      const waiting = messages.filter((message) => message.hiddenUntil <= Date.now()).length;
      return { Attributes: { ApproximateNumberOfMessages: String(waiting) } };
    },
  };

  const queue: SqsQueue = {
    ...{ messages, calls, deleted, longestWaitS: 0, polls: 0 },
    add(body) {
      const message = { id: randomUUID(), body, received: 0, hiddenUntil: 0, receipt: null };
      messages.push(message);
      return message;
    },
    showAll() {
      for (const message of messages) message.hiddenUntil = 0;
    },
    async answer(request, gone) {
      if (request.headers["content-type"] !== "application/x-amz-json-1.0")
        throw new AwsRefusal(400, "UnknownOperationException", `content type ${request.headers["content-type"]}`);
      const name = /^AmazonSQS\.(\w+)$/.exec(request.headers["x-amz-target"] ?? "")?.[1] ?? "";
      const action = actions[name];
      if (!action) throw new AwsRefusal(400, "UnknownOperationException", `there is no action "${name}" here`);
      const input = JSON.parse(request.body.toString("utf8")) as Record<string, unknown>;
      if (input.QueueUrl !== queueUrl) throw new AwsRefusal(400, "QueueDoesNotExist", "The specified queue does not exist.");
      calls.push(name);
      return action(input, gone);
    },
  };
  return queue;
}
