/** Updates of the desktop application: main/updates with Electron's network, notifications and end of the process. */
import { app, Notification, net } from "electron";
import type { SettingsStore } from "../../shared/settings.ts";
import type { UpdatesUnsupported } from "../../shared/updates.ts";
import type { Clock } from "../clock.ts";
import { noUpdates } from "../core/console-updates.ts";
import type { ConsoleUpdates } from "../core-api.ts";
import type { Log } from "../log.ts";
import { createAskingInstaller } from "../updates/asking-installer.ts";
import { UpdateRefusal } from "../updates/refusal.ts";
import { releaseFeed } from "../updates/release-feed.ts";
import { createSeenFile } from "../updates/seen-file.ts";
import type { SignedFile } from "../updates/statement.ts";
import type { Texts } from "./texts.ts";
import { refused } from "./workstation/boot-scripts.ts";
import { runPowerShell } from "./workstation/elevated.ts";
import { beginningScript, updateScript } from "./workstation/update-script.ts";

export interface UpdatesDependencies {
  /** Where it is kept what was offered last. */
  dataDir: string;
  settings: SettingsStore;
  /**
   * own: what this process receives, is stopped. attached: Windows asks an administrator, and the installer ends the receiver. background:
   * runs from the start of the computer, as an account that may install nothing.
   */
  role: "own" | "attached" | "background";
  /** Whether no webhook is being taken and none came for so long. */
  calm(quietMs: number): boolean;
  /** Stops the core in order; what the shell does at its end must find it stopped already. */
  stopCore(): Promise<void>;
  /** Shows the settings, when the notification is clicked. */
  open(): void;
  texts: Texts;
  clock: Clock;
  log: Log;
}

export interface Updates extends ConsoleUpdates {
  start(): void;
  stop(): Promise<void>;
}

/**
 * Where there is nothing to update from or with, it says so in the console and does nothing: electron-updater, which changes Node's
 * own fs as it is loaded, is then not even loaded.
 */
export async function createUpdates(deps: UpdatesDependencies): Promise<Updates> {
  const { settings, texts, clock, log, calm, stopCore } = deps;
  const version = app.getVersion();
  const feed = releaseFeed;
  const unsupported = reasonAgainst(deps.role);
  if (unsupported !== null || feed === null) {
    const none = noUpdates({ settings, version, unsupported: unsupported ?? "build" });
    return { ...none, start() {}, async stop() {} };
  }
  const [{ NsisUpdater }, { createNsisInstaller }, { createUpdater }] = await Promise.all([
    import("electron-updater"),
    import("../updates/nsis-installer.ts"),
    import("../updates/updater.ts"),
  ]);
  const updater = new NsisUpdater();
  const nsis = createNsisInstaller({ updater, url: feed.url, log });
  const installer = deps.role === "attached" ? createAskingInstaller({ inner: nsis, ask, quit: () => app.quit() }) : nsis;
  return createUpdater({
    ...{ feed, version, arch: process.arch, settings, clock, log, calm, stopCore },
    seen: createSeenFile(deps.dataDir),
    // Electron's own, because it knows the proxy that Windows is set to.
    fetch: (url, init) => net.fetch(url, init),
    installer,
    restart() {
      // Nothing was stopped.
      if (deps.role === "attached") return;
      app.relaunch();
      app.quit();
    },
    tell({ version: offered }) {
      if (!Notification.isSupported()) return;
      const notification = new Notification({ title: texts("update.title", { version: offered }), body: texts("update.text") });
      notification.on("click", deps.open);
      notification.show();
    },
  });
}

async function ask(path: string, file: SignedFile): Promise<"agreed" | "declined"> {
  const script = updateScript({ path, file, pid: process.pid, program: process.execPath });
  const code = await runPowerShell(beginningScript(script));
  if (code === 0) return "agreed";
  if (code === refused) return "declined";
  throw new UpdateRefusal("install", `code ${code}`);
}

function reasonAgainst(role: UpdatesDependencies["role"]): UpdatesUnsupported | null {
  if (process.platform !== "win32") return "platform";
  if (!app.isPackaged || releaseFeed === null) return "build";
  return role === "background" ? "background" : null;
}
