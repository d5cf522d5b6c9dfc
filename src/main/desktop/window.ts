import { BrowserWindow, type NativeImage, nativeTheme, type Session, screen } from "electron";
import type { AppearanceSettings } from "../../shared/settings.ts";
import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import { consoleOrigin } from "./app-protocol.ts";
import { confine, confinedPreferences, reviveAfterCrash } from "./confine.ts";
import { type Bounds, fitBounds, keepBounds, readBounds, smallest } from "./window-bounds.ts";

export interface ConsoleWindowDependencies {
  /** The only session that knows app://. */
  session: Session;
  boundsFile: string;
  devTools: boolean;
  icon: NativeImage | undefined;
  vendorUrls: () => (string | null)[];
  /** Asked at each closing: false lets the window go (the product quits). */
  hideInstead: () => boolean;
  /** It crashed too often and is closed; the next show() makes a new one. */
  gaveUp: () => void;
  clock: Clock;
  log: Log;
}

export interface ConsoleWindow {
  /** Opens it, or brings it to the front. `path`: the page that it shows then, such as "/event/7". */
  show(path?: string): void;
  /** null before the first show(). */
  current(): BrowserWindow | null;
  setTheme(theme: AppearanceSettings["theme"]): void;
}

/** The window of the console; made once, then hidden and shown. */
export function createConsoleWindow(deps: ConsoleWindowDependencies): ConsoleWindow {
  const { session, boundsFile, clock, log } = deps;
  let window: BrowserWindow | null = null;

  return {
    show(path) {
      const there = window;
      const shown = there ?? open(path ?? "/");
      window = shown;
      if (there && path !== undefined) goTo(there, path);
      if (shown.isMinimized()) shown.restore();
      shown.show();
      shown.focus();
    },
    current: () => window,
    setTheme(theme) {
      // Also what the page sees as prefers-color-scheme, and the colour of the title bar.
      nativeTheme.themeSource = theme === "high-contrast" ? "dark" : theme;
      window?.setBackgroundColor(background());
    },
  };

  function open(path: string): BrowserWindow {
    const screens = [screen.getPrimaryDisplay(), ...screen.getAllDisplays()].map((display) => display.workArea);
    const { maximized, ...bounds } = fitBounds(readBounds(boundsFile), screens);
    const made = new BrowserWindow({
      ...bounds,
      minWidth: smallest.width,
      minHeight: smallest.height,
      title: "Plate Courier",
      ...(deps.icon ? { icon: deps.icon } : {}),
      // Painted before the page is there: without it the window flashes white.
      backgroundColor: background(),
      autoHideMenuBar: true,
      show: false,
      webPreferences: confinedPreferences(session, deps.devTools),
    });
    if (maximized) made.maximize();
    made.on("close", (closing) => {
      keepBounds(boundsFile, boundsOf(made));
      if (deps.hideInstead()) {
        closing.preventDefault();
        made.hide();
      }
    });
    made.on("closed", () => {
      if (window === made) window = null;
    });
    confine(made, deps.vendorUrls, log);
    reviveAfterCrash(made, {
      ...{ clock, log },
      gaveUp() {
        made.destroy();
        deps.gaveUp();
      },
    });
    load(made, path);
    return made;
  }

  /** Within the page, as a click there would: loading it anew would lose what is typed. */
  function goTo(there: BrowserWindow, path: string): void {
    const code = `history.pushState(null, "", ${JSON.stringify(path)})`;
    there.webContents.executeJavaScript(code).catch(() => load(there, path));
  }

  function load(to: BrowserWindow, path: string): void {
    void to.loadURL(`${consoleOrigin}${path}`).catch((error) => log.error("The console did not load.", { error: String(error) }));
  }
}

/** The page's own background (Fluent's neutral background 2) in the theme that is on. */
function background(): string {
  return nativeTheme.shouldUseDarkColors ? "#1f1f1f" : "#fafafa";
}

function boundsOf(window: BrowserWindow): Bounds {
  return { ...window.getNormalBounds(), maximized: window.isMaximized() };
}
