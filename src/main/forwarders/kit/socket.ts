/**
 * A plain or encrypted connection for a protocol that is not HTTP, with the same certificate pin, the same refused addresses and the
 * same words for what goes wrong. The certificate is judged before the caller gets the socket, so nothing is said to a stranger.
 */
import { isIP, type Socket, connect as tcpConnect } from "node:net";
import { connect as tlsConnect } from "node:tls";
import { DeliveryError } from "../forwarder.ts";
import { authorities } from "./authorities.ts";
import { judge, normalFingerprint } from "./connect.ts";
import { hostAndPort, noAnswer } from "./http-failure.ts";
import { checkedUrl, guardedLookup } from "./reach.ts";

export interface SocketOptions {
  /** https: for an encrypted connection, http: for a plain one; of the rest only host and port count. */
  url: URL;
  certificateSha256: string;
  /** Connecting and TLS together. */
  connectMs: number;
  signal: AbortSignal;
}

/** Throws DeliveryError: unreachable, or misconfigured (certificate, refused address). When `signal` aborts, its reason is thrown. */
export async function openSocket({ url, certificateSha256, connectMs, signal }: SocketOptions): Promise<Socket> {
  signal.throwIfAborted();
  checkedUrl(url.href);
  const secure = url.protocol === "https:";
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const to = { host, port: Number(url.port) || (secure ? 443 : 80), lookup: guardedLookup };
  const pin = normalFingerprint(certificateSha256);
  const secureContext = secure && !pin ? authorities() : undefined;
  const socket = secure
    ? tlsConnect({
        ...to,
        ...(secureContext ? { secureContext } : {}),
        // Judged below, in words and before anything is sent.
        rejectUnauthorized: false,
        servername: isIP(host) ? "" : host,
      })
    : tcpConnect(to);
  socket.setNoDelay(true).setKeepAlive(true, 60_000);
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    socket.destroy(new Error("late"));
  }, connectMs);
  const abort = () => socket.destroy(new Error("aborted"));
  signal.addEventListener("abort", abort, { once: true });
  try {
    await new Promise<void>((resolve, reject) => {
      socket.once(secure ? "secureConnect" : "connect", () => resolve());
      socket.once("error", reject);
    });
    const distrust = secure ? judge(socket, pin, hostAndPort(url)) : null;
    if (distrust) throw distrust;
    return socket;
  } catch (error) {
    // It may still have something to say about its end.
    socket.on("error", () => {});
    socket.destroy();
    signal.throwIfAborted();
    if (error instanceof DeliveryError) throw error;
    throw noAnswer(url, error, { timeoutMs: connectMs, timedOut: late });
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", abort);
  }
}
