/** One listening socket of node:http or node:https, with every limit that they leave open set. */

import type { RequestListener, Server, ServerOptions } from "node:http";
import type { AddressInfo } from "node:net";
import type { Place } from "./messages.ts";

// An import would read everything that node:http exports, and so load all of undici for a WebSocket that is not used here: 50 ms of
// each start.
const { createServer } = process.getBuiltinModule("node:http");
const { createServer: createTlsServer } = process.getBuiltinModule("node:https");

/** A socket that listens. */
export interface Listener {
  port: number;
  /** Takes no new connections, closes the quiet ones, and calls back when the last one is gone. */
  close(): Promise<void>;
  /** Cuts the connections that are left. */
  cut(): void;
}

/** A recogniser opens a handful of connections; this keeps a broken one from using up the process. */
const maxConnections = 512;

const limits: ServerOptions = {
  headersTimeout: 15_000,
  // A whole webhook; a sender that trickles is cut off here.
  requestTimeout: 120_000,
  // Longer than the pauses between two cars, so that a recogniser's connection is seldom closed just as it is used.
  keepAliveTimeout: 65_000,
  maxHeaderSize: 16 * 1024,
  connectionsCheckingInterval: 5000,
  requireHostHeader: false,
};

/** Rejects with what node:net says when it cannot. */
export async function listen({ host, port, tls }: Place, handler: RequestListener): Promise<Listener> {
  const server: Server = tls
    ? createTlsServer({ ...limits, ...tls, handshakeTimeout: 10_000 }, handler)
    : createServer(limits, handler);
  server.maxConnections = maxConnections;
  // Without this, node:http tells every such sender to go on before the token and the size were looked at.
  server.on("checkContinue", handler);
  // One hello that is no TLS, or one reset during it, is the sender's business.
  server.on("tlsClientError", (_error, socket) => socket.destroy());

  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen({ host, port }, () => {
      server.off("error", reject);
      resolve();
    });
  });
  // What fails on a listening server later (accepting a connection while files run out) concerns that connection only.
  server.on("error", () => undefined);

  return {
    port: (server.address() as AddressInfo).port,
    close: () => new Promise((resolve) => server.close(() => resolve())),
    cut: () => server.closeAllConnections(),
  };
}
