/** Tells failures below HTTP (name, connection, encryption, time) in the operator's words. */
import { DeliveryError } from "../forwarder.ts";

/** "host:port", the port always told; never the path or query, which may hold tokens. */
export function hostAndPort({ hostname, port, protocol }: { hostname: string; port: string; protocol: string }): string {
  return `${hostname}:${port || (protocol === "https:" ? "443" : "80")}`;
}

const byCode: Record<string, (where: string, host: string) => string> = {
  ENOTFOUND: (_where, host) =>
    `The name ${host} is not known to the network. Check the spelling, and that this machine's DNS works.`,
  EAI_AGAIN: (_where, host) => `The name ${host} could not be looked up: the network's DNS does not answer.`,
  ECONNREFUSED: (where) => `${where} refused the connection. Either nothing listens there, or the port is wrong.`,
  EHOSTUNREACH: (where) => `There is no way to ${where} from this machine. Check the network and the address.`,
  ENETUNREACH: (where) => `There is no way to ${where} from this machine. Check the network and the address.`,
  EHOSTDOWN: (where) => `${where} is switched off or not on the network.`,
  EADDRNOTAVAIL: (where) => `This machine has no free network port for ${where}.`,
  ETIMEDOUT: (where) => `${where} did not answer the attempt to connect. It is switched off, or a firewall is in between.`,
  UND_ERR_CONNECT_TIMEOUT: (where) =>
    `${where} did not answer the attempt to connect. It is switched off, or a firewall is in between.`,
  ECONNRESET: (where) => `${where} broke off the connection without an answer.`,
  EPIPE: (where) => `${where} broke off the connection without an answer.`,
  UND_ERR_SOCKET: (where) => `${where} closed the connection without an answer.`,
  EPROTO: (where) =>
    `${where} does not speak TLS as expected. Perhaps nothing is encrypted there (then the URL must begin with http://, mqtt:// or ws://), or the port is wrong.`,
};

/** What is told when no answer came: unreachable, so the queue tries again by itself. */
export function noAnswer(
  url: URL,
  error: unknown,
  { timeoutMs, timedOut }: { timeoutMs: number; timedOut: boolean },
): DeliveryError {
  const where = hostAndPort(url);
  if (timedOut)
    return new DeliveryError("unreachable", `${where} did not answer completely within ${seconds(timeoutMs)}.`, { cause: error });
  const code = codeOf(error);
  const tell = byCode[code] ?? (isTls(code) ? byCode.EPROTO : undefined);
  if (tell) return new DeliveryError("unreachable", tell(where, url.hostname), { cause: error });
  const garbled = error instanceof Error && error.name === "HTTPParserError";
  if (garbled || code.startsWith("UND_ERR_HEADERS") || code === "UND_ERR_RES_CONTENT_LENGTH_MISMATCH") {
    return new DeliveryError(
      "unreachable",
      `${where} answered, but not in HTTP. Perhaps the port is wrong, or https:// is needed.`,
      {
        cause: error,
      },
    );
  }
  if (code === "UND_ERR_INVALID_ARG" || code === "ERR_INVALID_CHAR") {
    return new DeliveryError(
      "misconfigured",
      `The request to ${where} cannot be made: a header or the URL holds characters that are not allowed.`,
    );
  }
  return new DeliveryError("unreachable", `The connection to ${where} failed${code ? ` (${code})` : ""}.`, { cause: error });
}

/** An answer began and broke off: whether the destination kept what it got is not known, so it is sent again. */
export function answerBrokenOff(url: URL, status: number, cause: unknown): DeliveryError {
  return new DeliveryError(
    "unreachable",
    `${hostAndPort(url)} began to answer (HTTP ${status}) and broke off in the middle of it.`,
    {
      cause,
    },
  );
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
