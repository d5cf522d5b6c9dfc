/**
 * The desktop around a core: window, wall, tray, notifications, menu, and how it ends. The core is in this process, or in
 * another one that this one is attached to; the shell knows it by its console only.
 *
 * running   the window is open or hidden; closing it hides it.
 * quitting  from the tray, the menu, or the system: the window may close, the core stops (bounded), then the process ends.
 */
import { join } from "node:path";
import { app, clipboard, dialog, type Session } from "electron";
import { type PauseLength, pauseEnd } from "../../shared/pause-length.ts";
import type { CoreStatus } from "../../shared/status.ts";
import type { Clock } from "../clock.ts";
import type { WorkstationBackend } from "../console/backend/workstation.ts";
import type { Log } from "../log.ts";
import { createAppAnswer, scheme } from "./app-protocol.ts";
import { explainClosing } from "./close-explanation.ts";
import { restrictSession } from "./confine.ts";
import type { ConsoleAccess } from "./console-access.ts";
import { createCoreLink, type DesktopView } from "./core-link.ts";
import { setApplicationMenu } from "./menu.ts";
import { createAttentionNotices } from "./notices/attention-notices.ts";
import { createNotifier } from "./notices/notifier.ts";
import { createPlateNotices } from "./notices/plate-notices.ts";
import { spokenLanguage } from "./spoken-language.ts";
import { createSpeaker } from "./texts.ts";
import { createTray } from "./tray.ts";
import type { TrayState } from "./tray-state.ts";
import { createTrayUpdates } from "./tray-updates.ts";
import { createWallWindow } from "./wall-window.ts";
import { createConsoleWindow } from "./window.ts";

/** A destination that hangs must not keep the computer from shutting down; what it was sent is sent again after the next start. */
const longestStop = 10_000;
/** The page of the console with what support wants to know. */
const diagnosticsPage = "/settings?section=diagnostics";

export interface ShellDependencies {
  console: ConsoleAccess;
  /** What holds of the settings until the core told. */
  first: DesktopView;
  /** The receiver is another process: leaving does not stop it. */
  attached: boolean;
  /** Resolves when the core in this process has stopped; where it is in another one, there is nothing to stop. */
  stopCore(): Promise<void>;
  closeExplained: { get(): boolean; keep(): void };
  workstation: WorkstationBackend;
  /** Whether this user's login starts the application; null where the system cannot. */
  startAtLogin(): boolean | null;
  /** The window's own session; only it will know app://. */
  session: Session;
  /** The built renderer, out/renderer. */
  rendererDir: string;
  fromDevServer: ((path: string) => Promise<Response>) | undefined;
  /** The folder with the tray's icons and the application's. */
  assetsDir: string;
  boundsFile: string;
  devTools: boolean;
  clock: Clock;
  log: Log;
}

export interface Shell {
  /** Opens the window, or brings it to the front. */
  open(): void;
  /** For app's before-quit: true the first time, when the caller must wait for `stop` and then leave. */
  beginQuit(): boolean;
  stop(): Promise<void>;
}

