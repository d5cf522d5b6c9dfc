/**
 * How the Lambda puts a webhook on an SQS queue, and Plate Courier's inbox takes it from there. Documented for others in
 * docs/aws-lambda.md. Keys may be added without a new version; a reader ignores those that it does not know.
 */
import { z } from "zod";
import { messageFormat, messageVersion, objectPrefix } from "./queue-format.ts";

const objectKey = z.string().max(1024).startsWith(objectPrefix);
const size = z.number().int().min(0);

/** Bytes of a webhook: as text where they are valid UTF-8 and fit, else as an object on S3. */
export const MessageBytes = z.union([z.object({ text: z.string() }), z.object({ key: objectKey, size })]);
export type MessageBytes = z.infer<typeof MessageBytes>;

/** One picture of a webhook, on S3. */
export const MessageImage = z.object({ part: z.string(), filename: z.string(), key: objectKey, size });
export type MessageImage = z.infer<typeof MessageImage>;

export const QueueMessage = z
  .object({
    format: z.literal(messageFormat),
    version: z.literal(messageVersion),
    /** Of this webhook; every object's key contains it. */
    id: z.uuid(),
    /** When the Lambda was called, ISO 8601 in UTC. */
    receivedAt: z.iso.datetime(),
    remoteAddress: z.string().max(100).nullable(),
    /** Of the request: media type with its parameters. */
    contentType: z.string().max(1000),
    /** The sender's own headers, lower-case: see senderHeaderNames. */
    headers: z.record(z.string(), z.string()),
    /** Where the objects are. */
    bucket: z.string().max(200),
    /** The webhook's JSON exactly as it came; where there is none, the request's whole body. */
    body: MessageBytes,
    /** null: `body` is JSON. Else why no JSON was found. */
    reason: z.string().nullable(),
    images: z.array(MessageImage).max(100),
  })
  .refine((message) => keysOf(message).every((key) => key.includes(`/${message.id}/`)), {
    message: "an object's key does not contain the message's id",
  });
export type QueueMessage = z.infer<typeof QueueMessage>;

/** The S3 keys of everything that belongs to a message. */
export function keysOf({ body, images }: { body: MessageBytes; images: readonly MessageImage[] }): string[] {
  return [...("key" in body ? [body.key] : []), ...images.map((image) => image.key)];
}
