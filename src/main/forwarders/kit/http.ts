import type { Readable } from "node:stream";
import { Agent, errors } from "undici";
import { DeliveryError } from "../forwarder.ts";
import { createConnector } from "./connect.ts";
import { answerBrokenOff, noAnswer } from "./http-failure.ts";
import { redirected } from "./outcome.ts";
import { checkedUrl } from "./reach.ts";

/** An HTTP client bound to one destination: its certificate pin, its timeout, its pool of connections. */
export interface HttpClient {
  /**
   * Throws DeliveryError when no answer came: unreachable (network, timeout), misconfigured (certificate, address, a redirect:
   * none is followed). An answer of any other status is returned. When `signal` aborts, its reason is thrown.
   */
  request(request: HttpRequest): Promise<HttpAnswer>;
}

export interface HttpRequest {
  method: "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE";
  url: string;
  headers?: Record<string, string>;
  body?: string | Buffer | undefined;
  signal?: AbortSignal | undefined;
  /** false: not sent once more over a fresh connection where a kept one was closed, because the first one may have been taken. */
  repeatable?: boolean;
  /** Bytes read of this answer, where a list is longer than the client's own limit. */
  maxAnswerBytes?: number | undefined;
}

export interface HttpAnswer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  /** Read up to a limit; a longer body is cut. */
  text: string;
}

/** A client that holds connections until it is closed. */
export interface DestinationHttpClient extends HttpClient {
  /** Lets requests under way finish, then ends every connection. */
  close(): Promise<void>;
}

export interface HttpClientOptions {
  /** SHA-256 of the one certificate to talk to, hex with or without colons; empty: the system's authorities decide. */
  certificateSha256?: string | null | undefined;
  /** One request from first to last byte, connecting included. */
  timeoutMs: number;
  /** Aborts every request of this client. */
  signal?: AbortSignal | undefined;
  /** Sent as User-Agent where a request has none. */
  userAgent?: string | undefined;
  /** Connections open at once; further requests wait. */
  connections?: number | undefined;
  /** Bytes read of an answer; the rest is not waited for. */
  maxAnswerBytes?: number | undefined;
  /** PEM certificates trusted beside the machine's own. */
  extraAuthorities?: readonly string[] | undefined;
}

const connectMs = 10_000;

/** Nothing is opened before the first request. */
export function createHttpClient(options: HttpClientOptions): DestinationHttpClient {
  const { timeoutMs, userAgent = "PlateCourier", maxAnswerBytes = 64 * 1024 } = options;
  const connector = createConnector({ ...options, connectMs: Math.min(connectMs, timeoutMs) });
  const agent = new Agent({
    connect: connector.connect,
    connections: options.connections ?? 8,
    pipelining: 1,
    // The deadline below covers the whole request; these two would only tell a poorer story.
    headersTimeout: 0,
    bodyTimeout: 0,
  });

  let closed: Promise<void> | null = null;

  async function once(request: HttpRequest, url: URL, signal: AbortSignal): Promise<HttpAnswer> {
    const answer = await agent.request({
      origin: url.origin,
      path: `${url.pathname}${url.search}`,
      method: request.method,
      headers: { "user-agent": userAgent, ...lowerCased(request.headers) },
      body: request.body ?? null,
      signal,
    });
    try {
      const most = request.maxAnswerBytes ?? maxAnswerBytes;
      return { status: answer.statusCode, headers: answer.headers, text: await readText(answer, most) };
    } catch (error) {
      if (signal.aborted) throw error;
      throw answerBrokenOff(url, answer.statusCode, error);
    }
  }

  /**
   * A server may close an idle connection at the very moment at which we use it again. Where no byte of an answer came over a
   * connection that was not opened for this request, one fresh connection is tried at once, so that this race is no failure.
   */
  async function withFreshConnection(request: HttpRequest, url: URL, signal: AbortSignal): Promise<HttpAnswer> {
    const before = connector.traffic();
    try {
      return await once(request, url, signal);
    } catch (error) {
      const after = connector.traffic();
      const reused = after.opened === before.opened && after.bytesRead === before.bytesRead;
      if (signal.aborted || !reused || !closedByPeer(error) || request.repeatable === false) throw error;
      return once(request, url, signal);
    }
  }

  return {
    async request(request) {
      const url = checkedUrl(request.url);
      const callers = [request.signal, options.signal].filter((signal) => signal !== undefined);
      const limit = limited(callers, timeoutMs);
      try {
        const answer = await withFreshConnection(request, url, limit.signal);
        const redirect = redirected(answer, url);
        if (redirect) throw redirect;
        return answer;
      } catch (error) {
        const stopped = callers.find((caller) => caller.aborted);
        if (stopped) throw stopped.reason;
        if (error instanceof DeliveryError) throw error;
        throw noAnswer(url, error, { timeoutMs, timedOut: limit.timedOut() });
      } finally {
        limit.end();
      }
    },
    close: () => {
      closed ??= agent.close();
      return closed;
    },
  };
}

/**
 * Aborts when a caller does, or when the time is up. Made by hand rather than of AbortSignal.any and .timeout: those live on until
 * the time is up, which is thousands of them at a few hundred deliveries a second.
 */
function limited(callers: readonly AbortSignal[], ms: number): { signal: AbortSignal; timedOut(): boolean; end(): void } {
  const controller = new AbortController();
  const abort = () => controller.abort();
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    abort();
  }, ms);
  for (const caller of callers) {
    if (caller.aborted) abort();
    caller.addEventListener("abort", abort, { once: true });
  }
  return {
    signal: controller.signal,
    timedOut: () => late,
    end() {
      clearTimeout(timer);
      for (const caller of callers) caller.removeEventListener("abort", abort);
    },
  };
}

function lowerCased(headers: Record<string, string> = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

function closedByPeer(error: unknown): boolean {
  if (error instanceof errors.SocketError) return true;
  const code = error instanceof Error && "code" in error ? error.code : null;
  return code === "ECONNRESET" || code === "EPIPE";
}

async function readText(
  { headers, body }: { headers: HttpAnswer["headers"]; body: Readable },
  maxBytes: number,
): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  // Leaving the loop early destroys the stream, and with it the connection: the rest would only cost time.
  for await (const chunk of body) {
    chunks.push(chunk);
    size += chunk.length;
    if (size >= maxBytes) break;
  }
  const bytes = Buffer.concat(chunks).subarray(0, maxBytes);
  const charset = /charset="?([\w-]+)/i.exec(String(headers["content-type"] ?? ""))?.[1] ?? "utf-8";
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    // A charset nobody knows.
    return bytes.toString("utf8");
  }
}
