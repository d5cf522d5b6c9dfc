/** The Lambda's entry: "index.handler". What does not change between webhooks is made once, with the first one. */
import { createForward } from "./forward.ts";
import { createHandler, type Handler, type LambdaAnswer } from "./handler.ts";
import { writeToStdout } from "./log-lines.ts";
import type { LambdaEvent } from "./request.ts";
import { settingsOf } from "./settings.ts";

async function prepare(): Promise<Handler> {
  const { webhookToken, forward, queue } = settingsOf(process.env);
  const outlets = [
    ...(queue ? [(await import("./queue.ts")).createQueue(queue)] : []),
    ...(forward ? [createForward(forward)] : []),
  ];
  return createHandler({ webhookToken, outlets, write: writeToStdout, now: Date.now });
}

let ready: Promise<Handler> | undefined;

/** Answers one event of API Gateway or of a function URL. */
export async function handler(event: LambdaEvent): Promise<LambdaAnswer> {
  try {
    ready ??= prepare();
    return await (await ready)(event);
  } catch (error) {
    // Wrong environment variables. The sender repeats what it is told 503 for, so that nothing is lost while they are corrected.
    const reason = error instanceof Error ? error.message : String(error);
    writeToStdout({ level: "error", message: "wrong settings", reason });
    const headers = { "content-type": "application/json; charset=utf-8", "retry-after": "60" };
    const body = { status: "unavailable", reason: "The Lambda is not set up rightly: its log says more." };
    return { statusCode: 503, headers, body: JSON.stringify(body) };
  }
}
