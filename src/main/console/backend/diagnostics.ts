import type { LogSettings } from "../../../shared/settings.ts";

/** What support is sent, and how much the log says. */
export interface DiagnosticsBackend {
  /** One readable text, without secrets, pictures and plates; `name`: what to call its file. */
  diagnostics(): Promise<{ name: string; text: string }>;
  logSettings(): LogSettings;
  /** Takes effect at once. */
  saveLogSettings(next: LogSettings): Promise<LogSettings>;
}
