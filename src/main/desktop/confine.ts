import { type BrowserWindow, type Session, shell, type WebPreferences } from "electron";
import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import { consoleOrigin } from "./app-protocol.ts";
import { restartWait } from "./crash-limit.ts";
import { externalLink } from "./external-links.ts";

/** What every window of ours is given: a sandboxed page that has nothing of Node. */
export function confinedPreferences(session: Session, devTools: boolean): WebPreferences {
  return {
    session,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webviewTag: false,
    spellcheck: false,
    devTools,
  };
}

/** All that the console does for which a permission is needed: copy buttons write text, and the wall fills a screen that stays on. */
const needed = ["clipboard-sanitized-write", "fullscreen", "screen-wake-lock"];

export function restrictSession(session: Session): void {
  const allowed = (permission: string) => needed.includes(permission);
  session.setPermissionRequestHandler((_contents, permission, answer) => answer(allowed(permission)));
  session.setPermissionCheckHandler((_contents, permission) => allowed(permission));
  session.setDevicePermissionHandler(() => false);
}

/** The window shows the console and nothing else, whatever a page or a link says. */
export function confine(window: BrowserWindow, vendorUrls: () => (string | null)[], log: Log): void {
  const contents = window.webContents;
  const stay = (to: { url: string; preventDefault(): void }) => {
    if (!to.url.startsWith(`${consoleOrigin}/`)) to.preventDefault();
  };
  contents.on("will-navigate", stay);
  contents.on("will-frame-navigate", stay);
  contents.on("will-redirect", stay);
  contents.on("will-attach-webview", (attaching) => attaching.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    const link = externalLink(url, vendorUrls());
    if (link) void shell.openExternal(link).catch((error) => log.warn("A link could not be opened.", { error: String(error) }));
    return { action: "deny" };
  });
}

/** A crashed page is loaded again; `gaveUp` is called for one that crashes again and again. */
export function reviveAfterCrash(window: BrowserWindow, deps: { clock: Clock; log: Log; gaveUp(): void }): void {
  const { clock, log } = deps;
  const crashes: number[] = [];
  window.webContents.on("render-process-gone", (_gone, { reason, exitCode }) => {
    if (reason === "clean-exit") return;
    const wait = restartWait(crashes, clock.now());
    crashes.push(clock.now());
    if (wait === null) {
      log.error("The window's page crashes again and again and is not loaded any more.", { reason, exitCode });
      return deps.gaveUp();
    }
    log.error("The window's page crashed and is loaded again.", { reason, exitCode });
    clock.after(wait, () => {
      if (!window.isDestroyed()) window.webContents.reload();
    });
  });
}
