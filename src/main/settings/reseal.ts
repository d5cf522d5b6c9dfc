import type { SecretBox } from "../../shared/settings.ts";

/**
 * A copy of `value` in which every ciphertext of the scheme `scheme` (such as "s1:") is encrypted anew by `to`. Ciphertexts are
 * told by their scheme, wherever they stand: a new kind of setting with a secret needs no change here. What `from` cannot
 * decrypt stays as it is, because it is lost in either case and the rest is not.
 */
export async function reseal<T>(value: T, scheme: string, from: SecretBox, to: SecretBox): Promise<T> {
  return (await walk(value)) as T;

  async function walk(part: unknown): Promise<unknown> {
    if (typeof part === "string" && isCiphertext(part)) {
      const plain = await from.decrypt(part).catch(() => null);
      return plain === null ? part : to.encrypt(plain);
    }
    if (Array.isArray(part)) return Promise.all(part.map(walk));
    if (typeof part !== "object" || part === null) return part;
    return Object.fromEntries(await Promise.all(Object.entries(part).map(async ([key, inner]) => [key, await walk(inner)])));
  }

  function isCiphertext(text: string): boolean {
    return text.startsWith(scheme) && /^[A-Za-z0-9+/]+={0,2}$/.test(text.slice(scheme.length));
  }
}
