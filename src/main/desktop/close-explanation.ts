import { dialog, Notification } from "electron";
import type { Log } from "../log.ts";
import type { Texts } from "./texts.ts";

export interface Explanation {
  /** Whether it was given before, and where that is kept. */
  explained: { get(): boolean; keep(): void };
  attached: boolean;
  texts: Texts;
  log: Log;
}

/** Says, the first time only, that closing the window does not stop the receiver. */
export function explainClosing({ explained, attached, texts, log }: Explanation): void {
  if (explained.get()) return;
  try {
    explained.keep();
  } catch (error) {
    log.warn("That closing was explained could not be kept: it will be explained again.", { error: String(error) });
  }
  const title = texts("close.title");
  const body = texts(attached ? "close.textAttached" : "close.text");
  if (Notification.isSupported()) new Notification({ title, body }).show();
  else void dialog.showMessageBox({ type: "info", title, message: title, detail: body, buttons: [texts("close.ok")] });
}
