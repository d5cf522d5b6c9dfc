import type { BackupsView } from "../../../shared/backups.ts";
import type { BackupSettings } from "../../../shared/settings.ts";

/** Copies of the database, made while it is in use. */
export interface BackupsBackend {
  backups(): BackupsView;
  saveBackups(next: BackupSettings): Promise<BackupsView>;
  /** Begins one; how far it is stands in backups(). */
  backUpNow(): Promise<BackupsView>;
}
