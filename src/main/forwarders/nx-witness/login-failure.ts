import { DeliveryError } from "../forwarder.ts";
import type { HttpAnswer } from "../kit/http.ts";
import { throwForStatus } from "../kit/outcome.ts";

/** Why the server did not let us in; null where it did. */
export function loginFailure(
  answer: HttpAnswer,
  { what, redact, now }: { what: string; redact(text: string): string; now(): number },
): DeliveryError | null {
  const { status, text } = answer;
  if (status >= 200 && status < 300) return null;
  // Trying on would only prolong the lock.
  if (status === 403 && /too many attempts/i.test(text))
    return new DeliveryError(
      "busy",
      `${what} does not let this machine log in for a while, after too many wrong attempts (HTTP 403).`,
      {
        retryAfterMs: 10 * 60_000,
      },
    );
  if (status === 422 && /password|credential/i.test(text))
    return new DeliveryError(
      "unauthorized",
      `${what} refused user or password (HTTP 422). Enter them again in the destination's settings.`,
    );
  if (status === 404 && /"error/.test(text))
    return new DeliveryError("unauthorized", `${what} does not know this user (HTTP 404). Enter a local user of the system.`);
  if (status === 403)
    return new DeliveryError(
      "unauthorized",
      `${what} does not let this user log in (HTTP 403). It is switched off, or a cloud user: enter a local user.`,
    );
  try {
    throwForStatus(answer, { what, redact, now });
    return null;
  } catch (error) {
    if (error instanceof DeliveryError) return error;
    throw error;
  }
}
