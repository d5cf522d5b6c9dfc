import { BrowserWindow, type Session, screen } from "electron";
import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import { consoleOrigin } from "./app-protocol.ts";
import { confine, confinedPreferences, reviveAfterCrash } from "./confine.ts";
import { wallPlace } from "./wall-place.ts";

export interface WallWindowDependencies {
  session: Session;
  devTools: boolean;
  vendorUrls: () => (string | null)[];
  /** The console's own window, whose display is left to it; null where there is none. */
  beside: () => BrowserWindow | null;
  clock: Clock;
  log: Log;
}

/** The live wall in a window of its own: full screen on the second display where there is one. Opened twice, it is shown. */
export function createWallWindow(deps: WallWindowDependencies): { show(): void } {
  const { session, clock, log } = deps;
  let window: BrowserWindow | null = null;

  function open(): BrowserWindow {
    const { area, fullscreen } = wallPlace(screen.getAllDisplays(), displayOf(deps.beside()));
    const made = new BrowserWindow({
      ...area,
      title: "Plate Courier",
      backgroundColor: "#1f1f1f",
      autoHideMenuBar: true,
      webPreferences: confinedPreferences(session, deps.devTools),
    });
    if (fullscreen) made.setFullScreen(true);
    // Esc is how everybody leaves a full screen.
    made.webContents.on("before-input-event", (_event, { key, type }) => {
      if (key === "Escape" && type === "keyDown" && made.isFullScreen()) made.setFullScreen(false);
    });
    made.on("closed", () => {
      if (window === made) window = null;
    });
    confine(made, deps.vendorUrls, log);
    reviveAfterCrash(made, { clock, log, gaveUp: () => made.destroy() });
    void made
      .loadURL(`${consoleOrigin}/wall`)
      .catch((error) => log.error("The live wall did not load.", { error: String(error) }));
    return made;
  }

  return {
    show() {
      window ??= open();
      if (window.isMinimized()) window.restore();
      window.show();
      window.focus();
    },
  };
}

function displayOf(window: BrowserWindow | null): number {
  return (window ? screen.getDisplayMatching(window.getBounds()) : screen.getPrimaryDisplay()).id;
}
