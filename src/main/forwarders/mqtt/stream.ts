/** The bytes under MQTT: TCP, TLS or a WebSocket. Whoever gets the stream talks to the certificate that is pinned, or a trusted one. */
import { Duplex } from "node:stream";
import { openSocket } from "../kit/socket.ts";
import { type OpenWebSocket, openWebSocket } from "../kit/web-socket.ts";
import { webAddress } from "./settings.ts";

/** Throws DeliveryError; when `signal` aborts, its reason. Once open, the stream outlives neither its peer nor, as WebSocket, the signal. */
export function openStream(options: {
  url: string;
  certificateSha256: string;
  connectMs: number;
  signal: AbortSignal;
}): Promise<Duplex> {
  const url = webAddress(options.url);
  return /^wss?:/i.test(options.url) ? overWebSocket({ ...options, url: url.href }) : openSocket({ ...options, url });
}

async function overWebSocket(options: Parameters<typeof openStream>[0]): Promise<Duplex> {
  let socket: OpenWebSocket | null = null;
  const stream = new Duplex({
    read() {},
    write(chunk: Buffer, _encoding, done) {
      socket?.send(chunk);
      done();
    },
    final(done) {
      void socket?.end().then(() => done());
    },
    destroy(error, done) {
      void (socket?.end() ?? Promise.resolve()).then(() => done(error));
    },
  });
  socket = await openWebSocket({ ...options, protocol: "mqtt", onBytes: (bytes) => stream.push(bytes) });
  void socket.closed.then(() => stream.destroy());
  return stream;
}
