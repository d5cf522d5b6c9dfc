import type { SecretBox, SettingsStore } from "../../shared/settings.ts";
import type { ImportReport } from "../core-api.ts";
import { forwarders, secretKeys } from "../forwarders/index.ts";
import { hashToken, verifyToken } from "../receiver/source-tokens.ts";
import { applySettingsFile } from "../settings/apply-settings-file.ts";
import type { SettingsFile } from "../settings/settings-file.ts";

interface ImportDeps {
  settings: SettingsStore;
  secrets: SecretBox;
  /** Resolves when the parts work with the settings as they are now. */
  applied(): Promise<void>;
}

/** Imports a settings file; writes only when it says something new. Throws a SettingsError, and then nothing is changed. */
export function createSettingsImport({ settings, secrets, applied }: ImportDeps): (file: SettingsFile) => Promise<ImportReport> {
  return async (file) => {
    const result = await applySettingsFile(file, {
      current: settings.get(),
      secrets,
      forwarders: {
        types: forwarders.map((forwarder) => forwarder.type),
        of(type) {
          const forwarder = forwarders.find((candidate) => candidate.type === type);
          return forwarder ? { settings: forwarder.settings, secretKeys: secretKeys(forwarder) } : null;
        },
      },
      tokens: { hash: hashToken, verify: verifyToken },
    });
    if (!result.unchanged) settings.set(result.settings);
    await applied();
    const { added, updated, unchanged } = result;
    return { added, updated, unchanged };
  };
}
