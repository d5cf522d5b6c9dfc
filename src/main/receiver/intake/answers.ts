import type { IncomingMessage, ServerResponse } from "node:http";
import { systemClock } from "../../clock.ts";
import { claimedLength } from "./read-body.ts";

/** What the sender is told: a status, a JSON object that a person can read too, and sometimes headers. */
export interface Answer {
  status: number;
  body: Record<string, unknown>;
  headers?: Record<string, string>;
}

/** Seconds after which a sender may try again what could not be taken. */
export const retryAfter = { "retry-after": "5" };

/** Answers a request that was read to its end; the connection stays open for the next one. */
export function answer(response: ServerResponse, { status, body, headers }: Answer): void {
  if (response.headersSent || response.destroyed) return;
  // Text, not bytes: node:http then sends head and body with one system call.
  const text = JSON.stringify(body);
  const length = Buffer.byteLength(text);
  response.writeHead(status, { ...headers, "content-type": "application/json; charset=utf-8", "content-length": length });
  response.end(text);
}

/** How much of a refused body is read and thrown away, and for how long, before the connection is cut. */
const drainBytes = 64 * 1024 * 1024;
const drainMs = 5000;

/**
 * Answers before the body was read, and closes the connection. Closing at once would send a reset, which makes most senders
 * report a broken connection instead of the answer; so the rest of the body is thrown away for a while first.
 */
export function refuse(request: IncomingMessage, response: ServerResponse, given: Answer): void {
  if (response.headersSent || response.destroyed) return;
  response.setHeader("connection", "close");
  if (request.complete || claimedLength(request) === 0) {
    answer(response, given);
    return;
  }
  const text = Buffer.from(JSON.stringify(given.body));
  response.writeHead(given.status, {
    ...given.headers,
    "content-type": "application/json; charset=utf-8",
    "content-length": text.length,
  });
  response.write(text);
  let drained = 0;
  const stop = () => {
    cancel();
    request.off("data", count).off("end", stop).off("close", stop);
    response.end();
  };
  const count = (chunk: Buffer) => {
    drained += chunk.length;
    if (drained > drainBytes) stop();
  };
  const cancel = systemClock.after(drainMs, stop);
  request.on("data", count).on("end", stop).on("close", stop);
  request.resume();
}
