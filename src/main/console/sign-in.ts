/**
 * Signing in to the headless console. The token (a long random text in a file of its own) is exchanged for a cookie, because
 * images and live updates are fetched by the browser itself and cannot carry a header. The cookie is not the token: it is a
 * nonce and an expiry, signed with the token, so it dies with the token, outlives a restart, and is of no use elsewhere.
 */
import { createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";

const sessionMs = 30 * 24 * 3600_000;
const windowMs = 60_000;
const triesPerWindow = 10;
const knownAddresses = 1000;

export interface SignIn {
  /** Whether the request carries the token (`Authorization: Bearer …`) or a cookie made by `cookieFor`. */
  admits(headers: IncomingHttpHeaders, address: string): "yes" | "no" | "slow-down";
  /** Tries a token that was typed in. */
  tryToken(token: string, address: string): "yes" | "no" | "slow-down";
  /** A Set-Cookie value for a browser that gave the right token. */
  cookie(): string;
  /** A Set-Cookie value that signs out. */
  noCookie(): string;
}

/** `port` makes the cookie's name: browsers share cookies between all ports of a machine. */
export function createSignIn({ token, port, now }: { token: string; port: number; now: () => number }): SignIn {
  const name = `plate-courier-${port}`;
  const wrong = new Map<string, { count: number; since: number }>();

  function sign(text: string): string {
    return createHmac("sha256", token).update(`console-session\n${name}\n${text}`).digest("base64url");
  }

  function cookieAdmits(header: string | undefined): boolean {
    for (const part of header?.split(";") ?? []) {
      const [key, value] = part.trim().split("=", 2);
      if (key !== name || value === undefined) continue;
      const [nonce = "", expires = "", signature = ""] = value.split(".");
      if (equal(signature, sign(`${nonce}.${expires}`)) && Number(expires) > now()) return true;
    }
    return false;
  }

  /** Guessing is hopeless with a random token, and this keeps a chosen one safe: ten wrong ones a minute and address. */
  function tryToken(given: string, address: string): "yes" | "no" | "slow-down" {
    let tries = wrong.get(address);
    if (tries && now() - tries.since >= windowMs) tries = undefined;
    if (tries && tries.count >= triesPerWindow) return "slow-down";
    if (equal(given, token)) return "yes";
    wrong.delete(address);
    wrong.set(address, { count: (tries?.count ?? 0) + 1, since: tries?.since ?? now() });
    const oldest = wrong.size > knownAddresses ? wrong.keys().next().value : undefined;
    if (oldest !== undefined) wrong.delete(oldest);
    return "no";
  }

  return {
    tryToken,
    admits(headers, address) {
      const bearer = /^Bearer (.+)$/i.exec(headers.authorization ?? "")?.[1];
      if (bearer !== undefined) return tryToken(bearer.trim(), address);
      return cookieAdmits(headers.cookie) ? "yes" : "no";
    },
    cookie() {
      const text = `${randomBytes(12).toString("base64url")}.${now() + sessionMs}`;
      return `${name}=${text}.${sign(text)}; Path=/; Max-Age=${sessionMs / 1000}; HttpOnly; SameSite=Strict`;
    },
    noCookie: () => `${name}=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict`,
  };
}

/** Hashing first makes the lengths equal, which timingSafeEqual needs, and tells nothing about where two texts differ. */
function equal(a: string, b: string): boolean {
  const hash = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(hash(a), hash(b));
}
