import { phrase } from "../../../shared/phrases/phrase.ts";
import { DeliveryError } from "../forwarder.ts";
import type { HttpAnswer } from "../kit/http.ts";
import { throwForStatus } from "../kit/outcome.ts";

/** Why the server did not let us in; null where it did. */
export function loginFailure(
  answer: HttpAnswer,
  { what: where, redact, now }: { what: string; redact(text: string): string; now(): number },
): DeliveryError | null {
  const { status, text } = answer;
  if (status >= 200 && status < 300) return null;
  // Trying on would only prolong the lock.
  if (status === 403 && /too many attempts/i.test(text))
    return new DeliveryError("busy", phrase("nx.lockedOut", { where }), { retryAfterMs: 10 * 60_000 });
  if (status === 422 && /password|credential/i.test(text))
    return new DeliveryError("unauthorized", phrase("nx.badLogin", { where }));
  if (status === 404 && /"error/.test(text)) return new DeliveryError("unauthorized", phrase("nx.unknownUser", { where }));
  if (status === 403) return new DeliveryError("unauthorized", phrase("nx.noEntry", { where }));
  try {
    throwForStatus(answer, { what: where, redact, now });
    return null;
  } catch (error) {
    if (error instanceof DeliveryError) return error;
    throw error;
  }
}
