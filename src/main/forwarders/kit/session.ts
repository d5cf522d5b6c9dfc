/**
 * One login session per destination.
 *
 * none -> logging in -> held -> (expired, or invalidated) none. However many deliveries ask at once, one login is under way and
 * all wait for it. A token that a destination refused is dropped only if it is still the one held: another delivery may have
 * logged in afresh meanwhile. A failed login is told to everyone who waited for it and is not repeated by itself: vendors ban
 * clients that hammer, and the queue pauses the destination on `unauthorized`.
 */
export interface Session<Token> {
  /** The token held, or that of a fresh login. When `signal` aborts, its reason is thrown; a shared login goes on for the others. */
  get(signal: AbortSignal): Promise<Token>;
  /** The destination refused this token. */
  invalidate(token: Token): void;
  /** Runs `work` with a token; where it throws what `refused` recognises, once more after one fresh login. */
  use<T>(work: (token: Token) => Promise<T>, refused: (error: unknown) => boolean, signal: AbortSignal): Promise<T>;
}

export interface Login<Token> {
  token: Token;
  /** Milliseconds since the epoch; null: until it is refused. */
  expiresAt: number | null;
}

/** A token is not used in its last moments, so that it does not expire on the way. */
const safetyMs = 10_000;

/** `login` gets a signal that aborts only when nobody waits for it any more. */
export function createSession<Token>({
  login,
  now,
}: {
  login(signal: AbortSignal): Promise<Login<Token>>;
  now(): number;
}): Session<Token> {
  let held: Login<Token> | null = null;
  let pending: { promise: Promise<Login<Token>>; abort: AbortController; waiting: number } | null = null;

  function begin() {
    const abort = new AbortController();
    const promise = login(abort.signal).then(
      (result) => {
        if (pending?.promise === promise) {
          held = result;
          pending = null;
        }
        return result;
      },
      (error: unknown) => {
        if (pending?.promise === promise) pending = null;
        throw error;
      },
    );
    // Everyone who waited may have left.
    promise.catch(() => {});
    pending = { promise, abort, waiting: 0 };
    return pending;
  }

  async function get(signal: AbortSignal): Promise<Token> {
    signal.throwIfAborted();
    if (held && (held.expiresAt === null || now() < held.expiresAt - safetyMs)) return held.token;
    held = null;
    const mine = pending ?? begin();
    mine.waiting += 1;
    let leave = () => {};
    const left = new Promise<never>((_resolve, reject) => {
      leave = () => reject(signal.reason);
      signal.addEventListener("abort", leave, { once: true });
    });
    try {
      return (await Promise.race([mine.promise, left])).token;
    } finally {
      signal.removeEventListener("abort", leave);
      mine.waiting -= 1;
      if (mine.waiting === 0 && pending === mine) {
        pending = null;
        mine.abort.abort();
      }
    }
  }

  function invalidate(token: Token): void {
    if (held?.token === token) held = null;
  }

  return {
    get,
    invalidate,
    async use(work, refused, signal) {
      const token = await get(signal);
      try {
        return await work(token);
      } catch (error) {
        if (!refused(error)) throw error;
        invalidate(token);
        return work(await get(signal));
      }
    },
  };
}
