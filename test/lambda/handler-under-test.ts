import { readFileSync } from "node:fs";
import { createHandler, type HandlerDeps } from "../../src/lambda/handler.ts";
import type { LogLine } from "../../src/lambda/log-lines.ts";
import type { ReceivedWebhook } from "../../src/lambda/outlet.ts";
import type { LambdaEvent } from "../../src/lambda/request.ts";

/** An event of AWS's, as test/fixtures/lambda has it: the shapes are those of AWS's guides, the accounts are made up. */
export function recorded(name: string): LambdaEvent {
  return JSON.parse(readFileSync(`test/fixtures/lambda/${name}.json`, "utf8")) as LambdaEvent;
}

/** The handler with an outlet that remembers, unless other outlets are given. */
export function startHandler(changes: Partial<HandlerDeps> = {}) {
  const lines: LogLine[] = [];
  const webhooks: ReceivedWebhook[] = [];
  const outlet = { done: "queued", send: async (webhook: ReceivedWebhook) => void webhooks.push(webhook) };
  const handler = createHandler({
    ...{ webhookToken: null, outlets: [outlet], write: (line) => void lines.push(line), now: () => Date.UTC(2026, 10, 23, 14) },
    ...changes,
  });
  const ask = async (event: LambdaEvent) => {
    const { statusCode, headers = {}, body = "" } = await handler(event);
    const json = String(headers["content-type"]).startsWith("application/json");
    return { status: statusCode, headers, body: json ? (JSON.parse(body) as Record<string, unknown>) : body };
  };
  return { ask, lines, webhooks };
}

/** An event with another body, or other headers. */
export function changed(event: LambdaEvent, changes: { body?: string; headers?: Record<string, string> }): LambdaEvent {
  const { body, headers } = changes;
  const given = body === undefined ? {} : { body, isBase64Encoded: false };
  return { ...event, ...given, headers: { ...event.headers, ...headers } } as LambdaEvent;
}
