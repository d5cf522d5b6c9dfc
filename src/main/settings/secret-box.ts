import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { phrase } from "../../shared/phrases/phrase.ts";
import type { SecretBox } from "../../shared/settings.ts";
import { readOrCreatePrivateFile } from "./private-file.ts";
import { SettingsError } from "./settings-error.ts";

const scheme = "k1:";
const nonceBytes = 12;
const tagBytes = 16;

/**
 * Secrets at rest without a desktop: AES-256-GCM under a key of 32 bytes, "k1:" + base64(nonce, tag, ciphertext). The key is
 * PLATE_COURIER_KEY where `environmentKey` gives it (base64 or hex), else the file secret.key in `dir`, made on first use. Whoever
 * has the key and settings.json has the secrets: keep them in different backups.
 */
export function createKeyFileSecretBox(options: { dir: string; environmentKey?: string | undefined }): SecretBox {
  const key = options.environmentKey ? keyFromEnvironment(options.environmentKey) : keyFromFile(options.dir);
  return {
    async encrypt(plain) {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv("aes-256-gcm", key, nonce);
      const body = Buffer.concat([cipher.update(plain, "utf8"), cipher.final()]);
      return scheme + Buffer.concat([nonce, cipher.getAuthTag(), body]).toString("base64");
    },
    async decrypt(text) {
      if (!text.startsWith(scheme)) {
        throw new SettingsError(phrase("settings.otherProgramsSecret"));
      }
      const bytes = Buffer.from(text.slice(scheme.length), "base64");
      const nonce = bytes.subarray(0, nonceBytes);
      const tag = bytes.subarray(nonceBytes, nonceBytes + tagBytes);
      try {
        const decipher = createDecipheriv("aes-256-gcm", key, nonce, { authTagLength: tagBytes });
        decipher.setAuthTag(tag);
        return Buffer.concat([decipher.update(bytes.subarray(nonceBytes + tagBytes)), decipher.final()]).toString("utf8");
      } catch {
        throw new SettingsError(phrase("settings.otherKey"));
      }
    },
  };
}

function keyFromEnvironment(text: string): Buffer {
  const key = parseKey(text);
  if (!key) throw new SettingsError(phrase("settings.badKey"));
  return key;
}

function keyFromFile(dir: string): Buffer {
  mkdirSync(dir, { recursive: true });
  const path = join(dir, "secret.key");
  const key = parseKey(readOrCreatePrivateFile(path, () => `${randomBytes(32).toString("base64")}\n`));
  if (!key) throw new SettingsError(phrase("settings.badKeyFile", { file: path }));
  return key;
}

function parseKey(text: string): Buffer | null {
  const trimmed = text.trim();
  if (/^[0-9a-f]{64}$/i.test(trimmed)) return Buffer.from(trimmed, "hex");
  if (!/^[A-Za-z0-9+/_-]{43}=?$/.test(trimmed)) return null;
  const key = Buffer.from(trimmed, "base64");
  return key.length === 32 ? key : null;
}
