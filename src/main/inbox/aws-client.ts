/**
 * SQS and S3 through the AWS SDK. This file is loaded when there is an inbox, and only then: the SDK is large.
 * With an endpoint of its own a service is addressed by path, because names such as bucket.127.0.0.1 do not exist.
 */
import { DeleteObjectCommand, GetObjectCommand, HeadBucketCommand, S3Client } from "@aws-sdk/client-s3";
import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import type { SqsInbox } from "../../shared/inbox.ts";
import { type Phrase, phrase } from "../../shared/phrases/phrase.ts";
import { awsFault } from "./aws-faults.ts";
import { InboxFault, type QueueClient } from "./queue-client.ts";

/** An inbox's connection settings with the secret key in plain text. */
export type AwsConnection = Pick<SqsInbox, "queueUrl" | "region" | "sqsEndpoint" | "s3Endpoint" | "credentials">;

/** A long poll lasts 20 s: a request must be allowed to take longer. */
const requestHandler = { connectionTimeout: 10_000, requestTimeout: 45_000, throwOnRequestTimeout: true };

/** Opens nothing; connections are made with the first call and kept until close(). */
export function createAwsClient({ queueUrl, region, sqsEndpoint, s3Endpoint, credentials }: AwsConnection): QueueClient {
  const profile = credentials.kind === "profile" ? credentials.profile : null;
  const shared = {
    region,
    requestHandler,
    // What is repeated at once is the SDK's; what is tried again later is the inbox's.
    maxAttempts: 2,
    ...(credentials.kind === "profile"
      ? { profile: credentials.profile }
      : { credentials: { accessKeyId: credentials.accessKeyId, secretAccessKey: credentials.secretAccessKey } }),
  };
  // Given as the endpoint, because the SDK warns on the console where it has to conclude it from the queue's URL.
  const sqs = new SQSClient({ ...shared, endpoint: sqsEndpoint || new URL(queueUrl).origin });
  const s3 = new S3Client({ ...shared, ...(s3Endpoint ? { endpoint: s3Endpoint, forcePathStyle: true } : {}) });

  async function ask<T>(act: Phrase, permission: string, call: () => Promise<T>): Promise<T> {
    try {
      return await call();
    } catch (error) {
      throw awsFault(error, { act, permission, profile });
    }
  }

  return {
    receive: ({ max, waitS, hiddenS }, signal) =>
      ask(phrase("inbox.actReceive"), "sqs:ReceiveMessage", async () => {
        const command = new ReceiveMessageCommand({
          QueueUrl: queueUrl,
          MaxNumberOfMessages: max,
          WaitTimeSeconds: waitS,
          VisibilityTimeout: hiddenS,
        });
        const { Messages: messages = [] } = await sqs.send(command, { abortSignal: signal });
        return messages.map((message) => ({
          messageId: message.MessageId ?? "",
          receipt: message.ReceiptHandle ?? "",
          body: message.Body ?? "",
        }));
      }),
    hide: (receipts, hiddenS, signal) =>
      ask(phrase("inbox.actHide"), "sqs:ChangeMessageVisibility", async () => {
        if (receipts.length === 0) return;
        // Single ones that fail (deleted meanwhile, expired) are told in the answer and need nothing more.
        const command = new ChangeMessageVisibilityBatchCommand({
          QueueUrl: queueUrl,
          Entries: receipts.map((receipt, index) => ({
            Id: String(index),
            ReceiptHandle: receipt,
            VisibilityTimeout: hiddenS,
          })),
        });
        await sqs.send(command, { abortSignal: signal });
      }),
    remove: (receipt, signal) =>
      ask(phrase("inbox.actRemove"), "sqs:DeleteMessage", async () => {
        await sqs.send(new DeleteMessageCommand({ QueueUrl: queueUrl, ReceiptHandle: receipt }), { abortSignal: signal });
      }),
    fetch: ({ bucket, key }, maxBytes, signal) =>
      ask(phrase("inbox.actRead", { bucket }), "s3:GetObject and s3:ListBucket", async () => {
        try {
          const { Body: body, ContentLength: length } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }), {
            abortSignal: signal,
          });
          if (!body || (length ?? 0) > maxBytes) {
            // Read or not, the connection must not be left waiting for a reader.
            if (body && "destroy" in body && typeof body.destroy === "function") body.destroy();
            return null;
          }
          return Buffer.from(await body.transformToByteArray());
        } catch (error) {
          if (error instanceof Error && (error.name === "NoSuchKey" || error.name === "NotFound")) return null;
          throw error;
        }
      }),
    removeObject: ({ bucket, key }, signal) =>
      ask(phrase("inbox.actDelete", { bucket }), "s3:DeleteObject", async () => {
        await s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }), { abortSignal: signal });
      }),
    waiting: (signal) =>
      ask(phrase("inbox.actLook"), "sqs:GetQueueAttributes", async () => {
        const command = new GetQueueAttributesCommand({ QueueUrl: queueUrl, AttributeNames: ["ApproximateNumberOfMessages"] });
        const { Attributes: attributes } = await sqs.send(command, { abortSignal: signal });
        return Number(attributes?.ApproximateNumberOfMessages ?? 0);
      }),
    checkBucket: (bucket, signal) =>
      ask(phrase("inbox.actBucket", { bucket }), "s3:ListBucket", async () => {
        try {
          await s3.send(new HeadBucketCommand({ Bucket: bucket }), { abortSignal: signal });
        } catch (error) {
          // The answer to HEAD has no body, so no more than the status is known.
          if (!(error instanceof Error) || error.name !== "NotFound") throw error;
          throw new InboxFault("operator", phrase("inbox.noBucketCalled", { bucket }), { cause: error });
        }
      }),
    close() {
      sqs.destroy();
      s3.destroy();
    },
  };
}
