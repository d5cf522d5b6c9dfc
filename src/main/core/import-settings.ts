import type { SecretBox, SettingsStore } from "../../shared/settings.ts";
import type { Clock } from "../clock.ts";
import type { ImportReport } from "../core-api.ts";
import { forwarders, plateListKeys, secretKeys } from "../forwarders/index.ts";
import { hashToken, verifyToken } from "../receiver/source-tokens.ts";
import type { KnownForwarders } from "../settings/apply-destinations.ts";
import { type AppliedSettings, applySettingsFile } from "../settings/apply-settings-file.ts";
import type { SettingsFile } from "../settings/settings-file.ts";
import type { PlateListStore } from "../store/store.ts";

interface ImportDeps {
  settings: SettingsStore;
  secrets: SecretBox;
  entries: Pick<PlateListStore, "put" | "replace">;
  clock: Pick<Clock, "now">;
  /** Resolves when the parts work with the settings as they are now. */
  applied(): Promise<void>;
}

/** What settings/ must know of the forwarders. */
export const knownForwarders: KnownForwarders = {
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
};

/** What a file makes of the settings as they are now; writes nothing. `replace`: what the file does not hold goes. */
export function createApplyFile({ settings, secrets }: Pick<ImportDeps, "settings" | "secrets">) {
  return (file: SettingsFile, replace: boolean): Promise<AppliedSettings> =>
    applySettingsFile(file, {
      current: settings.get(),
      secrets,
      forwarders: knownForwarders,
      tokens: { hash: hashToken, verify: verifyToken },
      replace,
    });
}

/** Puts the plates of a file into their lists; returns the names of the lists that changed. */
export async function writeEntries(
  result: AppliedSettings,
  { entries, clock, replace }: Pick<ImportDeps, "entries" | "clock"> & { replace: boolean },
): Promise<string[]> {
  const filled: string[] = [];
  for (const { listId, entries: wanted } of result.entries) {
    const changed = replace
      ? await entries.replace(listId, wanted, clock.now())
      : { ...(await entries.put(listId, wanted, clock.now())), removed: 0 };
    const list = result.settings.lists.find(({ id }) => id === listId);
    if (list && changed.added + changed.updated + changed.removed > 0) filled.push(list.name);
  }
  return filled;
}

/** Imports a settings file; writes only when it says something new. Throws a SettingsError, and then nothing is changed. */
export function createSettingsImport(deps: ImportDeps): (file: SettingsFile) => Promise<ImportReport> {
  const { settings, entries, clock, applied } = deps;
  const applyFile = createApplyFile(deps);
  return async (file) => {
    const result = await applyFile(file, false);
    // Plates first: rules must not judge by a list whose plates are still to come.
    const filled = await writeEntries(result, { entries, clock, replace: false });
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
