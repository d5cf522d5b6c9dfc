import type { SettingsStore } from "../../../shared/settings.ts";
import { createCore } from "../../core.ts";
import type { Core, CoreDependencies, StartNote } from "../../core-api.ts";
import { english } from "../../english.ts";
import { SettingsError } from "../../settings/settings-error.ts";
import { passphraseVariable, readSettingsFile } from "../../settings/settings-file.ts";

/**
 * A settings file that is away or wrong must not keep a workstation from receiving, unlike a headless start that somebody
 * watches: it then runs with the settings that it had, and says so until it is read.
 */
export async function startCore(
  base: CoreDependencies,
  { notes, into, settingsFile }: { notes: readonly StartNote[]; into: SettingsStore; settingsFile: string | null },
): Promise<Core> {
  let found = notes;
  if (settingsFile !== null) {
    try {
      const file = await readSettingsFile(settingsFile, process.env[passphraseVariable]);
      const core = createCore({ ...base, notes, importFirst: { file, into } });
      await core.start();
      return core;
    } catch (error) {
      if (!(error instanceof SettingsError)) throw error;
      const { message: reason } = error;
      const text = english("attention.settingsFile", { reason });
      base.log.warn(text);
      found = [...notes, { about: "settings-file", text, told: { kind: "settings-file", reason } }];
    }
  }
  const core = createCore({ ...base, notes: found });
  await core.start();
  return core;
}
