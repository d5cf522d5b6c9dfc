/**
 * A WebSocket to a destination, for text or bytes, with the same certificate pin, the same refused addresses and the same words for what
 * goes wrong as plain HTTP. Node's own WebSocket is not used: it cannot be bound to one certificate, and says of no failure why.
 */
import type { Socket } from "node:net";
import { Agent, WebSocket } from "undici";
import { phrase } from "../../../shared/phrases/phrase.ts";
import { DeliveryError } from "../forwarder.ts";
import { createConnector } from "./connect.ts";
import { hostAndPort, noAnswer } from "./http-failure.ts";
import { redirected, throwForStatus } from "./outcome.ts";
import { checkedUrl } from "./reach.ts";

export interface OpenWebSocket {
  /** Goes nowhere once the connection is closed. */
  send(message: string | Buffer): void;
  /** Resolves when the connection is closed, by whomever. */
  readonly closed: Promise<void>;
  /** Says goodbye, and ends the connection at the latest after a second. Resolves when nothing is open any more. */
  end(): Promise<void>;
}

export interface WebSocketOptions {
  /** http: or https:, as it stands in the settings. */
  url: string;
  certificateSha256: string | null;
  /** Connecting, TLS and the upgrade together. */
  connectMs: number;
  /** The subprotocol to speak; none where absent. */
  protocol?: string;
  /** Called for every text that comes, in order; where absent, texts are dropped. */
  onText?(text: string): void;
  /** The same for bytes. */
  onBytes?(bytes: Buffer): void;
  /** What a refused upgrade means at this destination; null, or absent: what the status means in general. */
  refused?(status: number): DeliveryError | null;
  /** Ends the connection, or the attempt to make one. */
  signal: AbortSignal;
}

/** A longer message breaks the connection: nothing that a destination tells is that long. */
const longestMessageBytes = 4 * 1024 * 1024;
const goodbyeMs = 1000;

/**
 * Resolves with the open connection. Throws DeliveryError: unreachable, misconfigured (certificate, address, redirect), or what the
 * status of a refused upgrade means. When `signal` aborts, its reason is thrown.
 */
export async function openWebSocket({ signal, ...options }: WebSocketOptions): Promise<OpenWebSocket> {
  signal.throwIfAborted();
  const url = checkedUrl(options.url);
  const seen: { socket: Socket | null; error: unknown; status: number; location: string | undefined } = {
    ...{ socket: null, error: null, status: 0, location: undefined },
  };
  const connector = createConnector({ certificateSha256: options.certificateSha256, connectMs: options.connectMs });
  const agent = new Agent({
    webSocket: { maxPayloadSize: longestMessageBytes },
    connect(target, callback) {
      connector.connect(target, (...result) => {
        seen.error = result[0];
        seen.socket = result[1];
        callback(...result);
      });
    },
  });
  // The WebSocket itself tells no reason; the request under it does.
  const watched = agent.compose((dispatch) => (request, handler) => {
    const { onResponseStart, onResponseError } = handler;
    handler.onResponseStart = (controller, status, headers, text) => {
      seen.status = status;
      seen.location = [headers.location].flat()[0];
      onResponseStart?.call(handler, controller, status, headers, text);
    };
    handler.onResponseError = (controller, error) => {
      seen.error ??= error;
      onResponseError?.call(handler, controller, error);
    };
    return dispatch(request, handler);
  });
  const socket = new WebSocket(new URL(url.href.replace(/^http/, "ws")), {
    dispatcher: watched,
    ...(options.protocol === undefined ? {} : { protocols: options.protocol }),
  });
  socket.binaryType = "arraybuffer";
  const closed = new Promise<void>((resolve) => socket.addEventListener("close", () => resolve()));
  socket.addEventListener("message", ({ data }) => {
    if (typeof data === "string") options.onText?.(data);
    else if (data instanceof ArrayBuffer) options.onBytes?.(Buffer.from(data));
  });

  let ending: Promise<void> | null = null;
  async function endNow(): Promise<void> {
    signal.removeEventListener("abort", end);
    socket.close();
    const cut = setTimeout(() => seen.socket?.destroy(), seen.status === 0 ? goodbyeMs : 0);
    await closed;
    clearTimeout(cut);
    seen.socket?.destroy();
    await agent.destroy();
  }
  function end(): Promise<void> {
    ending ??= endNow();
    return ending;
  }

  const opened = new Promise<boolean>((resolve) => {
    socket.addEventListener("open", () => resolve(true));
    void closed.then(() => resolve(false));
  });
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    void end();
  }, options.connectMs);
  signal.addEventListener("abort", end, { once: true });
  const isOpen = await opened;
  clearTimeout(timer);
  if (isOpen && !signal.aborted && !late) {
    void closed.then(end);
    return { send: (message) => socket.send(message), closed, end };
  }
  await end();
  signal.throwIfAborted();
  const refusal = seen.status === 0 ? null : (options.refused?.(seen.status) ?? null);
  throw refusal ?? whyNot(url, seen, { timeoutMs: options.connectMs, timedOut: late });
}

function whyNot(
  url: URL,
  { error, status, location }: { error: unknown; status: number; location: string | undefined },
  time: { timeoutMs: number; timedOut: boolean },
): DeliveryError {
  if (status !== 0) {
    const answer = { status, headers: { location }, text: "" };
    const redirect = redirected(answer, url);
    if (redirect) return redirect;
    try {
      throwForStatus(answer, { what: hostAndPort(url) });
    } catch (refused) {
      if (refused instanceof DeliveryError) return refused;
    }
    return new DeliveryError("unreachable", phrase("connection.noWebSocket", { where: hostAndPort(url), status }));
  }
  if (error instanceof DeliveryError) return error;
  return noAnswer(url, error, time);
}
