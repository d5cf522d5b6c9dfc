/**
 * An MQTT broker that takes only what Plate Courier says of itself: reads as its documented JSON, its state, and Home Assistant's
 * discovery. Speaks MQTT 5 (mqtt/version5.ts) or 3.1.1 (mqtt/version311.ts), over TCP, TLS or WebSocket. Switches stand for what differs
 * between brokers.
 */
import type { Failing } from "../forwarders/conformance.ts";
import { type Published, problemOfLogin, problemOfMessage } from "./mqtt/judge.ts";
import { type Listening, type ListeningOptions, listenForMqtt } from "./mqtt/listen.ts";
import { serveVersion5 } from "./mqtt/version5.ts";
import { createVersion311 } from "./mqtt/version311.ts";

export interface MqttBehaviour {
  /** The code with which every login is refused; 0: none is. */
  loginCode: number;
  /** The code with which every read is refused in MQTT 5; in 3.1.1 the connection is closed. */
  publishCode: number;
  /** What comes instead of a confirmation: nothing, or the end of the connection. */
  instead: "silent" | "reset" | null;
  /** Nothing comes of a login. */
  silentLogin: boolean;
  /** Topics that begin so may not be published on. */
  forbidden: string;
  /** What an older broker does with a read that is not allowed: it confirms and drops it, or closes the connection. */
  forbiddenIs: "confirmed" | "closed";
  /** Bytes of the longest packet; 0: any. */
  packetBytes: number;
  retain: boolean;
  maximumQos: number;
  /** The words that go with a refusal in MQTT 5. */
  says: string;
  subscribed: boolean;
}

export type Version = "5" | "3.1.1";

/** What the two protocol versions ask: numbers are MQTT's codes. */
export interface Broker {
  behaviour(): MqttBehaviour;
  login(packet: { clientId: string; will: Published | null; username: string; password: string }): number | "silent" | null;
  publish(message: Published): number | "silent" | "reset";
  /** Published for a client that is gone. */
  keep(message: Published): void;
}

export interface MqttSimulator extends Pick<Listening, "url" | "open" | "heard" | "drop"> {
  /** Reads that were taken, in order. */
  reads: { topic: string; read: Record<string, unknown>; qos: number; retain: boolean }[];
  /** What the broker keeps of each topic. */
  retained: Map<string, string>;
  /** Every state that was told, in order. */
  states: string[];
  logins(): number;
  behave(behaviour: Partial<MqttBehaviour>): void;
  failing: Failing;
  taken(): number;
  refusals(): string[];
  arrived(): Promise<unknown>;
  onMessage(listener: (message: Published, refused: string | null, code: number | "silent" | "reset") => void): void;
  onLogin(listener: (refused: string | null, code: number | "silent" | null) => void): void;
  close(): Promise<void>;
}

export interface MqttOptions extends ListeningOptions {
  version?: Version;
  /** Empty: anybody is let in. */
  username?: string;
  password?: string;
}

const well: MqttBehaviour = {
  ...{ loginCode: 0, publishCode: 0, instead: null, silentLogin: false, forbidden: "", forbiddenIs: "confirmed" },
  ...{ packetBytes: 0, retain: true, maximumQos: 2, says: "", subscribed: true },
};

export async function startMqtt({
  version = "5",
  username = "",
  password = "",
  ...listening
}: MqttOptions = {}): Promise<MqttSimulator> {
  let now = well;
  let logins = 0;
  let waiting: (() => void)[] = [];
  const reads: MqttSimulator["reads"] = [];
  const states: string[] = [];
  const retained = new Map<string, string>();
  const refused: string[] = [];
  const messageListeners: Parameters<MqttSimulator["onMessage"]>[0][] = [];
  const loginListeners: Parameters<MqttSimulator["onLogin"]>[0][] = [];
  let takenBefore = 0;

  function keep(message: Published): void {
    if (message.retain) retained.set(message.topic, message.payload);
    if (message.topic.endsWith("/status")) states.push(message.payload);
  }

  function judge(message: Published): number | "silent" | "reset" {
    if (now.forbidden !== "" && message.topic.startsWith(now.forbidden)) {
      if (version === "5") return 135;
      return now.forbiddenIs === "closed" ? 135 : 0;
    }
    const isRead = !message.topic.endsWith("/status") && !message.topic.startsWith("homeassistant/");
    if (isRead && now.instead) return now.instead;
    if (isRead && now.publishCode !== 0) return now.publishCode;
    if (message.retain && !now.retain) return 154;
    if (message.qos > now.maximumQos) return 155;
    keep(message);
    if (isRead) reads.push({ ...message, read: JSON.parse(message.payload) });
    return isRead && !now.subscribed && version === "5" ? 16 : 0;
  }

  const broker: Broker = {
    behaviour: () => now,
    keep,
    login(packet) {
      const problem = problemOfLogin(packet);
      const allowed = username === "" || (packet.username === username && packet.password === password);
      const code = now.silentLogin ? "silent" : now.loginCode !== 0 ? now.loginCode : allowed ? null : version === "5" ? 134 : 4;
      if (problem) refused.push(problem);
      if (code === null) logins += 1;
      for (const tell of loginListeners) tell(problem ?? (allowed ? null : "wrong user or password"), code);
      return code;
    },
    publish(message) {
      const problem = problemOfMessage(message);
      if (problem) refused.push(problem);
      const code = problem ? 153 : judge(message);
      for (const tell of messageListeners) tell(message, problem, code);
      if (!message.topic.endsWith("/status")) for (const tell of waiting.splice(0)) tell();
      return code;
    },
  };
  const old = version === "3.1.1" ? await createVersion311(broker) : null;
  const server = await listenForMqtt(listening, (stream) => (old ? old.serve(stream) : serveVersion5(stream, broker)));
  const behave = (behaviour: Partial<MqttBehaviour>) => {
    now = { ...now, ...behaviour };
  };
  return {
    ...server,
    ...{ reads, retained, states, behave, logins: () => logins },
    failing: {
      status: (status, _headers, body = "") => {
        behave({ says: body });
        if (status < 400) return;
        behave(codesFor(status, version));
        // In 3.1.1 only a login can be refused in words.
        if (version === "3.1.1") server.drop();
      },
      neverAnswer: () => behave({ instead: "silent" }),
      reset: () => {
        behave({ instead: "reset" });
        server.drop();
      },
      resetMidBody: () => behave({ instead: "reset" }),
      recover: () => {
        now = well;
      },
    },
    taken() {
      const count = reads.length - takenBefore;
      takenBefore = reads.length;
      return count;
    },
    refusals: () => refused.splice(0),
    arrived: () => new Promise<void>((resolve) => waiting.push(resolve)),
    onMessage: (listener) => messageListeners.push(listener),
    onLogin: (listener) => loginListeners.push(listener),
    async close() {
      waiting = [];
      await server.close();
      await old?.close();
    },
  };
}

/** The codes that say best what an HTTP status says: failures are told to every simulator as such. */
function codesFor(status: number, version: Version): Pick<MqttBehaviour, "loginCode" | "publishCode"> {
  const allowed = status !== 401 && status !== 403;
  if (version === "3.1.1") return { loginCode: allowed ? 3 : status === 401 ? 4 : 5, publishCode: 0 };
  if (!allowed) return { loginCode: 135, publishCode: 135 };
  if (status >= 500 || status === 429) return { loginCode: 137, publishCode: 151 };
  return { loginCode: 0, publishCode: status === 413 ? 149 : 153 };
}
