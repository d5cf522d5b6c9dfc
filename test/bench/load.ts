/**
 * The load of the benchmarks: a small HTTP client on bare sockets, because the client shares the machine with the server and
 * must cost as little as possible. Every webhook is a multipart of its own JSON and the same JPEG of about 150 KB.
 */
import { connect, type Socket } from "node:net";
import { sampleRecognition } from "../../src/shared/sample-recognition.ts";

const boundary = "plate-courier-bench";
const imageBytes = 150 * 1024;

/** Pads a JPEG with comment segments, so that it stays a valid picture of the size wanted. */
export function padJpeg(jpeg: Buffer, size = imageBytes): Buffer {
  const parts = [jpeg.subarray(0, 2)];
  for (let missing = size - jpeg.length; missing > 4; missing -= 65_535) {
    const length = Math.min(65_533, missing - 2);
    const segment = Buffer.alloc(length + 2, 0x20);
    segment.writeUInt16BE(0xfffe, 0);
    segment.writeUInt16BE(length, 2);
    parts.push(segment);
  }
  return Buffer.concat([...parts, jpeg.subarray(2)]);
}

let serial = 0;

/** The JSON of one webhook; unique, so that none counts as a repetition. */
export function webhookJson(camera: string): { json: string; plate: string } {
  serial += 1;
  const plate = `b${process.pid.toString(36)}${serial.toString(36)}`;
  return { json: JSON.stringify(sampleRecognition({ plate, camera, timestamp: new Date() })), plate };
}

/** The head of one request up to the image bytes. */
function requestHead(image: Buffer, camera: string): { head: Buffer; tail: Buffer; plate: string } {
  const { json, plate } = webhookJson(camera);
  const before =
    `--${boundary}\r\nContent-Disposition: form-data; name="json"\r\n\r\n${json}\r\n` +
    `--${boundary}\r\nContent-Disposition: form-data; name="upload"; filename="upload.jpg"\r\nContent-Type: image/jpeg\r\n\r\n`;
  const tail = Buffer.from(`\r\n--${boundary}--\r\n`);
  const length = Buffer.byteLength(before) + image.length + tail.length;
  const head = Buffer.from(
    `POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: multipart/form-data; boundary=${boundary}\r\nContent-Length: ${length}\r\n\r\n${before}`,
  );
  return { head, tail, plate };
}

export interface Connection {
  /** Sends one webhook; resolves with the plate and the milliseconds until the whole answer was there. Throws unless it is 200. */
  post(image: Buffer, camera: string): Promise<{ plate: string; ms: number }>;
  /** Whether the server has ended it: node:http does with one that was not used for 5 s. */
  ended(): boolean;
  close(): void;
}

/** Opens one keep-alive connection. */
export async function openConnection(port: number): Promise<Connection> {
  const socket: Socket = connect({ host: "127.0.0.1", port, noDelay: true });
  await new Promise<void>((resolve, reject) => socket.once("connect", resolve).once("error", reject));
  let heard = "";
  let answered: ((status: number) => void) | null = null;
  let failed: ((error: Error) => void) | null = null;
  socket.on("data", (chunk) => {
    heard += chunk.toString("latin1");
    const end = heard.indexOf("\r\n\r\n");
    if (end < 0) return;
    const length = Number(/content-length: (\d+)/i.exec(heard)?.[1] ?? 0);
    if (heard.length < end + 4 + length) return;
    const status = Number(heard.slice(9, 12));
    heard = heard.slice(end + 4 + length);
    answered?.(status);
  });
  socket.on("error", (error) => failed?.(error));
  socket.on("close", () => failed?.(new Error("the connection was closed")));
  return {
    async post(image, camera) {
      const { head, tail, plate } = requestHead(image, camera);
      const started = performance.now();
      const status = await new Promise<number>((resolve, reject) => {
        answered = resolve;
        failed = reject;
        socket.cork();
        socket.write(head);
        socket.write(image);
        socket.write(tail);
        socket.uncork();
      });
      if (status !== 200) throw new Error(`the answer was ${status}`);
      return { plate, ms: performance.now() - started };
    },
    ended: () => socket.readyState !== "open",
    close() {
      failed = null;
      socket.destroy();
    },
  };
}

/** Opens so many connections of the cheapest client there is. */
export function openBare(port: number, count: number): Promise<Connection[]> {
  return Promise.all(Array.from({ length: count }, () => openConnection(port)));
}

export interface Load {
  connections: number;
  ms: number;
  /** Bare sockets unless another client is given. */
  client?: (port: number, count: number) => Connection[] | Promise<Connection[]>;
}

/** As many as go, on so many connections, for `ms`; returns webhooks a second. */
export async function flood(port: number, image: Buffer, { connections, ms, client = openBare }: Load): Promise<number> {
  const open = await client(port, connections);
  const started = performance.now();
  let count = 0;
  await Promise.all(
    open.map(async (connection, index) => {
      while (performance.now() - started < ms) {
        await connection.post(image, `camera-${index}`);
        count += 1;
      }
    }),
  );
  const seconds = (performance.now() - started) / 1000;
  for (const connection of open) connection.close();
  return count / seconds;
}

/** `rate` a second for `seconds`, whatever the answers take; each told to `onAnswer` with its plate, start and duration. */
export async function steady(
  port: number,
  image: Buffer,
  { rate, seconds }: { rate: number; seconds: number },
  onSend: (plate: string, sentAt: number, ms: number) => void,
): Promise<void> {
  const idle = await openBare(port, 40);
  const started = performance.now();
  const pending: Promise<void>[] = [];
  const send = async (connection: Connection, sentAt: number, camera: string) => {
    const { plate, ms } = await connection.post(image, camera);
    onSend(plate, sentAt, ms);
    idle.push(connection);
  };
  for (let index = 0; index < rate * seconds; index += 1) {
    const due = started + (index * 1000) / rate;
    const wait = due - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    let connection = idle.pop();
    while (connection?.ended()) connection = idle.pop();
    connection ??= await openConnection(port);
    const sentAt = performance.now();
    pending.push(send(connection, sentAt, `camera-${index % 20}`));
  }
  await Promise.all(pending);
  for (const connection of idle) connection.close();
}

/** The value below which `share` of the sorted values lie. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
