/** What an answer's status means for a delivery: the one table that every forwarder goes by. */
import type { FailureKind, Receipt } from "../../../shared/delivery.ts";
import { type Phrase, type PhraseKeyOf, phrase, sentences } from "../../../shared/phrases/phrase.ts";
import { DeliveryError } from "../forwarder.ts";
import type { HttpAnswer } from "./http.ts";
import { hostAndPort } from "./http-failure.ts";

/** Bytes of an answer's text that are shown. */
const excerptLength = 300;

export interface StatusTelling {
  /** Whose answer it is, as the subject of a sentence: "The webhook receiver". */
  what: string;
  /** Removes secrets from what the destination said (see redactor). */
  redact?: ((text: string) => string) | undefined;
  /** Milliseconds since the epoch, for a Retry-After that is a date. */
  now?: (() => number) | undefined;
}

/** Returns for 2xx; throws the DeliveryError that the status stands for otherwise. */
export function throwForStatus(answer: HttpAnswer, { what, redact = (text) => text, now = Date.now }: StatusTelling): void {
  if (answer.status >= 200 && answer.status < 300) return;
  const kind = kindOf(answer.status);
  const said = excerpt(answer, redact);
  const message = sentences(
    phrase(meaning(answer.status, kind), { who: what, status: answer.status }),
    said && phrase("answer.said", { said }),
    kind === "unauthorized" && phrase("answer.checkCredentials"),
    kind === "misconfigured" && phrase("answer.checkUrl"),
  );
  throw new DeliveryError(kind, message, {
    retryAfterMs: kind === "busy" ? retryAfterMs(answer.headers["retry-after"], now()) : undefined,
  });
}

/** The receipt of a plain HTTP destination. */
export function receiptOf(
  answer: HttpAnswer,
  { startedAt, now, redact }: { startedAt: number; now: number; redact(text: string): string },
): Receipt<Phrase> {
  const body = excerpt(answer, redact);
  const summary = phrase("answer.inTime", { status: answer.status, ms: Math.max(0, Math.round(now - startedAt)) });
  return body ? { summary, status: answer.status, body } : { summary, status: answer.status };
}

/** The error for an answer that points elsewhere; null for any other. A redirect would turn a POST into a GET, so none is followed. */
export function redirected(answer: HttpAnswer, asked: URL): DeliveryError | null {
  if (![301, 302, 303, 307, 308].includes(answer.status)) return null;
  const location = [answer.headers.location].flat()[0];
  const target = location && URL.canParse(location, asked.href) ? new URL(location, asked) : null;
  const where = hostAndPort(asked);
  const { status } = answer;
  if (!target) return new DeliveryError("misconfigured", phrase("connection.redirects", { where, status }));
  if (target.host === asked.host)
    return new DeliveryError("misconfigured", phrase("connection.redirectsHere", { where, status }));
  const message = phrase("connection.redirectsTo", { where, target: `${target.protocol}//${target.host}`, status });
  return new DeliveryError("misconfigured", message);
}

/** The table. */
export function kindOf(status: number): FailureKind {
  if (status >= 500 || status === 408 || status === 425 || status === 429) return "busy";
  if (status === 401 || status === 403 || status === 407) return "unauthorized";
  if (status >= 300 && status < 400) return "misconfigured";
  return "rejected";
}

const meanings: Record<number, PhraseKeyOf<"who" | "status">> = {
  400: "answer.http400",
  401: "answer.http401",
  403: "answer.http403",
  404: "answer.http404",
  405: "answer.http405",
  408: "answer.http408",
  409: "answer.http409",
  410: "answer.http410",
  413: "answer.http413",
  415: "answer.http415",
  422: "answer.http422",
  429: "answer.http429",
  503: "answer.http503",
};

function meaning(status: number, kind: FailureKind): PhraseKeyOf<"who" | "status"> {
  const known = meanings[status];
  if (known) return known;
  if (kind === "busy") return "answer.ownProblem";
  return kind === "misconfigured" ? "answer.pointsElsewhere" : "answer.notAccepted";
}

/** Seconds or an HTTP date, as milliseconds from now; undefined where it says neither. */
export function retryAfterMs(header: string | string[] | undefined, now: number): number | undefined {
  const text = [header].flat()[0]?.trim();
  if (!text) return undefined;
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}

/** The start of what the destination said, as one line of text: no markup, no control characters, no secrets. */
export function excerpt(answer: HttpAnswer, redact: (text: string) => string): string {
  // Secrets first: cutting could leave half of one.
  const text = redact(answer.text);
  const plain = /<(?:!doctype|html|body)/i.test(text) ? textOfHtml(text) : text;
  // Control and invisible formatting characters: they could turn a line's direction around or break it.
  const line = plain
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029\ufffd]+/gu, " ")
    .replace(/\s+/g, " ")
    .trim();
  return line.length > excerptLength ? `${line.slice(0, excerptLength).trimEnd()}…` : line;
}

function textOfHtml(html: string): string {
  const title = /<title[^>]*>([^<]*)/i.exec(html)?.[1]?.trim();
  return title || html.replace(/<(script|style)[\s\S]*?<\/\1>/gi, " ").replace(/<[^>]*>/g, " ");
}
