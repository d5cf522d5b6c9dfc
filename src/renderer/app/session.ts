/** checking: not known yet. in: may use the console. out: needs the console's token. */
export type SessionState = "checking" | "in" | "out";

/** slow-down: too many wrong tokens came from here; the right one is not looked at for a minute either. */
export type SignInAnswer = "in" | "refused" | "slow-down";

export interface Session {
  subscribe(listener: () => void): () => void;
  getSnapshot(): SessionState;
  /** Finds out where the page stands; uses a token in the address ("#token=…") and takes it out of the address bar. */
  check(): Promise<void>;
  /** Throws where the core does not answer. */
  signIn(token: string): Promise<SignInAnswer>;
  /** The core answered 401: the cookie is gone or belongs to another start. */
  signedOut(): void;
}

/** The token in an address fragment such as "#token=abc"; null where there is none. */
export function tokenIn(hash: string): string | null {
  const token = new URLSearchParams(hash.replace(/^#/, "")).get("token");
  return token === null || token === "" ? null : token;
}

/**
 * Who may see the console. In the desktop (app://) the window is the operator's own and there is nothing to sign in to; headless,
 * the console's token is exchanged for a cookie that scripts cannot read.
 */
export function createSession({
  desktop,
  hash,
  forgetHash,
  request,
}: {
  desktop: boolean;
  hash: string;
  /** Takes the fragment out of the address bar and the history. */
  forgetHash: () => void;
  request: (path: string, init?: RequestInit) => Promise<Response>;
}): Session {
  let state: SessionState = desktop ? "in" : "checking";
  const listeners = new Set<() => void>();

  function set(next: SessionState): void {
    state = next;
    for (const listener of listeners) listener();
  }

  async function signIn(token: string): Promise<SignInAnswer> {
    const answer = await request("/session", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ token }),
    });
    if (!answer.ok) return answer.status === 429 ? "slow-down" : "refused";
    set("in");
    return "in";
  }

  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    getSnapshot: () => state,
    async check() {
      if (desktop) return;
      const token = tokenIn(hash);
      if (token !== null) forgetHash();
      try {
        if (token !== null && (await signIn(token)) === "in") return;
        // Not a protected address: the browser would note its refusal as an error of the page.
        const answer: unknown = await (await request("/session")).json();
        set(typeof answer === "object" && answer !== null && "signedIn" in answer && answer.signedIn === true ? "in" : "out");
      } catch {
        // The core does not answer: the frame itself says so and goes on trying.
        set("in");
      }
    },
    signIn,
    signedOut() {
      if (!desktop && state === "in") set("out");
    },
  };
}
