/**
 * Tokens of sources. A token is random and long, so one round of SHA-256 with a salt is enough to keep it from being read out
 * of the settings file; a slow password hash would let anybody on the network stall the receiver.
 */
import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import type { Source } from "../../shared/settings.ts";

/** What is kept instead of the token: "sha256:<salt hex>:<hash hex>". */
export function hashToken(token: string, salt: Buffer = randomBytes(16)): string {
  return `sha256:${salt.toString("hex")}:${digest(salt, token).toString("hex")}`;
}

/** The token in an Authorization header, "Token x" or "Bearer x" in any case; null where there is none. */
export function tokenOf(authorization: string | undefined): string | null {
  return /^(?:token|bearer)[ \t]+(\S+)[ \t]*$/i.exec(authorization ?? "")?.[1] ?? null;
}

/** Whether a token is the one that was hashed, compared in constant time. False for a hash that is damaged. */
export function verifyToken(token: string, tokenHash: string): boolean {
  const match = /^sha256:([0-9a-f]{2,128}):([0-9a-f]{64})$/.exec(tokenHash);
  if (!match?.[1] || !match[2]) return false;
  return timingSafeEqual(digest(Buffer.from(match[1], "hex"), token), Buffer.from(match[2], "hex"));
}

/** The enabled source that a token belongs to, or null. Looks at every source, so that the time tells nothing. */
export function findSource(token: string | null, sources: readonly Source[]): Source | null {
  if (token === null) return null;
  let found: Source | null = null;
  for (const source of sources) {
    if (!source.enabled || source.tokenHash === null) continue;
    if (verifyToken(token, source.tokenHash)) found ??= source;
  }
  return found;
}

function digest(salt: Buffer, token: string): Buffer {
  return createHash("sha256").update(salt).update(token).digest();
}