/** Shows the tray and makes ready what it opens. A core in this process runs already. */
export function createShell(deps: ShellDependencies): Shell {
  const { attached, session, devTools, clock, log } = deps;
  const { texts, speak } = createSpeaker(spokenLanguage(deps.first.appearance.language));
  let quitting = false;
  let paused = false;

  const link = createCoreLink({
    ...{ console: deps.console, first: deps.first, clock, log, onView },
    onStatus: heard,
    onEvent: (event) => plates.heard(event),
  });
  const vendorUrls = () => link.view().vendorUrls;
  const window = createConsoleWindow({
    ...{ session, boundsFile: deps.boundsFile, devTools, vendorUrls, clock, log },
    icon: undefined,
    hideInstead() {
      if (quitting) return false;
      explainClosing({ explained: deps.closeExplained, attached, texts, log });
      return true;
    },
    gaveUp: () => dialog.showErrorBox(texts("problem.window"), texts("problem.windowText")),
  });
  const wall = createWallWindow({ session, devTools, vendorUrls, beside: window.current, clock, log });
  const tray = createTray({
    iconsDir: join(deps.assetsDir, "tray"),
    texts,
    menuState: () => ({ paused, attached, startAtLogin: deps.startAtLogin() }),
    actions: {
      open: () => window.show(),
      openWall: wall.show,
      copyUrl: () => clipboard.writeText(link.status()?.receiver.urls[0] ?? ""),
      sendTestPlate: () => attempt("problem.testPlate", () => link.console.sendTestPlate()),
      pauseFor: (length: PauseLength) =>
        attempt("problem.pause", () => link.console.pauseDeliveries(pauseEnd(length, clock.now()))),
      resume: () => attempt("problem.resume", () => link.console.resumeDeliveries()),
      setStartAtLogin: (on) =>
        attempt("problem.startAtLogin", () => deps.workstation.setStartAtLogin(on).finally(tray.renewMenu)),
      diagnostics: () => window.show(diagnosticsPage),
      quit,
    },
  });
  const updates = createTrayUpdates({ clock, texts, show: showState, absent: attached ? "lost" : "stopped" });
  const noticed = {
    settings: () => link.view().notifications,
    show: createNotifier({ image: (asked) => link.console.image(asked), open: (path) => window.show(path), log }),
    ...{ texts, clock },
  };
  const plates = createPlateNotices({ ...noticed, lists: () => link.view().toldLists });
  const attention = createAttentionNotices(noticed);

  function showState(state: TrayState): void {
    tray.show(state);
    // The taskbar button carries the same mark; other systems have no such overlay.
    const overlay = state.badge === null ? null : tray.overlay(state.count);
    if (process.platform === "win32") window.current()?.setOverlayIcon(overlay, state.badge === null ? "" : state.tooltip);
  }

  function heard(status: CoreStatus | null): void {
    updates.update(status);
    if (status) attention.heard(status);
    const now = status !== null && status.deliveriesPaused !== null;
    if (now === paused) return;
    paused = now;
    tray.renewMenu();
  }

  function onView({ appearance }: DesktopView): void {
    window.setTheme(appearance.theme);
    speak(spokenLanguage(appearance.language));
    setApplicationMenu({ texts, devTools, quit });
    tray.renewMenu();
    updates.again();
  }

  /** What was asked from the tray has no page to show its failure on. */
  function attempt(problem: string, what: () => Promise<unknown>): void {
    what().catch((error: unknown) => {
      log.warn("An order from the tray failed.", { problem, error: String(error) });
      const text = error instanceof Error ? error.message : String(error);
      dialog.showErrorBox(texts(problem), texts("status:recorded", { text }));
    });
  }

  function quit(): void {
    app.quit();
  }

  restrictSession(session);
  session.protocol.handle(
    scheme,
    createAppAnswer({ console: link.console, assetsDir: deps.rendererDir, fromDevServer: deps.fromDevServer }),
  );
  setApplicationMenu({ texts, devTools, quit });
  window.setTheme(deps.first.appearance.theme);
  link.start();

  return {
    open: () => window.show(),
    beginQuit() {
      const first = !quitting;
      quitting = true;
      return first;
    },
    async stop() {
      link.stop();
      plates.stop();
      attention.stop();
      updates.update(null);
      const late = new Promise<"late">((resolve) => clock.after(longestStop, () => resolve("late")));
      const ended = await Promise.race([deps.stopCore().catch((error: unknown) => error), late]);
      if (ended === "late") log.warn("The core did not stop in time; what was under way is taken up at the next start.");
      else if (ended !== undefined) log.error("The core stopped with an error.", { error: String(ended) });
      updates.stop();
      tray.close();
    },
  };
}
