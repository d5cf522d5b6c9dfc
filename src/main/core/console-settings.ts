import { randomBytes, randomUUID } from "node:crypto";
import { phrase } from "../../shared/phrases/phrase.ts";
import type { ReceiverSettings, SecretBox, SettingsStore, Source } from "../../shared/settings.ts";
import { type ConsoleBackend, ConsoleError, type ReceiverDraft, type SettingsView } from "../console/backend.ts";
import { hashToken } from "../receiver/source-tokens.ts";

type SettingsPart = Pick<
  ConsoleBackend,
  "settings" | "saveReceiver" | "saveRetention" | "saveAppearance" | "saveNotifications" | "saveSource" | "deleteSource"
>;

export interface ConsoleSettingsDeps {
  settings: SettingsStore;
  secrets: SecretBox;
  dataDir: string;
  /** Resolves when the receiver works with the settings as they are now. */
  applied(): Promise<void>;
}

/** Settings as the console shows and changes them. Token hashes and the TLS passphrase never leave this side. */
export function createConsoleSettings({ settings, secrets, dataDir, applied }: ConsoleSettingsDeps): SettingsPart {
  const view = (): SettingsView => {
    const { receiver, retention, appearance, notifications } = settings.get();
    return {
      receiver: {
        ...receiver,
        tls:
          receiver.tls?.kind === "pfx"
            ? { ...receiver.tls, passphrase: receiver.tls.passphrase === null ? null : { set: true } }
            : receiver.tls,
        sources: receiver.sources.map(({ id, name, enabled, tokenHash }) => ({
          id,
          name,
          enabled,
          hasToken: tokenHash !== null,
        })),
      },
      retention,
      appearance,
      notifications,
      dataDir,
    };
  };

  /** A kept passphrase stays when its file is replaced by another: a renewed certificate often comes under a new name. */
  async function tlsOf(next: ReceiverDraft["tls"]): Promise<ReceiverSettings["tls"]> {
    if (next?.kind !== "pfx") return next;
    const { tls } = settings.get().receiver;
    const { passphrase } = next;
    if (passphrase !== null && typeof passphrase === "object")
      return { ...next, passphrase: tls?.kind === "pfx" ? tls.passphrase : null };
    return { ...next, passphrase: passphrase ? await secrets.encrypt(passphrase) : null };
  }

  return {
    settings: view,
    async saveReceiver(next) {
      const current = settings.get();
      const { sources } = current.receiver;
      settings.set({ ...current, receiver: { ...next, tls: await tlsOf(next.tls), sources } });
      await applied();
      return view();
    },
    async saveRetention(next) {
      settings.set({ ...settings.get(), retention: next });
      return view();
    },
    async saveAppearance(next) {
      settings.set({ ...settings.get(), appearance: next });
      return view();
    },
    async saveNotifications(next) {
      settings.set({ ...settings.get(), notifications: next });
      return view();
    },
    async saveSource(draft) {
      const current = settings.get();
      const { sources } = current.receiver;
      const existing = sources.find((source) => source.id === draft.id);
      if (draft.id !== null && !existing) throw new ConsoleError(phrase("console.sourceGone"));
      if (sources.some((source) => source.name.toLowerCase() === draft.name.toLowerCase() && source !== existing))
        throw new ConsoleError(phrase("console.sourceTaken", { name: draft.name }), "name");
      const token =
        draft.token === "generate" ? randomBytes(20).toString("hex") : typeof draft.token === "object" ? draft.token.set : null;
      const saved: Source = {
        id: existing?.id ?? randomUUID(),
        name: draft.name,
        enabled: draft.enabled,
        tokenHash: token !== null ? hashToken(token) : draft.token === "keep" ? (existing?.tokenHash ?? null) : null,
      };
      const next = existing ? sources.map((source) => (source === existing ? saved : source)) : [...sources, saved];
      settings.set({ ...current, receiver: { ...current.receiver, sources: next } });
      return { id: saved.id, token: draft.token === "generate" ? token : null };
    },
    async deleteSource(id) {
      const current = settings.get();
      const sources = current.receiver.sources.filter((source) => source.id !== id);
      settings.set({ ...current, receiver: { ...current.receiver, sources } });
    },
  };
}
