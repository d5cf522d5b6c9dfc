/** What an answer's status means for a delivery: the one table that every forwarder goes by. */
import type { FailureKind, Receipt } from "../../../shared/delivery.ts";
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
  const message = [
    `${what} ${meaning(answer.status, kind)} (HTTP ${answer.status}).`,
    said && `It said: “${said}”.`,
    advice[kind],
  ];
  throw new DeliveryError(kind, message.filter(Boolean).join(" "), {
    retryAfterMs: kind === "busy" ? retryAfterMs(answer.headers["retry-after"], now()) : undefined,
  });
}

/** The receipt of a plain HTTP destination. */
export function receiptOf(
  answer: HttpAnswer,
  { startedAt, now, redact }: { startedAt: number; now: number; redact(text: string): string },
): Receipt {
  const body = excerpt(answer, redact);
  const summary = `HTTP ${answer.status} in ${Math.max(0, Math.round(now - startedAt))} ms`;
  return body ? { summary, status: answer.status, body } : { summary, status: answer.status };
}

/** The error for an answer that points elsewhere; null for any other. A redirect would turn a POST into a GET, so none is followed. */
export function redirected(answer: HttpAnswer, asked: URL): DeliveryError | null {
  if (![301, 302, 303, 307, 308].includes(answer.status)) return null;
  const location = [answer.headers.location].flat()[0];
  const target = location && URL.canParse(location, asked.href) ? new URL(location, asked) : null;
  const where = hostAndPort(asked);
  const pointer = !target
    ? ""
    : target.host === asked.host
      ? ", to another path there"
      : `, to ${target.protocol}//${target.host}`;
  return new DeliveryError(
    "misconfigured",
    `${where} redirects elsewhere${pointer} (HTTP ${answer.status}). Redirects are not followed, because a POST would not arrive. Enter the final URL.`,
  );
}

/** The table. */
export function kindOf(status: number): FailureKind {
  if (status >= 500 || status === 408 || status === 425 || status === 429) return "busy";
  if (status === 401 || status === 403 || status === 407) return "unauthorized";
  if (status >= 300 && status < 400) return "misconfigured";
  return "rejected";
}

const meanings: Record<number, string> = {
  400: "says that the request is wrong",
  401: "refused the credentials",
  403: "does not allow this",
  404: "knows no such address",
  405: "does not take this kind of request there",
  408: "gave up waiting for the request",
  409: "says that this conflicts with what it has",
  410: "says that this address is gone",
  413: "says that this is too large",
  415: "does not take this kind of content",
  422: "could not use the content",
  429: "asks for fewer requests",
  503: "is not available at the moment",
};

function meaning(status: number, kind: FailureKind): string {
  const known = meanings[status];
  if (known) return known;
  if (kind === "busy") return "has a problem of its own at the moment";
  if (kind === "misconfigured") return "gave an answer that points elsewhere";
  return "did not accept this";
}

const advice: Partial<Record<FailureKind, string>> = {
  unauthorized: "Check the credentials in the destination's settings.",
  misconfigured: "Check the URL.",
};

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
