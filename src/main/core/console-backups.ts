import { join } from "node:path";
import type { BackupsView } from "../../shared/backups.ts";
import type { SettingsStore } from "../../shared/settings.ts";
import type { ConsoleBackend } from "../console/backend.ts";
import { backupFolderName } from "../store/backups/backup-files.ts";
import type { Store } from "../store/store.ts";
import type { BackupKeeper } from "./backup-keeper.ts";

export interface ConsoleBackupsDeps {
  store: Pick<Store, "backups">;
  keeper: Pick<BackupKeeper, "now" | "running">;
  settings: SettingsStore;
  dataDir: string;
}

/** Copies of the database as the console shows and orders them. */
export function createConsoleBackups(deps: ConsoleBackupsDeps): Pick<ConsoleBackend, "backups" | "saveBackups" | "backUpNow"> {
  const { store, keeper, settings, dataDir } = deps;
  const view = (): BackupsView => ({
    ...store.backups.record(),
    ...settings.get().backups,
    running: keeper.running(),
    copies: store.backups.list(),
    folder: join(dataDir, backupFolderName),
  });
  return {
    backups: view,
    async saveBackups(next) {
      settings.set({ ...settings.get(), backups: next });
      return view();
    },
    async backUpNow() {
      void keeper.now();
      return view();
    },
  };
}
