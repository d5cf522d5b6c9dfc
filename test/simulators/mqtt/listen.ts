/** The sockets under a simulated broker: TCP, TLS or WebSocket, as streams of bytes. */
import { createServer as createHttpServer, type Server as HttpServer } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from "node:net";
import type { Duplex } from "node:stream";
import { createServer as createTlsServer } from "node:tls";
import { createWebSocketStream, WebSocketServer } from "ws";

export interface ListeningOptions {
  /** 0 picks a free one. */
  port?: number;
  tls?: { cert: string; key: string } | null;
  overWebSocket?: boolean;
}

export interface Listening {
  url: string;
  /** Connections that are open. */
  open(): number;
  /** Connections that said at least one byte, so far. */
  heard(): number;
  /** Ends every open connection at once, as a restart does. */
  drop(): void;
  close(): Promise<void>;
}

export async function listenForMqtt(
  { port = 0, tls = null, overWebSocket = false }: ListeningOptions,
  onStream: (stream: Duplex) => void,
): Promise<Listening> {
  const sockets = new Set<Socket>();
  let heard = 0;
  const take = (stream: Duplex) => {
    stream.once("data", () => (heard += 1));
    stream.on("error", () => stream.destroy());
    onStream(stream);
  };
  const server: Server = overWebSocket
    ? webSocketServer(tls ? createHttpsServer(tls) : createHttpServer(), take)
    : tls
      ? createTlsServer(tls, take)
      : createTcpServer(take);
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => {});
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const scheme = overWebSocket ? (tls ? "wss" : "ws") : tls ? "mqtts" : "mqtt";
  const drop = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: `${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}${overWebSocket ? "/mqtt" : ""}`,
    open: () => sockets.size,
    heard: () => heard,
    drop,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        drop();
      }),
  };
}

function webSocketServer(server: HttpServer, take: (stream: Duplex) => void): HttpServer {
  const sockets = new WebSocketServer({ server, handleProtocols: (protocols) => (protocols.has("mqtt") ? "mqtt" : false) });
  sockets.on("connection", (socket) => {
    // Brokers speak to nobody who does not ask for MQTT.
    if (socket.protocol === "mqtt") take(createWebSocketStream(socket));
    else socket.close(1002);
  });
  return server;
}
