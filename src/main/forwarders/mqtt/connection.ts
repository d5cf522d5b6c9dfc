/**
 * One connection to a broker: connecting -> (the broker lets us in) open -> lost. MQTT 5 is tried first, because only it tells that a
 * message was refused (3.1.1 confirms what it throws away); a broker that does not know it is asked again in 3.1.1. The library below
 * does not reconnect by itself: it would do so with a wrong password too, and could not compare the certificate again in our words.
 */

import { type IConnackPacket, type IPublishPacket, MqttClient, type Packet } from "mqtt";
import { type Phrase, phrase } from "../../../shared/phrases/phrase.ts";
import { DeliveryError } from "../forwarder.ts";
import { hostAndPort } from "../kit/http-failure.ts";
import { redactor } from "../kit/redact.ts";
import { closed, codeOf, failureOf, unreachable } from "./failures.ts";
import { refusal } from "./reasons.ts";
import { type Settings, webAddress } from "./settings.ts";
import { openStream } from "./stream.ts";

export interface Message {
  topic: string;
  payload: string;
  qos: 0 | 1 | 2;
  retain: boolean;
}

export interface Connection {
  /** 5, or 4 for MQTT 3.1.1. */
  readonly version: Version;
  /** What this broker can do. */
  readonly offers: { retain: boolean; qos: number; packetBytes: number };
  /**
   * Resolves when the broker has confirmed it as its QoS asks (0: when it was written), with what should be known about it, or null.
   * Throws DeliveryError.
   */
  publish(message: Message): Promise<Phrase | null>;
  /** Resolves with the reason when it is not open any more. */
  readonly lost: Promise<DeliveryError>;
  /** Breaks it off at once. */
  drop(): void;
  /** Waits a moment for what is under way and says goodbye, so that the broker does not publish the last will. */
  end(): Promise<void>;
}

export interface ConnectionOptions {
  settings: Pick<Settings, "url" | "username" | "password" | "certificateSha256">;
  /** At most 23 letters and digits, as every broker takes them. */
  clientId: string;
  /** What the broker publishes when the connection breaks off; a broker that cannot is not asked to. */
  will: Message | null;
  /** Connecting, TLS and login, in milliseconds. */
  connectMs: number;
  signal: AbortSignal;
}

type Version = 4 | 5;

const keepAliveS = 30;
/** Codes of MQTT 5; the first one is success. */
const [noSubscribers, unsupportedVersion, noRetain, noSuchQos] = [16, 132, 154, 155];
/** What end() waits for, twice. */
const goodbyeMs = 700;

/** Throws DeliveryError; when `signal` aborts, its reason. */
export async function openConnection(options: ConnectionOptions): Promise<Connection> {
  try {
    return await login(options, 5);
  } catch (error) {
    if (!(error instanceof LoginError)) throw error;
    const { code, told } = error;
    // An old broker says that it does not know this version, or just closes what it cannot read.
    const another = code === 1 || code === unsupportedVersion || code === null;
    const withoutWill = options.will !== null && (code === noRetain || code === noSuchQos);
    if (!another && !withoutWill) throw told;
    return login(withoutWill ? { ...options, will: null } : options, another ? 4 : 5).catch((again: unknown) => {
      throw again instanceof LoginError ? again.told : again;
    });
  }
}

/** The broker refused the login with this code, or closed the connection without a word (null). `told`: what that means. */
class LoginError extends Error {
  override readonly name = "LoginError";
  readonly code: number | null;
  readonly told: DeliveryError;
  constructor(code: number | null, told: DeliveryError) {
    super(told.message);
    this.code = code;
    this.told = told;
  }
}

