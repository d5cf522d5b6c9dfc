import type { SecretMark } from "../../../shared/destination.ts";
import type { AppearanceSettings, NotificationSettings, ReceiverSettings, RetentionSettings } from "../../../shared/settings.ts";

/** Settings of the receiver, its sources, retention and appearance. */
export interface SettingsBackend {
  settings(): SettingsView;
  saveReceiver(next: ReceiverDraft): Promise<SettingsView>;
  saveRetention(next: RetentionSettings): Promise<SettingsView>;
  saveAppearance(next: AppearanceSettings): Promise<SettingsView>;
  saveNotifications(next: NotificationSettings): Promise<SettingsView>;
  /** Adds a source, or gives a known one a new name or token. The token is returned once, and never again. */
  saveSource(draft: {
    id: string | null;
    name: string;
    enabled: boolean;
    token: "keep" | "none" | "generate" | { set: string };
  }): Promise<{
    id: string;
    token: string | null;
  }>;
  deleteSource(id: string): Promise<void>;
}

export interface SettingsView {
  receiver: Omit<ReceiverSettings, "sources" | "tls"> & {
    sources: { id: string; name: string; enabled: boolean; hasToken: boolean }[];
    tls: PemTls | (Omit<PfxTls, "passphrase"> & { passphrase: SecretMark | null }) | null;
  };
  retention: RetentionSettings;
  appearance: AppearanceSettings;
  notifications: NotificationSettings;
  dataDir: string;
}

/** Sources are changed one by one through saveSource. A passphrase: a new text sets, a SecretMark keeps, null removes. */
export type ReceiverDraft = Omit<ReceiverSettings, "sources" | "tls"> & {
  tls: PemTls | (Omit<PfxTls, "passphrase"> & { passphrase: string | SecretMark | null }) | null;
};

type ReceiverTls = NonNullable<ReceiverSettings["tls"]>;
type PemTls = Extract<ReceiverTls, { kind: "pem" }>;
type PfxTls = Extract<ReceiverTls, { kind: "pfx" }>;
