/**
 * The desktop around a core: window, tray, menu, and how it ends.
 *
 * running   the window is open or hidden; closing it hides it.
 * quitting  from the tray, the menu, or the system: the window may close, the core stops (bounded), then the process ends.
 */
import { join } from "node:path";
import { app, clipboard, dialog, type Session } from "electron";
import type { SettingsStore } from "../../shared/settings.ts";
import type { CoreStatus } from "../../shared/status.ts";
import type { Clock } from "../clock.ts";
import type { Core } from "../core-api.ts";
import type { Log } from "../log.ts";
import { explainClosing } from "./close-explanation.ts";
import { setApplicationMenu } from "./menu.ts";
import { createTexts } from "./texts.ts";
import { createTray } from "./tray.ts";
import type { TrayState } from "./tray-state.ts";
import { createTrayUpdates } from "./tray-updates.ts";
import { createConsoleWindow } from "./window.ts";

/** A destination that hangs must not keep the computer from shutting down; what it was sent is sent again after the next start. */
const longestStop = 10_000;

export interface ShellDependencies {
  core: Core;
  settings: SettingsStore;
  session: Session;
  /** The folder with the tray's icons and the application's. */
  assetsDir: string;
  boundsFile: string;
  devTools: boolean;
  clock: Clock;
  log: Log;
}

/** Shows the tray, and opens the window unless `hidden`. The core runs already. */
export function createShell({ core, settings, session, assetsDir, boundsFile, devTools, clock, log }: ShellDependencies) {
  const texts = createTexts(settings.get().appearance.language);
  let quitting = false;

  const window = createConsoleWindow({
    ...{ session, boundsFile, devTools, clock, log },
    icon: undefined,
    vendorUrls: () => core.console.forwarders().map(({ vendorUrl }) => vendorUrl),
    hideInstead() {
      if (quitting) return false;
      explainClosing({ settings, texts, log });
      return true;
    },
  });
  const tray = createTray({
    iconsDir: join(assetsDir, "tray"),
    texts,
    isPaused: () => core.status().deliveriesPaused !== null,
    actions: {
      open: window.show,
      copyUrl: () => clipboard.writeText(core.status().receiver.urls[0] ?? ""),
      sendTestPlate: () => attempt("problem.testPlate", () => core.console.sendTestPlate()),
      pauseFor: (ms) => attempt("problem.pause", () => core.console.pauseDeliveries(ms === null ? null : clock.now() + ms)),
      resume: () => attempt("problem.resume", () => core.console.resumeDeliveries()),
      quit,
    },
  });
  const updates = createTrayUpdates({ clock, texts, show: showState });
  let paused = false;

  function showState(state: TrayState): void {
    tray.show(state);
    // The taskbar button carries the same mark; other systems have no such overlay.
    const overlay = state.badge === null ? null : tray.image("attention");
    if (process.platform === "win32") window.current()?.setOverlayIcon(overlay, state.badge === null ? "" : state.tooltip);
  }

  function heard(status: CoreStatus): void {
    updates.update(status);
    const now = status.deliveriesPaused !== null;
    if (now !== paused) tray.renewMenu();
    paused = now;
  }

  /** What was asked from the tray has no page to show its failure on. */
  function attempt(problem: string, what: () => Promise<unknown>): void {
    what().catch((error: unknown) => {
      log.warn("An order from the tray failed.", { problem, error: String(error) });
      dialog.showErrorBox(texts(problem), error instanceof Error ? error.message : String(error));
    });
  }

  function quit(): void {
    app.quit();
  }

  async function stop(): Promise<void> {
    updates.update(null);
    const late = new Promise<"late">((resolve) => clock.after(longestStop, () => resolve("late")));
    const ended = await Promise.race([core.stop().catch((error: unknown) => error), late]);
    if (ended === "late") log.warn("The core did not stop in time; what was under way is taken up at the next start.");
    else if (ended !== undefined) log.error("The core stopped with an error.", { error: String(ended) });
    updates.stop();
    tray.close();
  }

  setApplicationMenu({ texts, devTools, quit });
  window.setTheme(settings.get().appearance.theme);
  const undo = [
    core.onStatus(heard),
    settings.onChange((next, previous) => {
      if (next.appearance.theme !== previous.appearance.theme) window.setTheme(next.appearance.theme);
    }),
  ];
  heard(core.status());

  return {
    open: window.show,
    /** For app's before-quit: true the first time, when the caller must wait for `stop` and then leave. */
    beginQuit(): boolean {
      const first = !quitting;
      quitting = true;
      return first;
    },
    async stop(): Promise<void> {
      for (const end of undo) end();
      await stop();
    },
  };
}
