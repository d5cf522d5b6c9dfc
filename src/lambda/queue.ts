/**
 * Puts a webhook on an SQS queue: its pictures as objects on S3, then the message that names them. Loaded only where a queue is
 * set, so that a Lambda without one starts without the AWS SDK. Region and credentials are those of the Lambda's role.
 */
import { PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { cleanText } from "../main/receiver/json-fields.ts";
import { messageFormat, messageVersion, objectPrefix, senderHeaderNames } from "../shared/queue-format.ts";
import type { MessageBytes, MessageImage, QueueMessage } from "../shared/queue-message.ts";
import { type Outlet, OutletError, type ReceivedImage, type ReceivedWebhook } from "./outlet.ts";
import type { QueueSettings } from "./settings.ts";

/**
 * SQS takes 256 KB in every account (a queue may allow 1 MB since 2025, which nobody can rely on). A JSON that is longer than
 * this as text in the message goes to S3 too, which leaves room for everything else.
 */
const inlineBytes = 200 * 1024;
/** Two tries at S3 and two at SQS end before API Gateway gives up after 30 s: then the sender is answered by us. */
const patience = {
  maxAttempts: 2,
  requestHandler: { connectionTimeout: 2_000, requestTimeout: 6_000, throwOnRequestTimeout: true },
};

export function createQueue({ url, bucket, sqsEndpoint, s3Endpoint }: QueueSettings): Outlet {
  // Given as the endpoint, because the SDK warns on the console where it has to conclude it from the queue's URL.
  const sqs = new SQSClient({ ...patience, endpoint: sqsEndpoint ?? new URL(url).origin });
  // Compatible services are addressed by path: names such as bucket.127.0.0.1 do not exist.
  const s3 = new S3Client({ ...patience, ...(s3Endpoint === null ? {} : { endpoint: s3Endpoint, forcePathStyle: true }) });

  async function put(key: string, bytes: Buffer, contentType: string): Promise<void> {
    await s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: bytes, ContentType: contentType }));
  }

  return {
    done: "queued",
    async send(webhook) {
      const { message, objects } = messageOf(webhook, bucket);
      try {
        // First what the message names: whoever reads the message finds everything.
        await Promise.all(objects.map(({ key, bytes, contentType }) => put(key, bytes, contentType)));
        await sqs.send(new SendMessageCommand({ QueueUrl: url, MessageBody: asciiJson(message) }));
      } catch (error) {
        throw new OutletError(`The queue or the bucket did not take it (${nameOf(error)}).`, { cause: error });
      }
    },
  };
}

interface MessageObject {
  key: string;
  bytes: Buffer;
  contentType: string;
}

/** The message, and what has to be on S3 for it. */
export function messageOf(webhook: ReceivedWebhook, bucket: string): { message: QueueMessage; objects: MessageObject[] } {
  const { id, receivedAt, request, json, reason } = webhook;
  const folder = `${objectPrefix}${receivedAt.slice(0, 10)}/${id}/`;
  const objects: MessageObject[] = [];
  const place = (name: string, bytes: Buffer, contentType: string) => {
    const key = `${folder}${name}`;
    objects.push({ key, bytes, contentType });
    return { key, size: bytes.length };
  };

  const bytes = json ?? request.body;
  const body: MessageBytes = fits(bytes)
    ? { text: bytes.toString("utf8") }
    : place(json ? "webhook.json" : "body.bin", bytes, json ? "application/json" : "application/octet-stream");
  const images = webhook.images.map((image, index): MessageImage => {
    const { part, filename, bytes: pixels, contentType } = image;
    const name = part.replace(/[^\w-]/g, "_").slice(0, 40) || "image";
    return { part, filename, ...place(`${index + 1}-${name}${extensionOf(image)}`, pixels, contentType) };
  });
  const headers = Object.fromEntries(
    senderHeaderNames.flatMap((name) => {
      const value = cleanText(request.headers[name] ?? "");
      return value === null ? [] : [[name, value]];
    }),
  );
  const contentType = (request.headers["content-type"] ?? "").slice(0, 1000);
  const about = { format: messageFormat, version: messageVersion, id, receivedAt } as const;
  const message = { ...about, remoteAddress: request.remoteAddress, contentType, headers, bucket, body, reason, images };
  return { message, objects };
}

function fits(bytes: Buffer): boolean {
  if (bytes.length > inlineBytes) return false;
  const text = bytes.toString("utf8");
  // Bytes that are no UTF-8 would not come back as they were.
  return Buffer.from(text).equals(bytes) && asciiJson(text).length <= inlineBytes;
}

const extensions: Record<string, string> = { "image/jpeg": ".jpg", "image/png": ".png", "image/webp": ".webp" };

const extensionOf = ({ contentType }: ReceivedImage) => extensions[contentType] ?? ".bin";

/** JSON in ASCII: SQS refuses some characters, and counts bytes. */
function asciiJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[\x7f-\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : "unknown reason";
}
