import { z } from "zod";
import { type Phrase, phrase } from "../../../shared/phrases/phrase.ts";
import { DeliveryError, type ForwarderContext } from "../forwarder.ts";
import { certificateField, problemOfUrl, secretField, templateField, timeoutField } from "../kit/setting-fields.ts";
import { exampleTopics, problemOfTopic } from "./topics.ts";

const form = {
  schemes: ["mqtt", "mqtts", "ws", "wss"],
  otherwise: phrase("mqtt.scheme"),
  example: "mqtt://broker:1883",
};

function problemOfBroker(text: string): Phrase | null {
  const problem = problemOfUrl(text, form) ?? problemOfUrl(webAddress(text).href);
  if (problem) return problem;
  const { protocol, pathname, search } = new URL(text);
  if (/^mqtts?:$/.test(protocol) && (pathname.replace("/", "") !== "" || search !== "")) return phrase("mqtt.pathInUrl");
  return null;
}

/** The http or https URL of the same host, port and path; ports that MQTT has of its own are told. */
export function webAddress(text: string): URL {
  const url = new URL(text.replace(/^(?:mqtt|ws)/i, "http"));
  const ports: Record<string, string> = { "mqtt:": "1883", "mqtts:": "8883" };
  if (new URL(text).port === "") url.port = ports[new URL(text).protocol] ?? "";
  return url;
}

export const settings = z
  .strictObject({
    url: z
      .string()
      .trim()
      .superRefine((text, context) => {
        const problem = problemOfBroker(text);
        if (problem) context.addIssue({ code: "custom", message: problem, input: text });
      })
      .meta({
        title: "Broker",
        description: "mqtt://broker:1883, mqtts:// with TLS, ws:// or wss:// over WebSocket.",
        format: "uri",
        examples: [form.example],
      }),
    username: z
      .string()
      .trim()
      .max(200)
      .default("")
      .meta({ title: "User", description: "Must be allowed to publish on the topics below. Empty: none is told." }),
    password: secretField("Password", "That user's password."),
    topic: templateField("Topic", "Where each read is published.", "plate-courier/{{ camera }}/plate").superRefine(checkTopic),
    qos: z
      .number()
      .int()
      .min(0)
      .max(2)
      .default(1)
      .transform((level): 0 | 1 | 2 => (level === 0 ? 0 : level === 1 ? 1 : 2))
      .meta({
        title: "Quality of service",
        description:
          "1: the broker confirms each read. 2: exactly once on the way there. 0: nothing is confirmed, reads can get lost.",
      }),
    retain: z.boolean().default(false).meta({
      title: "Retain",
      description: "The broker keeps the last read of each topic for who subscribes later.",
    }),
    homeAssistantDiscovery: z.boolean().default(false).meta({
      title: "Home Assistant discovery",
      description: "Makes every camera a device in Home Assistant by itself, with the last plate as its sensor.",
    }),
    certificateSha256: certificateField(),
    timeoutS: timeoutField(),
  })
  .superRefine(({ username, password, topic, homeAssistantDiscovery }, context) => {
    if (password !== "" && username === "")
      context.addIssue({
        code: "custom",
        path: ["username"],
        message: phrase("mqtt.userToo"),
      });
    if (!homeAssistantDiscovery) return;
    const [one, another] = examplesOf(topic) ?? ["", ""];
    if (one !== another)
      context.addIssue({
        code: "custom",
        path: ["topic"],
        message: phrase("mqtt.oneTopicPerCamera"),
      });
  });

export type Settings = z.output<typeof settings>;
export type Context = ForwarderContext<Settings>;

function checkTopic(text: string, context: z.RefinementCtx<string>): void {
  const problem = examplesOf(text)
    ?.map(problemOfTopic)
    .find((found) => found !== null);
  if (problem) context.addIssue({ code: "custom", message: problem, input: text });
}

/** Null for a template that does not parse, which has been told already, or that cannot be filled in without a real read. */
function examplesOf(template: string): [string, string] | null {
  try {
    return exampleTopics(template);
  } catch (error) {
    if (error instanceof DeliveryError || (error instanceof Error && error.name === "TemplateError")) return null;
    throw error;
  }
}
