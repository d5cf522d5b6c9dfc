/**
 * What the numbers mean with which brokers refuse: those of MQTT 3.1.1 (1 to 5, at the login only) and of MQTT 5 (128 on, at any
 * time).
 */

import type { FailureKind } from "../../../shared/delivery.ts";
import { type PhraseKeyOf, phrase, sentences } from "../../../shared/phrases/phrase.ts";
import { DeliveryError } from "../forwarder.ts";
import { excerpt } from "../kit/outcome.ts";

type Meaning = [FailureKind, PhraseKeyOf<"where" | "code">];

/** At the login, or when the broker ends the connection. */
const codes: Record<number, Meaning> = {
  1: ["misconfigured", "mqtt.otherVersion"],
  2: ["misconfigured", "mqtt.nameRefused"],
  3: ["busy", "mqtt.notAvailable"],
  4: ["unauthorized", "mqtt.badLogin"],
  5: ["unauthorized", "mqtt.noEntry"],
  129: ["misconfigured", "mqtt.unreadable"],
  130: ["misconfigured", "mqtt.protocol"],
  132: ["misconfigured", "mqtt.otherVersion"],
  133: ["misconfigured", "mqtt.nameRefused"],
  134: ["unauthorized", "mqtt.badLogin"],
  135: ["unauthorized", "mqtt.noEntry"],
  138: ["unauthorized", "mqtt.bannedClient"],
  139: ["unreachable", "mqtt.shuttingDown"],
  140: ["misconfigured", "mqtt.otherLogin"],
  141: ["unreachable", "mqtt.tooQuiet"],
  142: ["unreachable", "mqtt.takenOver"],
  144: ["misconfigured", "mqtt.topicRefused"],
  149: ["rejected", "mqtt.tooLarge"],
  153: ["rejected", "mqtt.otherForm"],
  154: ["misconfigured", "mqtt.noRetain"],
  155: ["misconfigured", "mqtt.noSuchQos"],
  156: ["misconfigured", "mqtt.useAnother"],
  157: ["misconfigured", "mqtt.moved"],
};

/** Where the same number says something else about a single message. */
const aboutMessages: Record<number, Meaning> = {
  131: ["rejected", "mqtt.notTaken"],
  135: ["unauthorized", "mqtt.mayNotPublish"],
};

export interface Refusal {
  code: number;
  /** The broker's own words, where it has any. */
  said?: string | undefined;
  /** The topic of the message that was refused; absent: it was about the connection. */
  topic?: string | undefined;
}

/** Every other number says that it may go better later: busy, quota, rate, an unspecified error. */
export function refusal({ code, said = "", topic }: Refusal, where: string, redact: (text: string) => string): DeliveryError {
  const found = (topic === undefined ? undefined : aboutMessages[code]) ?? codes[code];
  const [kind, key] = found ?? (["busy", "mqtt.ownProblem"] satisfies Meaning);
  const words = excerpt({ status: 0, headers: {}, text: said }, redact);
  const message = sentences(
    phrase(key, { where, code }),
    topic !== undefined && phrase("mqtt.topicWas", { topic }),
    words !== "" && phrase("answer.said", { said: words }),
  );
  return new DeliveryError(kind, message);
}
