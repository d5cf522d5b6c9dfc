/** The socket under a vendor's simulator: it keeps what came, lets the vendor's rules judge it, and fails when it is told to. */
import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import type { Failing } from "../forwarders/conformance.ts";

export interface SimulatedRequest {
  method: string;
  url: URL;
  headers: IncomingHttpHeaders;
  text: string;
  /** Why the vendor refused it; null where it was taken. */
  refused: string | null;
}

export interface SimulatedAnswer {
  status?: number;
  headers?: Record<string, string>;
  body?: string;
  /** Set where the request was wrong, so that a test sees it. */
  refused?: string;
}

export interface StrictServer {
  /** Without a slash at its end. */
  origin: string;
  requests: SimulatedRequest[];
  failing: Failing;
  taken(): number;
  refusals(): string[];
  arrived(): Promise<unknown>;
  close(): Promise<void>;
}

/** `answer` plays the vendor. */
export async function startStrictServer(
  answer: (request: Omit<SimulatedRequest, "refused">) => SimulatedAnswer,
): Promise<StrictServer> {
  const requests: SimulatedRequest[] = [];
  const sockets = new Set<Socket>();
  let instead: ((response: ServerResponse) => void) | null = null;
  let waiting: (() => void)[] = [];
  let seen = 0;

  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { method = "", headers } = request;
      const came = {
        method,
        headers,
        url: new URL(request.url ?? "", "http://vendor"),
        text: Buffer.concat(chunks).toString("utf8"),
      };
      const { status = 200, headers: answerHeaders = {}, body = "", refused = null } = answer(came);
      requests.push({ ...came, refused });
      for (const tell of waiting.splice(0)) tell();
      if (instead) instead(response);
      else response.writeHead(status, answerHeaders).end(body);
    });
  });
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const fresh = () => requests.slice(seen);
  return {
    origin: `http://127.0.0.1:${port}`,
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
    close: () =>
      new Promise((resolve) => {
        waiting = [];
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
