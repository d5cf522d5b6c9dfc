/**
 * Stands for any receiver of Plate Recognizer's webhooks, on a real socket. It takes exactly the forms that the recogniser sends
 * and refuses everything else; `behave` makes it fail in the ways in which receivers fail.
 */
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo, Socket } from "node:net";
import { defineSimulator, type Failure, requestLine } from "./simulator.ts";
import { type Form, type FormFile, parseMultipart, Refusal } from "./strict-form.ts";

/** How the receiver answers from now on. */
export type Behaviour =
  | { kind: "answer"; status?: number; headers?: Record<string, string>; body?: string }
  | { kind: "never-answer" }
  | { kind: "reset" }
  | { kind: "reset-mid-body" }
  | { kind: "trickle" }
  | { kind: "endless-body" }
  | { kind: "garbage" };

export interface ReceivedRequest {
  method: string;
  path: string;
  headers: IncomingMessage["headers"];
  /** Names as sent, for finding a header that is there twice. */
  headerNames: string[];
  raw: Buffer;
  /** null for a body that is no form. */
  form: Form | null;
  jsonText: string | null;
  json: unknown;
  /** Why it was refused; null where it was taken. */
  refused: string | null;
}

export interface WebhookReceiver {
  url: string;
  port: number;
  requests: ReceivedRequest[];
  /** Connections accepted; with TLS: handshakes finished. */
  connections(): number;
  behave(behaviour: Behaviour): void;
  /** Calls back with every request and the status it got; 0: none. */
  onRequest(listener: (request: ReceivedRequest, status: number) => void): void;
  /** Resolves when the next request is there whole, before it is answered. */
  nextRequest(): Promise<ReceivedRequest>;
  /** Ends every open connection at once, as a restart does. */
  dropConnections(): void;
  close(): Promise<void>;
}

export async function startWebhookReceiver({
  tls,
  port = 0,
}: {
  tls?: { cert: string; key: string };
  port?: number;
} = {}): Promise<WebhookReceiver> {
  let behaviour: Behaviour = { kind: "answer" };
  const requests: ReceivedRequest[] = [];
  const sockets = new Set<Socket>();
  let connections = 0;
  let waiting: ((request: ReceivedRequest) => void)[] = [];
  const listeners: ((request: ReceivedRequest, status: number) => void)[] = [];

  const listener: RequestListener = (request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const received = judge(request, Buffer.concat(chunks));
      requests.push(received);
      for (const tell of waiting) tell(received);
      waiting = [];
      answer(response, received, behaviour);
      const status = response.headersSent ? response.statusCode : 0;
      for (const tell of listeners) tell(received, status);
    });
  };
  const server = tls ? createTlsServer(tls, listener) : createServer(listener);
  server.keepAliveTimeout = 60_000;
  server.on(tls ? "secureConnection" : "connection", () => connections++);
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const { port: actual } = server.address() as AddressInfo;
  const dropConnections = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: `${tls ? "https" : "http"}://127.0.0.1:${actual}/hook`,
    port: actual,
    requests,
    connections: () => connections,
    behave: (next) => {
      behaviour = next;
    },
    onRequest: (listen) => {
      listeners.push(listen);
    },
    nextRequest: () => new Promise((resolve) => waiting.push(resolve)),
    dropConnections,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        dropConnections();
      }),
  };
}

function judge(request: IncomingMessage, raw: Buffer): ReceivedRequest {
  const received: ReceivedRequest = {
    method: request.method ?? "",
    path: request.url ?? "",
    headers: request.headers,
    headerNames: request.rawHeaders.filter((_text, index) => index % 2 === 0),
    raw,
    form: null,
    jsonText: null,
    json: null,
    refused: null,
  };
  try {
    read(received);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    received.refused = `${error.status} ${error.message}`;
  }
  return received;
}

