import type { SecretBox, SettingsStore } from "../../shared/settings.ts";
import type { CoreStatus } from "../../shared/status.ts";
import type { Clock } from "../clock.ts";
import type { ConsoleBackend } from "../console/backend.ts";
import { collectDiagnostics } from "../diagnostics/collect.ts";

export interface ConsoleDiagnosticsDeps {
  dataDir: string;
  settings: SettingsStore;
  secrets: SecretBox;
  status(): CoreStatus;
  version: string;
  clock: Clock;
}

type DiagnosticsPart = Pick<ConsoleBackend, "diagnostics" | "logSettings" | "saveLogSettings">;

/** The file for support, and the level of the log, as the console shows them. */
export function createConsoleDiagnostics(deps: ConsoleDiagnosticsDeps): DiagnosticsPart {
  const { dataDir, settings, secrets, status, version, clock } = deps;
  return {
    diagnostics: () => collectDiagnostics({ dataDir, secrets, status, version, settings: settings.get, now: clock.now }),
    logSettings: () => settings.get().log,
    async saveLogSettings(next) {
      settings.set({ ...settings.get(), log: next });
      return settings.get().log;
    },
  };
}
