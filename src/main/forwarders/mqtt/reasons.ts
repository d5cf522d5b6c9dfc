/**
 * What the numbers mean with which brokers refuse: those of MQTT 3.1.1 (1 to 5, at the login only) and of MQTT 5 (128 on, at any
 * time). The sentences follow the broker's address.
 */
import type { FailureKind } from "../../../shared/delivery.ts";
import { DeliveryError } from "../forwarder.ts";
import { excerpt } from "../kit/outcome.ts";

type Meaning = [FailureKind, string];

/** At the login, or when the broker ends the connection. */
const codes: Record<number, Meaning> = {
  1: ["misconfigured", "speaks neither MQTT 5 nor 3.1.1. Check the URL"],
  2: ["misconfigured", "does not take the name under which Plate Courier connects"],
  3: ["busy", "is not available at the moment"],
  4: ["unauthorized", "refused user or password. Enter them again in the destination's settings"],
  5: [
    "unauthorized",
    "does not let this user in, or not onto the topic for the connection's state. Check user, password and the broker's access list",
  ],
  129: ["misconfigured", "could not read what it was sent. Check the URL"],
  130: ["misconfigured", "says that the protocol was not kept. Check the URL"],
  132: ["misconfigured", "speaks neither MQTT 5 nor 3.1.1. Check the URL"],
  133: ["misconfigured", "does not take the name under which Plate Courier connects"],
  134: ["unauthorized", "refused user or password. Enter them again in the destination's settings"],
  135: [
    "unauthorized",
    "does not let this user in, or not onto the topic for the connection's state. Check user, password and the broker's access list",
  ],
  138: ["unauthorized", "has banned this client"],
  139: ["unreachable", "is shutting down"],
  140: ["misconfigured", "wants another way to log in than user and password"],
  141: ["unreachable", "heard nothing of this connection for too long"],
  142: ["unreachable", "gave this connection to another client of the same name"],
  144: ["misconfigured", "does not take this topic. Correct it in the destination's settings"],
  149: ["rejected", "says that this is too large"],
  153: ["rejected", "says that this content is not in the form it wants"],
  154: ["misconfigured", "keeps no retained messages. Switch Retain and Home Assistant discovery off"],
  155: ["misconfigured", "does not offer this quality of service. Choose a lower one in the settings"],
  156: ["misconfigured", "says that another server is to be used. Enter that one"],
  157: ["misconfigured", "says that it has moved to another server. Enter that one"],
};

/** Where the same number says something else about a single message. */
const aboutMessages: Record<number, Meaning> = {
  131: ["rejected", "did not take this"],
  135: ["unauthorized", "does not let this user publish here. Allow it in the broker's access list"],
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
  const [kind, meaning] = found ?? ["busy", "has a problem of its own, or too much to do, at the moment"];
  const words = excerpt({ status: 0, headers: {}, text: said }, redact);
  const message = [
    `${where} ${meaning} (MQTT code ${code}).`,
    topic !== undefined && `The topic was ${topic}.`,
    words !== "" && `It said: “${words}”.`,
  ];
  return new DeliveryError(kind, message.filter(Boolean).join(" "));
}
