/**
 * A broker of MQTT 5 without subscribers: what it is told it judges and confirms, and it answers with the reason codes that 3.1.1 does
 * not have. A last will is published when a connection breaks off without a goodbye.
 */
import type { Duplex } from "node:stream";
import mqttPacket, { type IConnectPacket, type IPublishPacket, type Packet } from "mqtt-packet";
import type { Broker } from "../mqtt.ts";
import { type Published, publishedOf } from "./judge.ts";

const protocolVersion = 5;
/** The codes that a confirmation can have, beside success. */
const aboutMessages = new Set([128, 131, 135, 144, 145, 151, 153]);

export function serveVersion5(stream: Duplex, broker: Broker): void {
  const parser = mqttPacket.parser({ protocolVersion });
  const send = (packet: Packet) => {
    if (!stream.destroyed) stream.write(mqttPacket.generate(packet, { protocolVersion }));
  };
  let will: Published | null = null;
  let known = false;

  function connect(packet: IConnectPacket): void {
    const { packetBytes, retain, maximumQos } = broker.behaviour();
    if (packet.protocolVersion !== protocolVersion) {
      stream.end(mqttPacket.generate({ cmd: "connack", returnCode: 1, sessionPresent: false }));
      return;
    }
    const { clientId, username = "", password } = packet;
    const wish = packet.will ? publishedOf(packet.will) : null;
    const promised = wish?.retain && !retain ? 154 : (wish?.qos ?? 0) > maximumQos ? 155 : null;
    const refused = broker.login({ clientId, username, password: password?.toString() ?? "", will: wish }) ?? promised;
    if (refused === "silent") return;
    const properties = {
      ...(packetBytes > 0 ? { maximumPacketSize: packetBytes } : {}),
      ...(retain ? {} : { retainAvailable: false }),
      ...(maximumQos < 2 ? { maximumQoS: maximumQos } : {}),
      ...(refused && broker.behaviour().says !== "" ? { reasonString: broker.behaviour().says } : {}),
    };
    send({ cmd: "connack", reasonCode: refused ?? 0, sessionPresent: false, properties });
    if (refused !== null) stream.end();
    known = refused === null;
    will = known ? wish : null;
  }

  function publish(packet: IPublishPacket): void {
    const { qos, messageId } = packet;
    const code = broker.publish(publishedOf(packet));
    if (code === "silent") return;
    if (code === "reset") {
      stream.destroy();
      return;
    }
    const { says } = broker.behaviour();
    const reason = { reasonCode: code, ...(says === "" ? {} : { properties: { reasonString: says } }) };
    // The other codes concern the whole connection, and a message of QoS 0 has no answer that could refuse it.
    if (code >= 128 && (qos === 0 || !aboutMessages.has(code))) {
      send({ cmd: "disconnect", ...reason });
      stream.end();
    } else if (qos === 1) send({ cmd: "puback", messageId, ...reason });
    else if (qos === 2) send({ cmd: "pubrec", messageId, ...reason });
  }

  parser.on("packet", (packet: Packet) => {
    if (packet.cmd === "connect") connect(packet);
    else if (!known) stream.destroy();
    else if (packet.cmd === "publish") publish(packet);
    else if (packet.cmd === "pubrel") send({ cmd: "pubcomp", messageId: packet.messageId });
    else if (packet.cmd === "pingreq") send({ cmd: "pingresp" });
    else if (packet.cmd === "disconnect") {
      will = null;
      stream.end();
    } else stream.destroy();
  });
  parser.on("error", () => stream.destroy());
  stream.on("data", (bytes: Buffer) => parser.parse(bytes));
  stream.on("close", () => {
    if (will) broker.keep(will);
  });
}
