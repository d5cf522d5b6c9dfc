import { listing, type Phrase, phrase, sentences } from "../../shared/phrases/phrase.ts";
import type { PlateRead } from "../../shared/plate-read.ts";
import { type CheckReport, type DeliveryContent, DeliveryError, defineForwarder } from "./forwarder.ts";
import { hostAndPort } from "./kit/http-failure.ts";
import { readJson } from "./kit/read-json.ts";
import { fillTemplates } from "./kit/template.ts";
import { type Connection, openConnection } from "./mqtt/connection.ts";
import { discoveryOf } from "./mqtt/discovery.ts";
import { connectMs, linkOf, newClientId } from "./mqtt/link.ts";
import { type Context, type Settings, settings, webAddress } from "./mqtt/settings.ts";
import { availabilityTopic, checkedTopic, parseTopic } from "./mqtt/topics.ts";

/**
 * Publishes every read on an MQTT broker as JSON, once per read, over one connection that stands for as long as the destination is
 * switched on. A read counts as delivered when the broker has confirmed it. A broker of MQTT 3.1.1 confirms also what its access list
 * makes it throw away; only MQTT 5, which is spoken where the broker can, tells of that.
 */
export const mqtt = defineForwarder({
  type: "mqtt",
  name: "MQTT",
  summary: "Publishes every read on an MQTT broker, and makes cameras known to Home Assistant where wanted.",
  vendorUrl: "https://mqtt.org/",
  settings,
  unit: "read",
  // No more at once than any broker takes unconfirmed.
  limits: { timeoutMs: 30_000, parallel: 4, freshness: "record" },
  async deliver(delivery, context) {
    const { read } = delivery;
    if (!read) throw new DeliveryError("nothing-to-send", phrase("mqtt.noVehicle"));
    const { qos, retain, homeAssistantDiscovery } = context.settings;
    const availability = availabilityTopic(context.settings.topic);
    const texts = await fillTemplates({ topic: context.settings.topic }, read, context, parseTopic);
    const topic = checkedTopic(texts.topic, availability);
    const introduction = homeAssistantDiscovery ? discoveryOf({ camera: context.camera, topic, availability }) : null;
    const startedAt = context.now();
    const message = { topic, payload: payloadOf(delivery, read, context), qos, retain };
    const note = await linkOf(context).publish(message, introduction, context.signal);
    const ms = Math.max(0, Math.round(context.now() - startedAt));
    const published = phrase("mqtt.published", { topic, ms });
    return { summary: listing([published, qos === 0 && phrase("mqtt.notConfirmed"), note], "; ") };
  },
  check: checkBroker,
  listen: (context, ready) => linkOf(context).hold(context.signal, ready),
  unheard: "It is shown there as offline.",
});

/** `id` is the same on every attempt, so that a subscriber can tell a read that came twice. */
function payloadOf({ deliveryId }: DeliveryContent, read: PlateRead, { camera, lists }: Context): string {
  const { camera: sourceCamera, source, orientation, speed } = read;
  return JSON.stringify({
    id: deliveryId,
    ...readJson(read, { camera, listed: lists.of(read.plate)[0] }),
    ...{ orientation, speed, camera_id: sourceCamera, source },
  });
}

/** A connection of its own, without a last will: nobody is told of a test. */
async function checkBroker({ settings, signal }: Context): Promise<CheckReport> {
  const where = hostAndPort(webAddress(settings.url));
  const connection = await openConnection({
    ...{ settings, clientId: newClientId(), will: null, connectMs: connectMs(settings), signal },
  });
  try {
    const problem = problemOf(connection, settings, where);
    if (problem) throw new DeliveryError("misconfigured", problem);
  } finally {
    await connection.end();
  }
  const version = connection.version === 5 ? "5" : "3.1.1";
  const login = phrase(settings.username === "" ? "mqtt.letsIn" : "mqtt.tookLogin", { where, version });
  return { message: sentences(login, phrase("mqtt.nothingPublished")) };
}

function problemOf({ offers }: Connection, { qos, retain, homeAssistantDiscovery }: Settings, where: string): Phrase | null {
  if (qos > offers.qos) return phrase("mqtt.qosOffered", { where, qos: offers.qos });
  if (offers.retain) return null;
  if (retain) return phrase("mqtt.retainOff", { where });
  return homeAssistantDiscovery ? phrase("mqtt.discoveryOff", { where }) : null;
}
