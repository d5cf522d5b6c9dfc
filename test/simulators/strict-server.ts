/** The socket under a vendor's simulator: it keeps what came, lets the vendor's rules judge it, and fails when it is told to. */
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type RequestListener, ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { type AddressInfo, Socket } from "node:net";
import type { Failing } from "../forwarders/conformance.ts";

export interface SimulatedRequest {
  method: string;
  url: URL;
  headers: IncomingHttpHeaders;
  text: string;
  /** The body as it came, where it is no text. */
  bytes: Buffer;
  /** Why the vendor refused it; null where it was taken. */
  refused: string | null;
}

export interface SimulatedAnswer {
  status?: number;
  headers?: Record<string, string>;
  body?: string;
  /** Set where the request was wrong, so that a test sees it. */
  refused?: string;
  /** The vendor says nothing at all and leaves the connection open. */
  silent?: true;
}

export interface StrictServer {
  /** Without a slash at its end. */
  origin: string;
  requests: SimulatedRequest[];
  failing: Failing;
  taken(): number;
  refusals(): string[];
  arrived(): Promise<unknown>;
  /** Calls back with every request and the status it got. */
  onRequest(listener: (request: SimulatedRequest, status: number) => void): void;
  /** Ends every open connection at once, as a restart does. */
  dropConnections(): void;
  close(): Promise<void>;
}

export interface StrictServerOptions {
  /** 0 picks a free one. */
  port?: number;
  tls?: { cert: string; key: string };
  /** Takes requests for a WebSocket; while the server fails they fail like any other. */
  upgrade?(request: IncomingMessage, socket: Socket, head: Buffer): void;
  /** Whether a request is answered all the same while the server fails. */
  spares?(request: { method: string }): boolean;
}

/** `answer` plays the vendor. */
export async function startStrictServer(
  answer: (request: Omit<SimulatedRequest, "refused">) => SimulatedAnswer,
  { port: wantedPort = 0, tls, upgrade, spares = () => false }: StrictServerOptions = {},
): Promise<StrictServer> {
  const requests: SimulatedRequest[] = [];
  const sockets = new Set<Socket>();
  const listeners: ((request: SimulatedRequest, status: number) => void)[] = [];
  let instead: ((response: ServerResponse) => void) | null = null;
  let waiting: (() => void)[] = [];
  let seen = 0;

  const listener: RequestListener = (request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { method = "", headers } = request;
      const bytes = Buffer.concat(chunks);
      const url = new URL(request.url ?? "", "http://vendor");
      const came = { method, headers, url, bytes, text: bytes.toString("utf8") };
      const { status = 200, headers: answerHeaders = {}, body = "", refused = null, silent } = answer(came);
      requests.push({ ...came, refused });
      for (const tell of waiting.splice(0)) tell();
      if (instead && !spares(came)) instead(response);
      else if (!silent) response.writeHead(status, answerHeaders).end(body);
      const got = response.headersSent ? response.statusCode : 0;
      for (const tell of listeners) tell({ ...came, refused }, got);
    });
  };
  const server = tls ? createTlsServer(tls, listener) : createServer(listener);
  if (upgrade)
    server.on("upgrade", (request, socket, head) => {
      if (!(socket instanceof Socket)) return;
      if (!instead) return upgrade(request, socket, head);
      const response = new ServerResponse(request);
      response.assignSocket(socket);
      instead(response);
    });
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(wantedPort, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const fresh = () => requests.slice(seen);
  return {
    origin: `${tls ? "https" : "http"}://127.0.0.1:${port}`,
    requests,
    failing: {
      status: (status, headers = {}, body = "") => {
        instead = (response) => response.writeHead(status, headers).end(body);
      },
      neverAnswer: () => {
        instead = () => {};
      },
      reset: () => {
        instead = (response) => response.socket?.destroy();
      },
      resetMidBody: () => {
        instead = (response) => {
          response.writeHead(200, { "content-length": "1000" });
          response.write("half an ans", () => response.socket?.destroy());
        };
      },
      recover: () => {
        instead = null;
      },
    },
    taken() {
      const count = fresh().filter((request) => request.refused === null).length;
      seen = requests.length;
      return count;
    },
    refusals: () => fresh().flatMap((request) => request.refused ?? []),
    arrived: () => new Promise<void>((resolve) => waiting.push(resolve)),
    onRequest: (listen) => {
      listeners.push(listen);
    },
    dropConnections: () => {
      for (const socket of sockets) socket.destroy();
    },
    close: () =>
      new Promise((resolve) => {
        waiting = [];
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
