/**
 * One webhook in a Lambda, answered as Plate Courier's receiver answers: the same parser, the same statuses. A 200 is sent only
 * when every outlet has the webhook; without an outlet the log is all that is kept.
 *
 * 401 token -> 415 form and encoding -> take apart (400, 413) -> understand -> outlets (503) -> log -> 200
 */

import { randomUUID } from "node:crypto";
import type { APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import { parseRecognition, type Recognition } from "../main/receiver/recognition.ts";
import { hashToken, verifyToken } from "../main/receiver/source-tokens.ts";
import { bodyForm, readWebhookBody } from "../main/receiver/webhook-body.ts";
import type { Phrase } from "../shared/phrases/phrase.ts";
import { linesOf, type WriteLine } from "./log-lines.ts";
import { type Outlet, OutletError, type ReceivedWebhook } from "./outlet.ts";
import { type LambdaEvent, type LambdaRequest, requestOf } from "./request.ts";

export interface HandlerDeps {
  /** null: anybody may post. */
  webhookToken: string | null;
  outlets: readonly Outlet[];
  write: WriteLine;
  /** Milliseconds since the epoch. */
  now(): number;
}

export type LambdaAnswer = APIGatewayProxyStructuredResultV2;
export type Handler = (event: LambdaEvent) => Promise<LambdaAnswer>;

/** As the receiver's default. A Lambda is never given more than 6 MB, its base64 included. */
const maxJsonBytes = 10 * 1024 * 1024;

/** Never rejects: Lambda would answer the sender with a bare 500 or 502. */
export function createHandler({ webhookToken, outlets, write, now }: HandlerDeps): Handler {
  const tokenHash = webhookToken === null ? null : hashToken(webhookToken);

  function mayPost({ token }: LambdaRequest): boolean {
    return tokenHash === null || (token !== null && verifyToken(token, tokenHash));
  }

  function refuse(status: number, reason: string, request: LambdaRequest, headers: Record<string, string> = {}): LambdaAnswer {
    write({ level: "warn", message: "refused", status, reason, remoteAddress: request.remoteAddress });
    return answer(status, { status: "refused", reason }, headers);
  }

  async function take(request: LambdaRequest): Promise<LambdaAnswer> {
    if (!mayPost(request))
      return refuse(401, wrongToken(request), request, { "www-authenticate": 'Token realm="Plate Courier"' });
    const contentType = request.headers["content-type"] ?? "";
    const form = bodyForm(contentType);
    if (form === null) return refuse(415, wrongForm, request);
    const encoding = request.headers["content-encoding"]?.trim().toLowerCase() || "identity";
    if (encoding !== "identity") return refuse(415, wrongEncoding, request, { "accept-encoding": "identity" });
    const reading = await readWebhookBody(request.body, form, contentType, maxJsonBytes);
    if ("status" in reading) return refuse(reading.status, reading.reason, request);

    const { json, reason, images } = reading.body;
    const recognition = understand(json, reason);
    const webhook: ReceivedWebhook = {
      ...{ id: randomUUID(), receivedAt: new Date(now()).toISOString(), request, json, images },
      // What cannot be understood for another reason than this is for the reader of the JSON to say.
      reason: json === null ? recognition.reason : null,
    };
    if (request.mangled && images.length > 0) write({ level: "error", message: "mangled", id: webhook.id, reason: mangled });
    for (const outlet of outlets) await outlet.send(webhook);
    const camera = recognition.camera ?? request.headers["camera-id"] ?? recognition.hookCamera ?? "";
    for (const line of linesOf(recognition, { ...webhook, images: images.length, camera })) write(line);
    if (recognition.kind === "quarantined")
      return answer(200, { status: "quarantined", reason: recognition.reason, id: webhook.id });
    return answer(200, { status: outlets[0]?.done ?? "logged", id: webhook.id, reads: recognition.reads.length });
  }

  return async (event) => {
    const request = requestOf(event);
    if (!request) {
      write({ level: "error", message: "no request", reason: notHttp });
      return answer(400, { status: "refused", reason: notHttp });
    }
    if (request.method === "GET" || request.method === "HEAD") return text(200, askForPost);
    if (request.method !== "POST") return { ...text(405, askForPost), headers: { ...plain, allow: "GET, HEAD, POST" } };
    try {
      return await take(request);
    } catch (error) {
      if (error instanceof OutletError) {
        write({ level: "error", message: "not taken", reason: error.message, remoteAddress: request.remoteAddress });
        return answer(503, { status: "unavailable", reason: "The webhook could not be passed on. Send it again." }, retryAfter);
      }
      write({
        level: "error",
        message: "failed",
        error: error instanceof Error ? (error.stack ?? error.message) : String(error),
      });
      return answer(
        500,
        { status: "error", reason: "Plate Courier's Lambda failed on this webhook. Send it again." },
        retryAfter,
      );
    }
  };
}

function understand(json: Buffer | null, reason: Phrase | null): Recognition {
  if (json) return parseRecognition(json.toString("utf8"));
  return { ...parseRecognition("{}"), reason };
}

const plain = { "content-type": "text/plain; charset=utf-8" };
const retryAfter = { "retry-after": "5" };

function answer(statusCode: number, body: Record<string, unknown>, headers: Record<string, string> = {}): LambdaAnswer {
  return { statusCode, headers: { "content-type": "application/json; charset=utf-8", ...headers }, body: JSON.stringify(body) };
}

function text(statusCode: number, body: string): LambdaAnswer {
  return { statusCode, headers: plain, body };
}

/** In the words of the provider's sample receivers, as our receiver says it. */
const askForPost = "Send a POST request instead.";
const notHttp = "This event is no HTTP request: call the Lambda through API Gateway or its function URL.";
const wrongForm =
  "Send the webhook as multipart/form-data with a part named json, as application/x-www-form-urlencoded with a field named json, or as application/json.";
const wrongEncoding = "Send the webhook uncompressed, without a Content-Encoding header.";
const mangled =
  "The API handed out the webhook as text, and its pictures are damaged. Add multipart/form-data to the REST API's binary media types, or use an HTTP API.";

const wrongToken = ({ token }: LambdaRequest) =>
  token === null
    ? "A token is required: send the header Authorization: Token …, or put ?token=… behind the URL."
    : "This token is not known here.";
