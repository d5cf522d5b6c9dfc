import type { SettingsExport, SettingsImportPreview } from "../../../shared/settings-changes.ts";

/** Settings as a file: to take along, and to bring in. */
export interface SettingsFileBackend {
  /** `passphrase`: seals the file and puts the secrets into it; null: without secrets. `plates`: those of lists kept by hand. */
  exportSettings(order: { passphrase: string | null; plates: boolean }): Promise<SettingsExport>;
  /** What an import would change; changes nothing. Throws a ConsoleError for a file that cannot be imported, and for a wrong passphrase. */
  previewSettings(file: SettingsToImport): Promise<SettingsImportPreview>;
  /** Does it: all or nothing. */
  importSettingsFile(file: SettingsToImport): Promise<SettingsImportPreview>;
}

export interface SettingsToImport {
  name: string;
  text: string;
  /** "" for a file that is not sealed. */
  passphrase: string;
  /** true: what the file does not hold goes, of each kind that the file holds. false: it stays. */
  replace: boolean;
}