async function login({ settings, clientId, will, connectMs, signal }: ConnectionOptions, version: Version): Promise<Connection> {
  const where = hostAndPort(webAddress(settings.url));
  const redact = redactor([settings.password]);
  const stream = await openStream({ ...settings, connectMs, signal });
  const client = new MqttClient(() => stream, {
    ...{ clientId, protocolId: "MQTT", protocolVersion: version, clean: true, keepalive: keepAliveS },
    ...{ connectTimeout: connectMs, reconnectPeriod: 0, timerVariant: "native", resubscribe: false },
    // It would write whole packets, the password among them.
    log: () => {},
    ...(settings.username === "" ? {} : { username: settings.username, password: settings.password }),
    ...(will ? { will: { ...will, payload: Buffer.from(will.payload) } } : {}),
  });
  const drop = () => void client.end(true);
  const seen: { connack: IConnackPacket | null; end: DeliveryError | null } = { connack: null, end: null };
  /** What waits for the broker's confirmation, and how it is told that none will come. */
  const underWay = new Map<Promise<unknown>, (reason: DeliveryError) => void>();
  /** Ids of messages that the broker took and could pass on to nobody. */
  const unheard = new Set<number | undefined>();
  client.on("packetreceive", (packet) => {
    if (packet.cmd === "connack") seen.connack = packet;
    else if ((packet.cmd === "puback" || packet.cmd === "pubrec") && packet.reasonCode === noSubscribers)
      unheard.add(packet.messageId);
  });
  client.on("disconnect", ({ reasonCode = 0, properties }) => {
    seen.end = refusal({ code: reasonCode, said: properties?.reasonString }, where, redact);
  });
  client.on("error", (error) => {
    seen.end ??= failureOf(error, { where, connack: seen.connack, redact, connectMs });
    // After bytes that it could not read the library goes on as if nothing had happened.
    drop();
  });
  const lost = new Promise<DeliveryError>((resolve) =>
    client.once("close", () => resolve(seen.end ?? closed(where, { beforeLogin: seen.connack === null }))),
  );
  // Once for all: a wait of each message for this promise would be kept for as long as the connection stands.
  void lost.then((reason) => {
    for (const refuse of underWay.values()) refuse(reason);
  });
  const abort = () => drop();
  signal.addEventListener("abort", abort, { once: true });
  const opened = new Promise<null>((resolve) => client.once("connect", () => resolve(null)));
  const failed = await Promise.race([opened, lost]);
  signal.removeEventListener("abort", abort);
  if (failed || signal.aborted) {
    drop();
    signal.throwIfAborted();
    const told = failed ?? closed(where, { beforeLogin: false });
    const code = seen.connack?.reasonCode ?? seen.connack?.returnCode ?? null;
    if (code !== null || seen.end === null) throw new LoginError(code, told);
    throw told;
  }

  const properties = seen.connack?.properties;
  const offers = {
    retain: properties?.retainAvailable ?? true,
    qos: properties?.maximumQoS ?? 2,
    packetBytes: properties?.maximumPacketSize ?? Number.POSITIVE_INFINITY,
  };

  async function publish({ topic, payload, qos, retain }: Message): Promise<Phrase | null> {
    // The library would keep it for a connection that it is told not to make.
    if (!client.connected) throw seen.end ?? closed(where, { beforeLogin: false });
    if (qos > offers.qos) throw refusal({ code: noSuchQos, topic }, where, redact);
    if (retain && !offers.retain) throw refusal({ code: noRetain, topic }, where, redact);
    // Header, lengths, id and no properties: what the packet needs beside its topic and content.
    const bytes = 12 + Buffer.byteLength(topic) + Buffer.byteLength(payload);
    if (bytes > offers.packetBytes)
      throw new DeliveryError("rejected", phrase("mqtt.tooManyBytes", { where, most: offers.packetBytes, bytes, topic }));
    let refuse: (reason: DeliveryError) => void = () => {};
    const confirmed = new Promise<Packet | undefined>((resolve, reject) => {
      refuse = reject;
      client.publish(topic, payload, { qos, retain }, (error, packet) =>
        error ? reject(aboutMessage(error, packet, topic)) : resolve(packet),
      );
    });
    underWay.set(confirmed, refuse);
    try {
      const packet = await confirmed;
      return unheard.delete(packet?.messageId) ? phrase("mqtt.nobodySubscribed") : null;
    } finally {
      underWay.delete(confirmed);
    }
  }

  function aboutMessage(error: Error, packet: Packet | undefined, topic: string): DeliveryError {
    const code = codeOf(error);
    const said = (packet as IPublishPacket | undefined)?.properties as { reasonString?: string } | undefined;
    if (code !== null) return refusal({ code, said: said?.reasonString, topic }, where, redact);
    return seen.end ?? unreachable(phrase("mqtt.closedUnconfirmed", { where }));
  }

  async function end(): Promise<void> {
    await within(goodbyeMs, Promise.allSettled(underWay.keys()));
    client.end(underWay.size > 0);
    if (!(await within(goodbyeMs, lost))) stream.destroy();
    await lost;
  }

  return { version, offers, publish, lost, drop, end };
}

/** Whether `work` ended in time. */
async function within(ms: number, work: Promise<unknown>): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), ms);
  });
  const inTime = await Promise.race([work.then(() => true), late]);
  clearTimeout(timer);
  return inTime;
}
