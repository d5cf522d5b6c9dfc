/** One listening socket of node:http or node:https, with every limit that they leave open set. */

import { createServer, type RequestListener, type Server, type ServerOptions } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { type Phrase, phrase } from "../../shared/phrases/phrase.ts";
import type { ReceiverSettings } from "../../shared/settings.ts";
import { findPortHolder } from "./port-holder.ts";
import { holderWords } from "./port-holder-text.ts";
import { ListenProblem, loadTls } from "./tls-files.ts";

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

/** Listens as the settings say. Throws ListenProblem, in the operator's words, when it cannot. */
export async function listen(
  { host, port, tls }: Pick<ReceiverSettings, "host" | "port" | "tls">,
  handler: RequestListener,
): Promise<Listener> {
  const server: Server = tls
    ? createTlsServer({ ...limits, ...(await loadTls(tls)), handshakeTimeout: 10_000 }, handler)
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
  }).catch(async (error: NodeJS.ErrnoException) => {
    throw new ListenProblem(await listenWords(error.code, host, port));
  });
  // What fails on a listening server later (accepting a connection while files run out) concerns that connection only.
  server.on("error", () => undefined);

  return {
    port: (server.address() as AddressInfo).port,
    close: () => new Promise((resolve) => server.close(() => resolve())),
    cut: () => server.closeAllConnections(),
  };
}

/** Why listening failed and what to do about it. */
async function listenWords(code: string | undefined, host: string, port: number): Promise<Phrase> {
  switch (code) {
    case "EADDRINUSE":
      return phrase("listening.portTaken", { port, holder: holderWords(await findPortHolder(port)) });
    case "EACCES":
      return phrase("listening.portRefused", { port });
    case "EADDRNOTAVAIL":
      return phrase("listening.noSuchAddress", { host });
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return phrase("listening.nameWithoutAddress", { host });
    case "EAFNOSUPPORT":
      return phrase("listening.otherFamily", { host });
    default:
      return code === undefined
        ? phrase("listening.failedUnknown", { host, port })
        : phrase("listening.failed", { host, port, code });
  }
}
