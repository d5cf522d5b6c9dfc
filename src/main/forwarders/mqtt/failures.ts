/** What goes wrong below the reasons that a broker gives: the connection, silence, and peers that speak something else. */

import type { IConnackPacket } from "mqtt";
import { type Phrase, phrase } from "../../../shared/phrases/phrase.ts";
import { DeliveryError } from "../forwarder.ts";
import { refusal } from "./reasons.ts";

export const unreachable = (message: Phrase, cause?: unknown) =>
  new DeliveryError("unreachable", message, cause === undefined ? {} : { cause });

/** The connection ended without a word. */
export function closed(where: string, { beforeLogin }: { beforeLogin: boolean }): DeliveryError {
  return unreachable(phrase(beforeLogin ? "mqtt.closedBeforeLogin" : "mqtt.closed", { where }));
}

/** The library's own errors: a number of the protocol's, a code of the system's, or only words. */
export function failureOf(
  error: Error,
  told: { where: string; connack: IConnackPacket | null; redact(text: string): string; connectMs: number },
): DeliveryError {
  const { where, connack, redact, connectMs } = told;
  const code = codeOf(error);
  if (code !== null) return refusal({ code, said: connack?.properties?.reasonString }, where, redact);
  if (/connack timeout/i.test(error.message))
    return unreachable(phrase("mqtt.loginLate", { where, seconds: connectMs / 1000 }), error);
  if (/keepalive timeout/i.test(error.message)) return unreachable(phrase("mqtt.silent", { where }), error);
  if ("code" in error) return unreachable(phrase("mqtt.brokeOff", { where, code: String(error.code) }), error);
  return unreachable(phrase("mqtt.foreign", { where }), error);
}

/** MQTT's number, where the error has one. */
export function codeOf(error: Error): number | null {
  return "code" in error && typeof error.code === "number" ? error.code : null;
}
