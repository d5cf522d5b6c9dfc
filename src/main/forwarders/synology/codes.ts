/**
 * What Surveillance Station's answer means. DSM's convention for its web API: HTTP 200 with {success: true}, or
 * {success: false, error: {code}}. The codes are those of DSM's other APIs; that this API shares them is not confirmed.
 */
import type { FailureKind } from "../../../shared/delivery.ts";
import { type PhraseKeyOf, phrase } from "../../../shared/phrases/phrase.ts";
import { DeliveryError } from "../forwarder.ts";

const codes: Record<number, [FailureKind, PhraseKeyOf<"where" | "code">]> = {
  100: ["busy", "synology.code100"],
  101: ["rejected", "synology.code101"],
  102: ["misconfigured", "synology.code102"],
  103: ["misconfigured", "synology.code103"],
  104: ["misconfigured", "synology.code104"],
  105: ["unauthorized", "synology.code105"],
  106: ["unauthorized", "synology.code106"],
  107: ["unauthorized", "synology.code107"],
  117: ["busy", "synology.code117"],
  118: ["busy", "synology.code118"],
  119: ["unauthorized", "synology.code119"],
  150: ["unauthorized", "synology.code150"],
  400: ["busy", "synology.code400"],
  401: ["rejected", "synology.code401"],
  402: ["rejected", "synology.code402"],
};

/** The failure that an answer with a 2xx status tells; null for success. */
export function synologyFailure(
  text: string,
  { where, lenient, redact }: { where: string; lenient: boolean; redact(text: string): string },
): DeliveryError | null {
  // DSM's login page, or a proxy's: nothing was fired, whatever the status says.
  if (/^\s*<(?:!doctype|html)/i.test(text)) return new DeliveryError("misconfigured", phrase("synology.webPage", { where }));
  const answer = parsed(text);
  if (answer === null || typeof answer.success !== "boolean")
    return lenient ? null : new DeliveryError("rejected", phrase("synology.unclear", { where }));
  if (answer.success) return null;
  const code = Number(answer.error?.code);
  if (Number.isNaN(code)) return new DeliveryError("rejected", phrase("synology.noCode", { where }));
  const [kind, key] = codes[code] ?? ["rejected", "synology.otherCode"];
  return new DeliveryError(kind, phrase(key, { where: redact(where), code }));
}

function parsed(text: string): { success?: unknown; error?: { code?: unknown } | null } | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? value : null;
  } catch {
    return null;
  }
}
