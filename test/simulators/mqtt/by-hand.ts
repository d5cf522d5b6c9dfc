/** The MQTT broker as one runs it by hand. */
import { type MqttSimulator, startMqtt, type Version } from "../mqtt.ts";
import { defineSimulator, failAs, onOff, requestLine } from "../simulator.ts";

export const mqtt = defineSimulator({
  type: "mqtt",
  summary: "an MQTT broker, which Home Assistant's would be too",
  switches: {
    version: { says: "the version of MQTT it speaks", initial: "5", values: ["5", "3.1.1"] },
    transport: { says: "what MQTT comes over", initial: "tcp", values: ["tcp", "websocket"] },
    username: { says: "the user it knows", initial: "lpr" },
    password: { says: "that user's password", initial: "made-up-mqtt-word" },
    forbidden: { says: "begin of the topics that this user may not publish on; empty: none", initial: "" },
    "forbidden-is": {
      says: "what 3.1.1 does with what may not be published",
      initial: "confirmed",
      values: ["confirmed", "closed"],
    },
    "packet-bytes": { says: "bytes of the longest message, told by version 5; 0: any", initial: "0" },
    retain: { says: "whether it keeps retained messages", initial: "on", values: onOff },
    "maximum-qos": { says: "the highest quality of service it offers", initial: "2", values: ["0", "1", "2"] },
    subscribed: { says: "whether anybody is subscribed, which version 5 tells", initial: "on", values: onOff },
  },
  async start({ port, tls, switches }) {
    const { username, password, version } = switches;
    const broker = await startMqtt({
      ...{ port, tls, username, password, version: version as Version, overWebSocket: switches.transport === "websocket" },
    });
    const well: Parameters<MqttSimulator["behave"]>[0] = {
      ...{ forbidden: switches.forbidden, forbiddenIs: switches["forbidden-is"] as "confirmed" | "closed" },
      ...{ packetBytes: Number(switches["packet-bytes"]), retain: switches.retain === "on" },
      ...{ maximumQos: Number(switches["maximum-qos"]), subscribed: switches.subscribed === "on" },
    };
    broker.behave(well);
    return {
      ...{ url: broker.url, settings: { url: broker.url, username, password }, close: broker.close },
      hint: "Switch on Home Assistant discovery to see what it would be told of each camera.",
      onLine(listener) {
        broker.onLogin((problem, code) =>
          listener(lineOf({ method: "CONNECT", path: broker.url, problem, code: code ?? 0, taken: "logged in" })),
        );
        broker.onMessage(({ topic, payload }, problem, code) =>
          listener(lineOf({ method: "PUBLISH", path: topic, problem, code, taken: broughtBy(topic, payload) })),
        );
      },
      fail(kind) {
        failAs(broker.failing, kind);
        if (kind === undefined) broker.behave(well);
      },
    };
  },
});

/** As every simulator's, with MQTT's codes in words: 0 means taken, 16 that nobody was there to hear it. */
function lineOf({
  code,
  problem,
  ...told
}: {
  method: string;
  path: string;
  taken: string;
  problem: string | null;
  code: number | "silent" | "reset";
}): string {
  const good = code === 0 || code === 16;
  const status = typeof code === "string" ? 0 : good ? 200 : code;
  return requestLine({ ...told, status, refused: good || typeof code === "string" ? problem : (problem ?? `code ${code}`) });
}

function broughtBy(topic: string, payload: string): string {
  if (topic.endsWith("/status")) return payload;
  const told = JSON.parse(payload);
  return topic.startsWith("homeassistant/") ? `device ${told.device?.name}` : `plate ${told.plate}`;
}
