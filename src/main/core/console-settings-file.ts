import { listChanges } from "../../shared/list-changes.ts";
import { phrase } from "../../shared/phrases/phrase.ts";
import type { SecretBox, SettingsStore } from "../../shared/settings.ts";
import { type SettingsChange, type SettingsImportPreview, settingsNouns } from "../../shared/settings-changes.ts";
import type { Clock } from "../clock.ts";
import type { SettingsToImport } from "../console/backend/settings-file.ts";
import { type ConsoleBackend, ConsoleError } from "../console/backend.ts";
import type { Log } from "../log.ts";
import type { Dispatcher } from "../queue/queue.ts";
import type { AppliedSettings } from "../settings/apply-settings-file.ts";
import { isSealed, sealText } from "../settings/sealed-file.ts";
import { settingsDiff } from "../settings/settings-diff.ts";
import { SettingsError } from "../settings/settings-error.ts";
import { openSettingsFile, type SettingsFile } from "../settings/settings-file.ts";
import { settingsToFile } from "../settings/settings-to-file.ts";
import type { PlateListStore } from "../store/store.ts";
import { createApplyFile, knownForwarders, writeEntries } from "./import-settings.ts";

type SettingsFilePart = Pick<ConsoleBackend, "exportSettings" | "previewSettings" | "importSettingsFile">;

interface SettingsFileDeps {
  settings: SettingsStore;
  secrets: SecretBox;
  entries: PlateListStore;
  dispatcher: Pick<Dispatcher, "cancel">;
  clock: Pick<Clock, "now">;
  log: Log;
  version: string;
  /** Resolves when the parts work with the settings as they are now. */
  applied(): Promise<void>;
}

/** Settings as a file: what `serve --settings` takes, with secrets only where a passphrase seals them. */
export function createConsoleSettingsFile(deps: SettingsFileDeps): SettingsFilePart {
  const { settings, secrets, entries, dispatcher, clock, log, version, applied } = deps;
  const applyFile = createApplyFile({ settings, secrets });

  async function planOf({ name, text, passphrase, replace }: SettingsToImport): Promise<{
    file: SettingsFile;
    result: AppliedSettings;
    preview: SettingsImportPreview;
  }> {
    try {
      const sealed = looksSealed(text);
      if (sealed && passphrase === "") throw new ConsoleError(phrase("settings.sealed"), "passphrase");
      const file = await openSettingsFile(text, name, passphrase);
      const result = await applyFile(file, replace);
      const changes = withPlates(settingsDiff(settings.get(), result.settings), result, replace);
      return { file, result, preview: { changes, program: file.program ?? null, sealed } };
    } catch (error) {
      if (error instanceof SettingsError) throw new ConsoleError(error.message);
      throw error;
    }
  }

  /** Plates are in the store: their changes are counted apart, and put to the list's own. */
  function withPlates(changes: SettingsChange[], { settings: next, entries: wanted }: AppliedSettings, replace: boolean) {
    for (const { listId, entries: wish } of wanted) {
      const name = next.lists.find(({ id }) => id === listId)?.name ?? listId;
      const { added, updated, removed } = listChanges(entries.iterate(listId), wish, replace);
      if (added.length + updated.length + removed.length === 0) continue;
      const plates = { added: added.length, updated: updated.length, removed: removed.length };
      const known = changes.find((change) => change.noun === "list" && change.name === name);
      if (known) known.plates = plates;
      else changes.push({ noun: "list", name, kind: "changed", fields: [], plates });
    }
    const order = (change: SettingsChange) => settingsNouns.indexOf(change.noun);
    return changes.toSorted((a, b) => order(a) - order(b));
  }

  return {
    async exportSettings({ passphrase, plates }) {
      const { file, unreadable } = await settingsToFile(settings.get(), {
        secrets: passphrase === null ? null : secrets,
        forwarders: knownForwarders,
        entriesOf: plates
          ? (listId) => Array.from(entries.iterate(listId), ({ plate, name, note }) => ({ plate, name, note }))
          : null,
        version,
      });
      const plain = `${JSON.stringify(file, null, 2)}\n`;
      const day = new Date(clock.now()).toISOString().slice(0, 10);
      log.info("The settings were exported.", { sealed: passphrase !== null });
      return {
        fileName: `plate-courier-settings-${day}${passphrase === null ? "" : "-sealed"}.json`,
        text: passphrase === null ? plain : await sealText(plain, passphrase),
        unreadable,
      };
    },
    previewSettings: async (file) => (await planOf(file)).preview,
    async importSettingsFile(toImport) {
      const before = settings.get();
      const { result, preview } = await planOf(toImport);
      await writeEntries(result, { entries, clock, replace: toImport.replace });
      if (!result.unchanged) settings.set(result.settings);
      await applied();
      // After they left the settings, so that no webhook adds a delivery in between.
      const left = new Set(result.settings.destinations.map(({ id }) => id));
      for (const { id, name } of before.destinations) {
        if (!left.has(id)) await dispatcher.cancel({ destinationId: id }, phrase("console.destinationReplaced", { name }));
      }
      const lists = new Set(result.settings.lists.map(({ id }) => id));
      for (const { id } of before.lists) if (!lists.has(id)) await entries.drop(id);
      log.info("Settings were imported in the console.", { changes: preview.changes.length });
      return preview;
    },
  };
}

function looksSealed(text: string): boolean {
  try {
    return isSealed(JSON.parse(text.replace(/^\uFEFF/, "")));
  } catch {
    return false;
  }
}
