/** What goes wrong below the reasons that a broker gives: the connection, silence, and peers that speak something else. */
import type { IConnackPacket } from "mqtt";
import { DeliveryError } from "../forwarder.ts";
import { refusal } from "./reasons.ts";

const perhaps = "Perhaps it speaks no MQTT, or wants mqtts:// (or wss://) there.";

export const unreachable = (message: string, cause?: unknown) =>
  new DeliveryError("unreachable", message, cause === undefined ? {} : { cause });

/** The connection ended without a word. */
export function closed(where: string, { beforeLogin }: { beforeLogin: boolean }): DeliveryError {
  return unreachable(
    beforeLogin ? `${where} closed the connection before the login. ${perhaps}` : `${where} closed the connection.`,
  );
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
    return unreachable(`${where} did not answer the login within ${connectMs / 1000} s.`, error);
  if (/keepalive timeout/i.test(error.message)) return unreachable(`${where} does not answer any more.`, error);
  if ("code" in error) return unreachable(`The connection to ${where} broke off (${String(error.code)}).`, error);
  return unreachable(`${where} does not speak MQTT as expected. ${perhaps}`, error);
}

/** MQTT's number, where the error has one. */
export function codeOf(error: Error): number | null {
  return "code" in error && typeof error.code === "number" ? error.code : null;
}