function read(received: ReceivedRequest): void {
  const { method, headers, raw } = received;
  if (method !== "POST") throw new Refusal(405, "Send a POST request instead.");
  if (headers["content-length"] !== String(raw.length)) throw new Refusal(411, "the length is not told, or wrong");
  const contentType = headers["content-type"] ?? "";
  if (contentType === "application/json") received.jsonText = raw.toString("utf8");
  else if (contentType === "application/x-www-form-urlencoded")
    received.jsonText = new URLSearchParams(raw.toString("utf8")).get("json");
  else if (contentType.startsWith("multipart/form-data")) {
    received.form = parseMultipart(raw, contentType);
    received.jsonText = received.form.fields.find((field) => field.name === "json")?.value ?? null;
  } else throw new Refusal(415, `"${contentType}" is no form of a webhook`);
  if (received.jsonText === null) throw new Refusal(400, "there is no json part");
  try {
    received.json = JSON.parse(received.jsonText);
  } catch {
    throw new Refusal(400, "the json part is no JSON");
  }
}

function answer(response: ServerResponse, { refused }: ReceivedRequest, behaviour: Behaviour): void {
  const { socket } = response;
  switch (behaviour.kind) {
    case "never-answer":
      return;
    case "reset":
      socket?.destroy();
      return;
    case "reset-mid-body":
      response.writeHead(200, { "content-length": "1000" });
      response.write("half an ans", () => socket?.destroy());
      return;
    case "trickle": {
      response.writeHead(200, { "content-type": "text/plain" });
      const timer = setInterval(() => response.write("."), 50);
      response.on("close", () => clearInterval(timer));
      return;
    }
    case "endless-body": {
      response.writeHead(200, { "content-type": "text/plain" });
      const more = () => {
        while (!response.destroyed && response.write("x".repeat(16_384)));
      };
      response.on("drain", more);
      more();
      return;
    }
    case "garbage":
      socket?.end("SSH-2.0-OpenSSH_9.2\r\n\r\n");
      return;
    default:
      if (refused) response.writeHead(Number(refused.slice(0, 3))).end(refused.slice(4));
      else response.writeHead(behaviour.status ?? 200, behaviour.headers).end(behaviour.body ?? '{"status":"ok"}');
  }
}

/** The file parts by name. */
export function filesOf({ form }: ReceivedRequest): Record<string, FormFile> {
  return Object.fromEntries((form?.files ?? []).map((file) => [file.name, file]));
}

/** To be run by hand. */
export const webhook = defineSimulator({
  type: "webhook",
  summary: "any program that takes Plate Recognizer's webhooks",
  switches: { says: { says: "the body of its answer", initial: '{"status":"ok"}' } },
  async start({ port, tls, switches }) {
    const receiver = await startWebhookReceiver({ port, ...(tls ? { tls } : {}) });
    const well: Behaviour = { kind: "answer", body: switches.says };
    receiver.behave(well);
    return {
      ...{ url: receiver.url, settings: { url: receiver.url }, close: receiver.close },
      onLine(listener) {
        receiver.onRequest((request, status) => {
          const path = new URL(request.path, receiver.url).pathname;
          listener(requestLine({ method: request.method, path, status, refused: request.refused, taken: broughtBy(request) }));
        });
      },
      fail: (kind) => receiver.behave(kind === undefined ? well : behaviourOf(kind)),
    };
  },
});

function behaviourOf(kind: Failure): Behaviour {
  if (kind === "reset") return { kind: "reset" };
  if (kind === "half") return { kind: "reset-mid-body" };
  if (kind === "silent") return { kind: "never-answer" };
  return { kind: "answer", status: kind.status };
}

function broughtBy({ form, jsonText }: ReceivedRequest): string {
  const files = form?.files.map(({ name, bytes }) => `${name} ${Math.ceil(bytes.length / 1024)} KB`) ?? [];
  return [`json ${jsonText?.length ?? 0} characters`, ...files].join(", ");
}
