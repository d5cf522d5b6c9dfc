/** What an import of settings changes, told before it is done. */
export const settingsNouns = [
  "receiver",
  "source",
  "destination",
  "list",
  "inbox",
  "search",
  "retention",
  "backups",
  "appearance",
  "notifications",
  "updates",
  "log",
] as const;
export type SettingsNoun = (typeof settingsNouns)[number];

/** One source, destination, list or inbox; or the receiver, retention or appearance as a whole. */
export interface SettingsChange {
  noun: SettingsNoun;
  /** null: there is only one of this noun. */
  name: string | null;
  kind: "added" | "changed" | "removed";
  /** What changes in it; empty for what is added or removed. */
  fields: FieldChange[];
  /** Plates of a list. */
  plates: { added: number; updated: number; removed: number } | null;
}

export interface FieldChange {
  /** "settings.url" */
  path: string;
  /** As JSON, shortened; null: not set. Both null for a secret. */
  from: string | null;
  to: string | null;
  secret: boolean;
}

export interface SettingsImportPreview {
  changes: SettingsChange[];
  /** What wrote the file, e.g. "Plate Courier 0.1.0"; null where it does not say. */
  program: string | null;
  sealed: boolean;
}

export interface SettingsExport {
  fileName: string;
  text: string;
  /** Secrets that could not be read here and are not in the file, as "Front desk: password". */
  unreadable: string[];
}
