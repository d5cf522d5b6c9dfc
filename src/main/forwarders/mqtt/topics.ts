/** Topics: filled in from a template over the read, without a plate or camera being able to change which topic it is. */
import { type Phrase, phrase, sentences } from "../../../shared/phrases/phrase.ts";
import { DeliveryError } from "../forwarder.ts";
import { type TemplateValues, templateParser } from "../kit/template.ts";

/** What MQTT allows, in bytes. */
const longestTopic = 65_535;

/**
 * A template for topics. Every value becomes part of one level: what would begin another one (/), match others (+, #) or is no
 * visible letter is a dash, and what is not known is "unknown", because an empty level is a topic of its own.
 */
export const parseTopic = templateParser((value) => {
  const text = typeof value === "object" && value !== null ? JSON.stringify(value) : String(value ?? "");
  const level = text
    .replace(/[+#/\p{Cc}\p{Cs}\u2028\u2029\ufffe\uffff]+/gu, "-")
    .trim()
    .replace(/^\$/, "-");
  return level === "" ? "unknown" : level;
});

/** Why nothing can be published on a topic, as a sentence; null where it can. */
export function problemOfTopic(topic: string): Phrase | null {
  if (topic === "") return phrase("mqtt.topicEmpty");
  if (/[+#]/.test(topic)) return phrase("mqtt.topicWildcard");
  if (topic.startsWith("$")) return phrase("mqtt.topicOfBroker");
  if (/[\p{Cc}\p{Cs}]/u.test(topic)) return phrase("mqtt.topicLines");
  return Buffer.byteLength(topic) > longestTopic ? phrase("mqtt.topicLong", { bytes: longestTopic }) : null;
}

/**
 * Where it is told whether Plate Courier is connected: "status" beside the levels that the template begins with and that are the same
 * for every read, so that two installations with topics of their own have states of their own.
 */
export function availabilityTopic(template: string): string {
  const fixed = template.split(/\{[{%]/)[0] ?? "";
  const levels = fixed.split("/").slice(0, -1).join("/");
  return `${levels === "" || problemOfTopic(levels) !== null ? "plate-courier" : levels}/status`;
}

/** What the template would make of two reads of one camera that have nothing else in common. Throws DeliveryError where it cannot. */
export function exampleTopics(template: string): [string, string] {
  const parsed = parseTopic(template);
  return [parsed.render(example(1)), parsed.render(example(2))];
}

function example(number: number): TemplateValues {
  const words = ["plate", "region", "vehicleType", "make", "model", "color", "orientation", "list", "listedName", "listedNote"];
  const times = ["capturedAt", "capturedAtLocal", "receivedAt"];
  const numbers = ["capturedAtMs", "score", "direction", "speed", "index"];
  return {
    ...{ camera: "gate", sourceCamera: "gate", source: "stream" },
    ...Object.fromEntries(words.map((key) => [key, `${key}${number}`])),
    ...Object.fromEntries(times.map((key) => [key, `200${number}-0${number}-0${number}T0${number}:00:00Z`])),
    ...Object.fromEntries(numbers.map((key) => [key, number])),
    event: { number },
  };
}

/** The topic itself; throws DeliveryError("misconfigured") where nothing can be published on it. */
export function checkedTopic(topic: string, availability: string): string {
  const problem = topic === availability ? phrase("mqtt.topicTaken", { topic: availability }) : problemOfTopic(topic);
  if (problem === null) return topic;
  throw new DeliveryError("misconfigured", sentences(problem, phrase("mqtt.correctTopic")));
}
