/**
 * Secrets at rest in the desktop: encrypted with a key that the operating system keeps for this user (DPAPI on Windows, the
 * keychain or keyring elsewhere), as "s1:" + base64. Where the system has none (Linux without a keyring: Chromium would use a
 * password that everybody knows) the key-file box of the headless program takes over. Plain text is never written.
 *
 * Each box still decrypts what the other one wrote, so a keyring that appears later loses no secret.
 */
import type { SafeStorage } from "electron";
import { phrase } from "../../shared/phrases/phrase.ts";
import type { SecretBox } from "../../shared/settings.ts";
import type { Log } from "../log.ts";
import { SettingsError } from "../settings/settings-error.ts";

/** What a ciphertext of the system's own key begins with. */
export const systemScheme = "s1:";

/** Electron's safeStorage; the asynchronous half came with Electron 43 and is all that is left from 46 on. */
export type SystemKey = Pick<SafeStorage, "isEncryptionAvailable" | "encryptString" | "decryptString"> &
  Partial<
    Pick<SafeStorage, "isAsyncEncryptionAvailable" | "encryptStringAsync" | "decryptStringAsync" | "getSelectedStorageBackend">
  >;

export interface SecretBoxDependencies {
  system: SystemKey;
  platform: NodeJS.Platform;
  /** Made on first need: where the system's key serves, no key file is written. */
  keyFileBox: () => SecretBox;
  log: Log;
}

/** Resolves once it is known whether the system has a key; only after Electron's ready. */
export async function createDesktopSecretBox({ system, platform, keyFileBox, log }: SecretBoxDependencies): Promise<SecretBox> {
  const crypt = (await usable(system, platform)) ? asynchronous(system) : null;
  if (!crypt) log.warn("This system keeps no key for us (no keyring): secrets are encrypted with a key file in the data folder.");
  let fallback: SecretBox | null = null;
  const other = () => {
    fallback ??= keyFileBox();
    return fallback;
  };
  return {
    async encrypt(plain) {
      if (!crypt) return other().encrypt(plain);
      return systemScheme + (await crypt.encrypt(plain)).toString("base64");
    },
    async decrypt(text) {
      if (!text.startsWith(systemScheme)) return other().decrypt(text);
      try {
        if (crypt) return await crypt.decrypt(Buffer.from(text.slice(systemScheme.length), "base64"));
      } catch {
        // Told below: the system's own words name neither the reason nor what to do.
      }
      throw new SettingsError(phrase("settings.otherUsersSecret"));
    },
  };
}

async function usable(system: SystemKey, platform: NodeJS.Platform): Promise<boolean> {
  if (platform === "linux" && system.getSelectedStorageBackend?.() === "basic_text") return false;
  if (system.isAsyncEncryptionAvailable) return system.isAsyncEncryptionAvailable();
  return system.isEncryptionAvailable();
}

function asynchronous(system: SystemKey) {
  const { encryptStringAsync, decryptStringAsync } = system;
  if (encryptStringAsync && decryptStringAsync) {
    return {
      encrypt: (plain: string): Promise<Buffer> => encryptStringAsync.call(system, plain),
      decrypt: async (cipher: Buffer): Promise<string> => (await decryptStringAsync.call(system, cipher)).result,
    };
  }
  return {
    encrypt: async (plain: string): Promise<Buffer> => system.encryptString(plain),
    decrypt: async (cipher: Buffer): Promise<string> => system.decryptString(cipher),
  };
}
