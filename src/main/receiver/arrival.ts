/** How a webhook came, without the secrets in it: a token that is in the database would be in every copy of it, too. */
import type { IncomingMessage } from "node:http";
import { TLSSocket } from "node:tls";
import type { Arrival, ArrivalHeader, ArrivalPart } from "../../shared/arrival.ts";
import { asMeant } from "./incoming-event.ts";
import { cleanText } from "./json-fields.ts";

/** Names of headers and query parameters that hold secrets, as far as names can tell. */
const secretName =
  /auth(?!or(?!i[sz]))|cookie|token|secret|passw|pwd|api[-_]?key|access[-_]?key|credential|signature|session|^(?:key|sig|pass)$/i;
/** A secret under any name. */
const credentials = /^(token|bearer|basic|digest|negotiate|apikey)\s+\S/i;
const longestValue = 1000;
const mostHeaders = 100;

/** What the receiver measured, in milliseconds of steadyMs(). */
export interface ArrivalMarks {
  began: number;
  body: number;
  parsed: number;
  flushed: number;
  committed: number;
  answered: number;
}

/** Puts an arrival together; called after the answer, so that no sender waits for it. */
export function arrivalOf(
  request: IncomingMessage,
  body: { bytes: number; parts: readonly ArrivalPart[] },
  marks: ArrivalMarks,
): Arrival {
  const since = (mark: number) => Math.max(0, Math.round((mark - marks.began) * 1000));
  return {
    method: request.method ?? "",
    target: maskedTarget(request.url ?? ""),
    httpVersion: request.httpVersion,
    secure: request.socket instanceof TLSSocket,
    headers: maskedHeaders(request.rawHeaders),
    parts: [...body.parts],
    bodyBytes: body.bytes,
    times: {
      body: since(marks.body),
      parsed: since(marks.parsed),
      flushed: since(marks.flushed),
      committed: since(marks.committed),
      answered: since(marks.answered),
    },
  };
}

/** Node's raw headers: name, value, name, value, … */
export function maskedHeaders(raw: readonly string[]): ArrivalHeader[] {
  const headers: ArrivalHeader[] = [];
  for (let at = 0; at + 1 < raw.length && headers.length < mostHeaders; at += 2) {
    const name = cleanText(raw[at] ?? "") ?? "";
    headers.push(maskedHeader(name, raw[at + 1] ?? ""));
  }
  return headers;
}

function maskedHeader(name: string, value: string): ArrivalHeader {
  const scheme = credentials.exec(value)?.[1];
  if (scheme !== undefined) return { name, value: scheme, masked: true };
  if (secretName.test(name)) return { name, value: "", masked: true };
  return { name, value: cleanText(asMeant(value), longestValue) ?? "", masked: false };
}

/** The address as sent; who configured a token into it meant it as a secret. */
export function maskedTarget(target: string): string {
  const [path = "", query] = splitOnce(target, "?");
  const safePath = (cleanText(path, longestValue) ?? "").replace(/\/\/[^/@]*@/, "//…@");
  if (query === undefined) return safePath;
  const pairs = query.split("&").map((pair) => {
    const [name = "", value] = splitOnce(pair, "=");
    return value !== undefined && value !== "" && secretName.test(decoded(name)) ? `${name}=…` : pair;
  });
  return `${safePath}?${cleanText(pairs.join("&"), longestValue) ?? ""}`;
}

function splitOnce(text: string, at: string): [string, string | undefined] {
  const index = text.indexOf(at);
  return index < 0 ? [text, undefined] : [text.slice(0, index), text.slice(index + 1)];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
