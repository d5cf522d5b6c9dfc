import { once } from "node:events";
import { type AddressInfo, connect, createServer } from "node:net";
import { afterEach, expect } from "vitest";
import { steadyMs, systemClock } from "../../src/main/clock.ts";
import { silentLog } from "../../src/main/log.ts";
import { createReceiver, type ReceiverDependencies } from "../../src/main/receiver/receiver.ts";
import type { AcceptedEvent, IncomingEvent } from "../../src/main/store/store.ts";
import type { Arrival } from "../../src/shared/arrival.ts";
import { sampleRecognition } from "../../src/shared/sample-recognition.ts";
import { ReceiverSettings } from "../../src/shared/settings.ts";

/** A listening receiver whose accept only remembers, and everything that it would have logged. */
export async function startReceiver(
  options: { settings?: Partial<ReceiverSettings> } & Partial<Omit<ReceiverDependencies, "settings">> = {},
) {
  const { settings: changed, ...deps } = options;
  const settings = ReceiverSettings.parse({ host: "127.0.0.1", port: 0, ...changed });
  const events: IncomingEvent[] = [];
  const arrivals = new Map<number, Arrival>();
  const logged: string[] = [];
  const write = (message: string, data?: Record<string, unknown>) => void logged.push(`${message} ${JSON.stringify(data ?? {})}`);
  const receiver = createReceiver({
    settings: () => settings,
    secrets: { decrypt: async (text) => text },
    accept: async (event) => {
      events.push(event);
      return accepted(events.length);
    },
    arrived: (eventId, arrival) => void arrivals.set(eventId, arrival),
    health: () => ({ ok: true, store: { ok: true, reason: null }, queue: { waiting: 0 } }),
    clock: systemClock,
    log: { ...silentLog, info: write, warn: write, error: write },
    ...deps,
  });
  await receiver.start();
  const { port } = receiver.status();
  const url = `http://127.0.0.1:${port}/`;
  /** Posts through fetch and reads the answer as JSON. */
  const post = async (body: string | Buffer | URLSearchParams, headers: Record<string, string> = {}, path = "") => {
    const response = await fetch(url + path, {
      method: "POST",
      body: Buffer.isBuffer(body) ? new Uint8Array(body) : body,
      headers,
    });
    return { status: response.status, headers: response.headers, body: (await response.json()) as Record<string, unknown> };
  };
  return { receiver, settings, events, arrivals, logged, port, url, post };
}

/** A port that nothing listens on, for as long as nobody else takes it. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** What the store says when it kept event number `eventId`. */
export function accepted(eventId: number, duplicate = false): AcceptedEvent {
  return { eventId, duplicate, readIds: [], deliveries: [], flushedAt: steadyMs() };
}

/**
 * Writes bytes on a bare socket and collects what comes back until the other side closes. `then` says what follows the bytes:
 * wait (nothing), end (half-close), destroy (cut).
 */
export function exchange(port: number, sent: (string | Buffer)[], then: "wait" | "end" | "destroy" = "wait"): Promise<string> {
  return new Promise((resolve) => {
    let heard = "";
    const socket = connect({ port, host: "127.0.0.1" }, () => {
      for (const piece of sent) socket.write(piece);
      if (then === "end") socket.end();
      // The bytes must have left before the cut.
      if (then === "destroy") socket.write("", () => setTimeout(() => socket.destroy(), 20));
    });
    socket.on("data", (chunk) => {
      heard += chunk.toString("latin1");
    });
    socket.on("error", (error: NodeJS.ErrnoException) => {
      heard += `[${error.code}]`;
    });
    socket.on("close", () => resolve(heard));
  });
}

/** A request as text. Content-Length is the body's unless `headers` says another. */
export function request(headers: Record<string, string>, body: string | Buffer = ""): Buffer {
  const bytes = Buffer.isBuffer(body) ? body : Buffer.from(body);
  const all = { Host: "x", "Content-Length": String(bytes.length), Connection: "close", ...headers };
  const head = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.concat([Buffer.from(`POST / HTTP/1.1\r\n${head.join("")}\r\n`, "latin1"), bytes]);
}

export const boundary = "xYzZy";
export const multipartType = { "Content-Type": `multipart/form-data; boundary=${boundary}` };

/** A multipart body of parts, each given as its header lines and its content. */
export function multipart(parts: [headers: string, content: string | Buffer][], ending = `--${boundary}--\r\n`): Buffer {
  const pieces = parts.flatMap(([headers, content]) => [
    Buffer.from(`--${boundary}\r\n${headers}\r\n\r\n`),
    Buffer.isBuffer(content) ? content : Buffer.from(content),
    Buffer.from("\r\n"),
  ]);
  return Buffer.concat([...pieces, Buffer.from(ending)]);
}

/** The JSON of a good webhook, and the header that goes with it. */
export const json = JSON.stringify(sampleRecognition({ plate: "ab1", camera: "gate", timestamp: new Date(0) }));
export const asJson = { "Content-Type": "application/json" };

/** What a test starts is stopped after it; stillWorks() asserts that the last one takes a good webhook after what was done to it. */
export function receiverPerTest() {
  const started: Awaited<ReturnType<typeof startReceiver>>[] = [];
  afterEach(async () => {
    for (const { receiver } of started.splice(0).reverse()) await receiver.stop();
  });
  return {
    async start(...options: Parameters<typeof startReceiver>) {
      const running = await startReceiver(...options);
      started.push(running);
      return running;
    },
    async stillWorks() {
      const running = started.at(-1);
      const before = running?.events.length ?? 0;
      expect((await running?.post(json, asJson))?.status).toBe(200);
      expect(running?.events).toHaveLength(before + 1);
    },
  };
}
