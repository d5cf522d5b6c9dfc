/**
 * Home Assistant's WebSocket API.
 *
 * connecting -> (auth_required) authenticating -> (auth_ok) open -> lost. auth_invalid loses it too, as "unauthorized"; the caller must
 * then not try again by itself, because Home Assistant bans addresses after wrong logins. Every command has an id, counted up from 1,
 * and a time of its own to be answered in: Home Assistant promises none. While nothing else is said it is pinged; a ping without
 * its pong in that time loses the connection, so that one that died quietly (a restarted router) is noticed.
 */

import { z } from "zod";
import { type PhraseKeyOf, phrase, sentences } from "../../../shared/phrases/phrase.ts";
import { DeliveryError } from "../forwarder.ts";
import { hostAndPort } from "../kit/http-failure.ts";
import { redactor } from "../kit/redact.ts";
import { type OpenWebSocket, openWebSocket } from "../kit/web-socket.ts";
import { addressOf, refusedLogin } from "./rest.ts";

export interface Link {
  /** Calls `onData` with the data of every event of this type. Throws DeliveryError where that is refused. */
  subscribe(eventType: string, onData: (data: unknown) => void): Promise<void>;
  /** Resolves when the signal aborted; rejects with a DeliveryError when the connection was lost otherwise. */
  readonly ended: Promise<void>;
  /** Ends it with this reason, where it still stands. */
  fail(error: unknown): void;
  end(): Promise<void>;
}

export interface LinkOptions {
  url: string;
  accessToken: string;
  certificateSha256: string;
  signal: AbortSignal;
  /** Milliseconds: for connecting and for each command. */
  commandMs?: number;
  /** Milliseconds between pings; Home Assistant's documentation suggests 30 s. */
  pingMs?: number;
}

const messages = z.union([
  z.object({ type: z.enum(["auth_required", "auth_ok", "auth_invalid"]) }),
  z.object({ type: z.literal("pong"), id: z.number() }),
  z.object({
    type: z.literal("result"),
    id: z.number(),
    success: z.boolean(),
    error: z.object({ code: z.union([z.string(), z.number()]), message: z.string().catch("") }).optional(),
  }),
  z.object({ type: z.literal("event"), id: z.number(), event: z.object({ data: z.unknown() }) }),
]);
type Message = z.infer<typeof messages>;

/** Resolves when the token was accepted. Throws DeliveryError; when `signal` aborts, its reason. */
export async function openLink(options: LinkOptions): Promise<Link> {
  const { url, accessToken, certificateSha256, signal, commandMs = 10_000, pingMs = 30_000 } = options;
  const where = hostAndPort(new URL(url));
  const redact = redactor([accessToken]);
  const waiting = new Map<number, { done(): void; refuse(error: unknown): void }>();
  const subscribed = new Map<number, (data: unknown) => void>();
  let lastId = 0;
  let pinging: ReturnType<typeof setInterval> | undefined;
  let socket: OpenWebSocket | null = null;

  const authenticated = deferred();
  const ended = deferred();
  for (const { promise } of [authenticated, ended]) promise.catch(() => {});

  /** The first call decides; the later ones change nothing, because settled promises stay settled. */
  function fail(error: unknown): void {
    clearInterval(pinging);
    if (signal.aborted) ended.resolve();
    else ended.reject(error);
    authenticated.reject(error);
    for (const { refuse } of waiting.values()) refuse(error);
    waiting.clear();
    void socket?.end();
  }
  const lost = (how: PhraseKeyOf<"where">) => new DeliveryError("unreachable", phrase(how, { where }));

  function hear(text: string): void {
    const told = parse(text);
    if (told === null) fail(lost("homeAssistant.foreign"));
    else for (const message of told) take(message);
  }
  function take(message: Message): void {
    switch (message.type) {
      case "auth_required":
        socket?.send(JSON.stringify({ type: "auth", access_token: accessToken }));
        return;
      case "auth_ok":
        authenticated.resolve();
        return;
      case "auth_invalid":
        fail(refusedLogin(where, 401));
        return;
      case "event":
        subscribed.get(message.id)?.(message.event.data);
        return;
      default: {
        const asked = waiting.get(message.id);
        waiting.delete(message.id);
        if (message.type === "pong" || message.success) asked?.done();
        else asked?.refuse(refusedCommand(where, message.error?.code, redact(message.error?.message ?? "")));
      }
    }
  }

  async function command(type: string, fields: Record<string, unknown> = {}, onData?: (data: unknown) => void): Promise<void> {
    lastId += 1;
    const id = lastId;
    const answer = deferred();
    waiting.set(id, { done: answer.resolve, refuse: answer.reject });
    if (onData) subscribed.set(id, onData);
    socket?.send(JSON.stringify({ id, type, ...fields }));
    try {
      await inTime(
        answer.promise,
        () => new DeliveryError("unreachable", phrase("homeAssistant.noReply", { where, seconds: commandMs / 1000 })),
      );
    } finally {
      waiting.delete(id);
    }
  }
  async function inTime(promise: Promise<void>, late: () => DeliveryError): Promise<void> {
    const timer = setTimeout(() => fail(late()), commandMs);
    try {
      await Promise.race([promise, ended.promise]);
      signal.throwIfAborted();
    } finally {
      clearTimeout(timer);
    }
  }

  // What comes before the socket is in our hands waits for it.
  const early: string[] = [];
  const endpoint = addressOf(url, "websocket");
  const opening = { url: endpoint, certificateSha256, connectMs: commandMs, signal };
  socket = await openWebSocket({
    ...opening,
    onText: (text) => (socket ? hear(text) : early.push(text)),
    refused: (status) => refusedUpgrade(where, status),
  });
  for (const text of early) hear(text);
  const opened = socket;
  void opened.closed.then(() => fail(lost("homeAssistant.closed")));
  try {
    await inTime(authenticated.promise, () => lost("homeAssistant.loginLate"));
  } catch (error) {
    await opened.end();
    throw error;
  }
  pinging = setInterval(() => void command("ping").catch(() => {}), pingMs);
  return {
    subscribe: (eventType, onData) => command("subscribe_events", { event_type: eventType }, onData),
    ended: ended.promise,
    fail,
    async end() {
      fail(lost("homeAssistant.left"));
      await opened.end();
    },
  };
}

function deferred() {
  let resolve = () => {};
  let reject: (error: unknown) => void = () => {};
  const promise = new Promise<void>((done, refuse) => {
    resolve = done;
    reject = refuse;
  });
  return { promise, resolve, reject };
}

/** One message, or several at once. What is of no known kind is left out; null where it is no JSON object at all. */
function parse(text: string): Message[] | null {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== "object" || value === null) return null;
    return [value].flat().flatMap((one) => messages.safeParse(one).data ?? []);
  } catch {
    return null;
  }
}

function refusedCommand(where: string, code: string | number = "", said = ""): DeliveryError {
  if (code === "unauthorized") return new DeliveryError("unauthorized", phrase("homeAssistant.noAdministrator", { where }));
  const refused = phrase("homeAssistant.commandRefused", { where, code });
  return new DeliveryError("busy", sentences(refused, said !== "" && phrase("answer.said", { said: said.slice(0, 200) })));
}

/** A refused upgrade in the words that the REST side uses; null for what the status says well enough by itself. */
function refusedUpgrade(where: string, status: number): DeliveryError | null {
  if (status === 401 || status === 403) return refusedLogin(where, status);
  if (status !== 400 && status !== 404 && status !== 405) return null;
  return new DeliveryError("misconfigured", phrase("homeAssistant.noWebSocket", { where, status }));
}
