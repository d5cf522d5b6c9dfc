import { dialog, Notification } from "electron";
import type { SettingsStore } from "../../shared/settings.ts";
import type { Log } from "../log.ts";
import type { Texts } from "./texts.ts";

/** Says, the first time only, that closing the window does not stop the receiver. */
export function explainClosing({ settings, texts, log }: { settings: SettingsStore; texts: Texts; log: Log }): void {
  const current = settings.get();
  if (current.closeExplained) return;
  try {
    settings.set({ ...current, closeExplained: true });
  } catch (error) {
    log.warn("That closing was explained could not be kept: it will be explained again.", { error: String(error) });
  }
  const title = texts("close.title");
  const body = texts("close.text");
  if (Notification.isSupported()) new Notification({ title, body }).show();
  else void dialog.showMessageBox({ type: "info", title, message: title, detail: body, buttons: [texts("close.ok")] });
}
