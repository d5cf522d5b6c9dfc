import { BrowserWindow, type NativeImage, nativeTheme, type Session, screen, shell } from "electron";
import type { AppearanceSettings } from "../../shared/settings.ts";
import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import { consoleOrigin } from "./app-protocol.ts";
import { externalLink } from "./external-links.ts";
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
  clock: Clock;
  log: Log;
}

export interface ConsoleWindow {
  /** Opens it, or brings it to the front. */
  show(): void;
  /** null before the first show(). */
  current(): BrowserWindow | null;
  setTheme(theme: AppearanceSettings["theme"]): void;
}

/** The window of the console; made once, then hidden and shown. */
export function createConsoleWindow(deps: ConsoleWindowDependencies): ConsoleWindow {
  const { session, boundsFile, clock, log } = deps;
  let window: BrowserWindow | null = null;
  restrict();

  return {
    show() {
      window ??= open();
      if (window.isMinimized()) window.restore();
      window.show();
      window.focus();
    },
    current: () => window,
    setTheme(theme) {
      // Also what the page sees as prefers-color-scheme, and the colour of the title bar.
      nativeTheme.themeSource = theme === "high-contrast" ? "dark" : theme;
      window?.setBackgroundColor(background());
    },
  };

  function open(): BrowserWindow {
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
      webPreferences: {
        session,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webviewTag: false,
        spellcheck: false,
        devTools: deps.devTools,
      },
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
      window = null;
    });
    confine(made);
    reviveAfterCrash(made);
    void made.loadURL(`${consoleOrigin}/`).catch((error) => log.error("The console did not load.", { error: String(error) }));
    return made;
  }

  /** All that the console does for which a permission is needed: copy buttons write text, and the wall fills a screen that stays on. */
  function restrict(): void {
    const needed = ["clipboard-sanitized-write", "fullscreen", "screen-wake-lock"];
    const allowed = (permission: string) => needed.includes(permission);
    session.setPermissionRequestHandler((_contents, permission, answer) => answer(allowed(permission)));
    session.setPermissionCheckHandler((_contents, permission) => allowed(permission));
    session.setDevicePermissionHandler(() => false);
  }

  /** The window shows the console and nothing else, whatever a page or a link says. */
  function confine(made: BrowserWindow): void {
    const contents = made.webContents;
    const stay = (to: { url: string; preventDefault(): void }) => {
      if (!to.url.startsWith(`${consoleOrigin}/`)) to.preventDefault();
    };
    contents.on("will-navigate", stay);
    contents.on("will-frame-navigate", stay);
    contents.on("will-redirect", stay);
    contents.on("will-attach-webview", (attaching) => attaching.preventDefault());
    contents.setWindowOpenHandler(({ url }) => {
      const link = externalLink(url, deps.vendorUrls());
      if (link) void shell.openExternal(link).catch((error) => log.warn("A link could not be opened.", { error: String(error) }));
      return { action: "deny" };
    });
  }

  /** A crashed page is loaded again; one that crashes at once each time waits longer, up to a minute. */
  function reviveAfterCrash(made: BrowserWindow): void {
    let wait = 500;
    let crashedAt = 0;
    made.webContents.on("render-process-gone", (_gone, details) => {
      if (details.reason === "clean-exit") return;
      wait = clock.now() - crashedAt > 300_000 ? 500 : Math.min(wait * 2, 60_000);
      crashedAt = clock.now();
      log.error("The window's page crashed and is loaded again.", { reason: details.reason, exitCode: details.exitCode });
      clock.after(wait, () => {
        if (!made.isDestroyed()) made.webContents.reload();
      });
    });
  }
}

/** The page's own background (Fluent's neutral background 2) in the theme that is on. */
function background(): string {
  return nativeTheme.shouldUseDarkColors ? "#1f1f1f" : "#fafafa";
}

function boundsOf(window: BrowserWindow): Bounds {
  return { ...window.getNormalBounds(), maximized: window.isMaximized() };
}
