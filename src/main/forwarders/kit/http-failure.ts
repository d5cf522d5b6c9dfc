/** Tells failures below HTTP (name, connection, encryption, time) in the operator's words. */
import { type Phrase, type PhraseKeyOf, phrase } from "../../../shared/phrases/phrase.ts";
import { DeliveryError } from "../forwarder.ts";

/** "host:port", the port always told; never the path or query, which may hold tokens. */
export function hostAndPort({ hostname, port, protocol }: { hostname: string; port: string; protocol: string }): string {
  return `${hostname}:${port || (protocol === "https:" ? "443" : "80")}`;
}

const byCode: Record<string, PhraseKeyOf<"where">> = {
  ECONNREFUSED: "connection.refused",
  EHOSTUNREACH: "connection.noWay",
  ENETUNREACH: "connection.noWay",
  EHOSTDOWN: "connection.hostDown",
  EADDRNOTAVAIL: "connection.noFreePort",
  ETIMEDOUT: "connection.connectTimeout",
  UND_ERR_CONNECT_TIMEOUT: "connection.connectTimeout",
  ECONNRESET: "connection.brokenOff",
  EPIPE: "connection.brokenOff",
  UND_ERR_SOCKET: "connection.closed",
  EPROTO: "connection.noTls",
};

const byCodeOfName: Record<string, PhraseKeyOf<"host">> = {
  ENOTFOUND: "connection.unknownName",
  EAI_AGAIN: "connection.noDns",
};

/** What is told when no answer came: unreachable, so the queue tries again by itself. */
export function noAnswer(
  url: URL,
  error: unknown,
  { timeoutMs, timedOut }: { timeoutMs: number; timedOut: boolean },
): DeliveryError {
  const where = hostAndPort(url);
  if (timedOut) return unreachable(phrase("connection.noCompleteAnswer", { where, time: seconds(timeoutMs) }), error);
  const code = codeOf(error);
  const ofName = byCodeOfName[code];
  if (ofName) return unreachable(phrase(ofName, { host: url.hostname }), error);
  const known = byCode[code] ?? (isTls(code) ? byCode.EPROTO : undefined);
  if (known) return unreachable(phrase(known, { where }), error);
  const garbled = error instanceof Error && error.name === "HTTPParserError";
  if (garbled || code.startsWith("UND_ERR_HEADERS") || code === "UND_ERR_RES_CONTENT_LENGTH_MISMATCH")
    return unreachable(phrase("connection.noHttp", { where }), error);
  if (code === "UND_ERR_INVALID_ARG" || code === "ERR_INVALID_CHAR")
    return new DeliveryError("misconfigured", phrase("connection.wrongCharacters", { where }));
  return unreachable(code ? phrase("connection.failedWith", { where, code }) : phrase("connection.failed", { where }), error);
}

const unreachable = (message: Phrase, cause: unknown) => new DeliveryError("unreachable", message, { cause });

/** An answer began and broke off: whether the destination kept what it got is not known, so it is sent again. */
export function answerBrokenOff(url: URL, status: number, cause: unknown): DeliveryError {
  return unreachable(phrase("connection.answerBrokenOff", { where: hostAndPort(url), status }), cause);
}

/** A failed attempt to several addresses of one name is an AggregateError; its first part says why. */
function codeOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0 && !("code" in error && error.code))
    return codeOf(error.errors[0]);
  if (!(error instanceof Error)) return "";
  if ("code" in error && typeof error.code === "string" && error.code) return error.code;
  return error.cause === undefined ? "" : codeOf(error.cause);
}

const isTls = (code: string) => code.startsWith("ERR_SSL_") || code.startsWith("ERR_TLS_");

const seconds = (ms: number) => (ms < 1000 ? `${ms} ms` : `${Math.round(ms / 100) / 10} s`);
