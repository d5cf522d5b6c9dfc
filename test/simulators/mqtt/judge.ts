/** What the simulated brokers take: only what Plate Courier's own description of its messages, and Home Assistant's of discovery, allow. */
import { z } from "zod";

export interface Published {
  topic: string;
  payload: string;
  qos: number;
  retain: boolean;
}

/** Of a packet, or of a last will. */
export function publishedOf({
  topic,
  payload,
  qos = 0,
  retain = false,
}: {
  topic: string;
  payload: string | Buffer;
  qos?: number;
  retain?: boolean;
}): Published {
  return { topic, payload: payload.toString(), qos, retain };
}

const nullableText = z.string().nullable();
const nullableNumber = z.number().nullable();

const read = z.strictObject({
  id: z.string().min(1),
  plate: nullableText,
  camera: z.string(),
  captured_at: z.iso.datetime(),
  score: nullableNumber,
  region: nullableText,
  vehicle_type: nullableText,
  make: nullableText,
  model: nullableText,
  color: nullableText,
  direction: nullableNumber,
  name: z.string(),
  list: z.string(),
  orientation: nullableText,
  speed: nullableNumber,
  camera_id: z.string(),
  source: nullableText,
});

const topicName = z.string().regex(/^[^+#\0]+$/);

/** Home Assistant's schema of a device, its origin and its sensors; options that it does not know would make it ignore the whole. */
const device = z.strictObject({
  device: z.strictObject({
    identifiers: z.array(z.string().min(1)).min(1),
    name: z.string().min(1),
    manufacturer: z.string(),
    model: z.string(),
  }),
  origin: z.strictObject({ name: z.string().min(1) }),
  components: z.record(
    z.string().regex(/^\w+$/),
    z.strictObject({
      platform: z.literal("sensor"),
      unique_id: z.string().min(1),
      name: z.string().min(1),
      icon: z.string().regex(/^mdi:/).optional(),
      device_class: z.literal("timestamp").optional(),
      value_template: z.string().regex(/^\{\{ value_json\.\w+ \}\}$/),
      json_attributes_topic: topicName.optional(),
      force_update: z.boolean().optional(),
    }),
  ),
  state_topic: topicName,
  availability_topic: topicName,
  qos: z.number().int().min(0).max(2),
});

/** Null where it is right. */
export function problemOfMessage({ topic, payload, qos, retain }: Published): string | null {
  if (!/^[^+#\0]+$/.test(topic) || topic.split("/").includes("")) return `the topic ${topic}`;
  if (topic.endsWith("/status"))
    return ["online", "offline"].includes(payload) && retain && qos > 0 ? null : `the state ${payload}, retain ${retain}`;
  if (!topic.startsWith("homeassistant/")) return problemOfJson(read, payload);
  if (!/^homeassistant\/device\/[\w-]+\/config$/.test(topic)) return `the discovery topic ${topic}`;
  return retain ? problemOfJson(device, payload) : "discovery that is not retained";
}

/** Null where it is right. */
export function problemOfLogin({ clientId, will }: { clientId: string; will: Published | null }): string | null {
  if (!/^[0-9A-Za-z]{1,23}$/.test(clientId)) return `the client id ${clientId}`;
  if (!will) return null;
  return will.payload === "offline" ? problemOfMessage(will) : `the last will ${will.payload}`;
}

function problemOfJson(schema: z.ZodType, text: string): string | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return "no JSON";
  }
  const parsed = schema.safeParse(value);
  return parsed.success ? null : parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; ");
}
