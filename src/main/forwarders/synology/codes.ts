/**
 * What Surveillance Station's answer means. DSM's convention for its web API: HTTP 200 with {success: true}, or
 * {success: false, error: {code}}. The codes are those of DSM's other APIs; that this API shares them is not confirmed.
 */
import type { FailureKind } from "../../../shared/delivery.ts";
import { DeliveryError } from "../forwarder.ts";

const codes: Record<number, [FailureKind, string]> = {
  100: ["busy", "has an unknown problem"],
  101: ["rejected", "says that a parameter is missing or wrong. Try the other time format in the settings"],
  102: ["misconfigured", "does not know this API. Install Surveillance Station 9.1.4 or newer, or correct the URL"],
  103: ["misconfigured", "does not know this method. Copy the URL again from the action rule"],
  104: ["misconfigured", "does not have this version of the API. Update Surveillance Station, or copy the URL again"],
  105: ["unauthorized", "does not allow this. The token is wrong, or the action rule is switched off: copy its URL again"],
  106: ["unauthorized", "says that the session has run out. Copy the URL again from the action rule"],
  107: ["unauthorized", "says that another login ended this one. Copy the URL again from the action rule"],
  117: ["busy", "has a network problem, or the request was too large"],
  118: ["busy", "asks to try again later"],
  119: ["unauthorized", "does not know this session. Copy the URL again from the action rule"],
  150: ["unauthorized", "has blocked this machine's address. Take it off the block list in DSM, then resume"],
  400: ["busy", "could not run the action"],
  401: ["rejected", "says that a parameter is wrong"],
  402: ["rejected", "says that the camera is switched off"],
};

/** The failure that an answer with a 2xx status tells; null for success. */
export function synologyFailure(
  text: string,
  { where, lenient, redact }: { where: string; lenient: boolean; redact(text: string): string },
): DeliveryError | null {
  // DSM's login page, or a proxy's: nothing was fired, whatever the status says.
  if (/^\s*<(?:!doctype|html)/i.test(text))
    return new DeliveryError(
      "misconfigured",
      `${where} answered with a web page, not as Surveillance Station does. Check the URL and the port.`,
    );
  const answer = parsed(text);
  if (answer === null || typeof answer.success !== "boolean") {
    if (lenient) return null;
    return new DeliveryError(
      "rejected",
      `${where} did not say whether it took the plate. If its rule was fired, switch on “Accept unclear answers” in the settings.`,
    );
  }
  if (answer.success) return null;
  const code = Number(answer.error?.code);
  const [kind, meaning] = codes[code] ?? ["rejected", "refused this"];
  return new DeliveryError(kind, redact(`${where} ${meaning} (Synology code ${Number.isNaN(code) ? "not told" : code}).`));
}

function parsed(text: string): { success?: unknown; error?: { code?: unknown } | null } | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? value : null;
  } catch {
    return null;
  }
}
