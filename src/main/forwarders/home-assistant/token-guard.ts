/**
 * Keeps a wrong access token from being tried more than once: Home Assistant counts wrong logins, and can ban this machine for them.
 *
 * untried -> (one request asks alone, the others wait) accepted -> (it is refused after all) refused -> (a pause later) untried.
 * Whoever waited for the first request, or comes within the pause, is refused with the same words and asks nothing; that is what
 * deliveries and the listener do that were under way together. What fails for another reason lets everyone go on.
 */
import { DeliveryError } from "../forwarder.ts";

export interface TokenGuard {
  /** Runs `ask`, which uses the token, or throws the refusal that another one met. When `signal` aborts while it waits, its reason. */
  through<T>(ask: () => Promise<T>, signal: AbortSignal): Promise<T>;
}

/** Short, so that it is over when an operator has made the token good and presses Resume. */
const pauseMs = 5000;

export function createTokenGuard(now: () => number): TokenGuard {
  let accepted = false;
  let refusal: { error: DeliveryError; at: number } | null = null;
  let first: Promise<unknown> | null = null;

  async function tried<T>(ask: () => Promise<T>): Promise<T> {
    try {
      const answer = await ask();
      accepted = true;
      return answer;
    } catch (error) {
      if (error instanceof DeliveryError && error.kind === "unauthorized") {
        accepted = false;
        refusal = { error, at: now() };
      }
      throw error;
    }
  }

  return {
    async through(ask, signal) {
      if (!accepted && first) await settledOrAborted(first, signal);
      signal.throwIfAborted();
      // A clock that was set back must not make the pause longer.
      if (refusal && Math.abs(now() - refusal.at) < pauseMs) throw refusal.error;
      const asking = tried(ask);
      if (accepted || first) return asking;
      first = asking;
      try {
        return await asking;
      } finally {
        first = null;
      }
    },
  };
}

function settledOrAborted(work: Promise<unknown>, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      signal.removeEventListener("abort", end);
      resolve();
    };
    signal.addEventListener("abort", end, { once: true });
    work.then(end, end);
  });
}
