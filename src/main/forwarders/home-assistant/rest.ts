/** Home Assistant's REST API, as its developers' documentation tells it: JSON, and the token in every request. */

import { z } from "zod";
import { phrase } from "../../../shared/phrases/phrase.ts";
import { DeliveryError } from "../forwarder.ts";
import type { HttpAnswer } from "../kit/http.ts";
import { hostAndPort } from "../kit/http-failure.ts";
import { throwForStatus } from "../kit/outcome.ts";
import { redactor } from "../kit/redact.ts";
import type { Context } from "./settings.ts";
import { createTokenGuard } from "./token-guard.ts";

export interface HomeAssistant {
  /** host:port, as the subject of sentences. */
  where: string;
  redact(text: string): string;
  /** Any answer but 401 and 403, which are thrown. */
  request(method: "GET" | "POST", path: string, body?: unknown): Promise<HttpAnswer>;
}

/** A large installation tells of some hundred services with all their fields. */
const longestAnswerBytes = 8 * 1024 * 1024;

export function homeAssistant(context: Context): HomeAssistant {
  const { url, accessToken } = context.settings;
  const where = hostAndPort(new URL(url));
  return {
    where,
    redact: redactor([accessToken]),
    request: (method, path, body) =>
      withToken(context, async () => {
        const answer = await context.http.request({
          method,
          url: addressOf(url, path),
          headers: {
            Authorization: `Bearer ${accessToken}`,
            ...(body === undefined ? {} : { "Content-Type": "application/json" }),
          },
          body: body === undefined ? undefined : JSON.stringify(body),
          maxAnswerBytes: longestAnswerBytes,
        });
        if (answer.status === 401 || answer.status === 403) throw refusedLogin(where, answer.status);
        return answer;
      }),
  };
}

/** Runs what shows the access token to Home Assistant, by whichever API. Throws where there is none, or where it was just refused. */
export async function withToken<T>({ settings, keep, signal, now }: Context, ask: () => Promise<T>): Promise<T> {
  if (settings.accessToken === "") throw new DeliveryError("misconfigured", phrase("homeAssistant.noToken"));
  return keep("token", () => createTokenGuard(now)).through(ask, signal);
}

/** `path` under the URL of the settings, whether or not that ends in a slash or in /api. */
export function addressOf(url: string, path: string): string {
  const base = new URL(url);
  return `${base.origin}${base.pathname.replace(/\/(api\/?)?$/, "")}/api/${path}`;
}

/** Home Assistant counts wrong logins and can ban the address; then it answers 403 to everything, whatever the token. */
export function refusedLogin(where: string, status: 401 | 403): DeliveryError {
  return new DeliveryError(
    "unauthorized",
    phrase(status === 401 ? "homeAssistant.tokenRefused" : "homeAssistant.banned", { where }),
  );
}

/** The answer's JSON. Throws what its status means, and "misconfigured" where something else than Home Assistant answered. */
export function jsonOf<T>(answer: HttpAnswer, schema: z.ZodType<T>, { where, redact }: HomeAssistant, now: () => number): T {
  throwForStatus(answer, { what: `Home Assistant (${where})`, redact, now });
  const parsed = schema.safeParse(parseJson(answer.text));
  if (parsed.success) return parsed.data;
  throw new DeliveryError("misconfigured", phrase("homeAssistant.somethingElse", { where, status: answer.status }));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const services = z.array(
  z.looseObject({
    domain: z.string(),
    services: z.record(z.string(), z.unknown()),
  }),
);

/** Domain -> its services. */
export async function servicesOf(context: Context): Promise<Map<string, Set<string>>> {
  const there = homeAssistant(context);
  const list = jsonOf(await there.request("GET", "services"), services, there, context.now);
  return new Map(list.map(({ domain, services }) => [domain, new Set(Object.keys(services))]));
}
