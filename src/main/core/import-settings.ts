import type { SecretBox, SettingsStore } from "../../shared/settings.ts";
import type { Clock } from "../clock.ts";
import type { ImportReport } from "../core-api.ts";
import { forwarders, plateListKeys, secretKeys } from "../forwarders/index.ts";
import { hashToken, verifyToken } from "../receiver/source-tokens.ts";
import { applySettingsFile } from "../settings/apply-settings-file.ts";
import type { SettingsFile } from "../settings/settings-file.ts";
import type { PlateListStore } from "../store/store.ts";

interface ImportDeps {
  settings: SettingsStore;
  secrets: SecretBox;
  entries: Pick<PlateListStore, "put">;
  clock: Pick<Clock, "now">;
  /** Resolves when the parts work with the settings as they are now. */
  applied(): Promise<void>;
}

/** Imports a settings file; writes only when it says something new. Throws a SettingsError, and then nothing is changed. */
export function createSettingsImport(deps: ImportDeps): (file: SettingsFile) => Promise<ImportReport> {
  const { settings, secrets, entries, clock, applied } = deps;
  return async (file) => {
    const result = await applySettingsFile(file, {
      current: settings.get(),
      secrets,
      forwarders: {
        types: forwarders.map((forwarder) => forwarder.type),
        of(type) {
          const forwarder = forwarders.find((candidate) => candidate.type === type);
          if (!forwarder) return null;
          return {
            settings: forwarder.settings,
            secretKeys: secretKeys(forwarder),
            plateListKeys: plateListKeys(forwarder),
          };
        },
      },
      tokens: { hash: hashToken, verify: verifyToken },
    });
    // Plates first: rules must not judge by a list whose plates are still to come.
    const filled: string[] = [];
    for (const { listId, entries: wanted } of result.entries) {
      const changed = await entries.put(listId, wanted, clock.now());
      const list = result.settings.lists.find(({ id }) => id === listId);
      if (list && changed.added + changed.updated > 0) filled.push(list.name);
    }
    if (!result.unchanged) settings.set(result.settings);
    await applied();
    const { added, updated } = result;
    return {
      added,
      updated: [...updated, ...filled.filter((name) => !added.includes(name) && !updated.includes(name))],
      unchanged: result.unchanged && filled.length === 0,
    };
  };
}
