/**
 * The desktop application: Plate Courier's core in Electron's main process, with a window and a tray icon. desktop/options.ts
 * reads its command line, desktop/help-text.ts tells of it, and desktop/attach/start-role.ts decides what a start becomes.
 */
import { basename, join } from "node:path";
import { app, protocol } from "electron";
import { checkDataFolder } from "./check-data-folder.ts";
import { systemClock } from "./clock.ts";
import { scheme } from "./desktop/app-protocol.ts";
import { ring } from "./desktop/attach/doorbell.ts";
import { readInstance } from "./desktop/attach/instance-file.ts";
import { consoleAnswers } from "./desktop/attach/remote-console.ts";
import { heldBy, startRole } from "./desktop/attach/start-role.ts";
import { findDataFolder } from "./desktop/data-folder.ts";
import { softwareDrawing, watchGraphics } from "./desktop/drawing.ts";
import { desktopHelp } from "./desktop/help-text.ts";
import { type DesktopOptions, readOptions } from "./desktop/options.ts";
import type { RoleContext, Running } from "./desktop/roles/role-context.ts";
import { runAttached } from "./desktop/roles/run-attached.ts";
import { runBackground } from "./desktop/roles/run-background.ts";
import { runOwn } from "./desktop/roles/run-own.ts";
import { settleDataFolder } from "./desktop/settle-folder.ts";
import { spokenLanguage } from "./desktop/spoken-language.ts";
import { refuseToStart } from "./desktop/start-problem.ts";
import { createTexts } from "./desktop/texts.ts";
import { machineFolder } from "./desktop/workstation/boot-task.ts";

// Not in the roaming profile, where Electron puts it: pictures of months would travel from server to workstation at each login.
const { LOCALAPPDATA } = process.env;
if (process.platform === "win32" && LOCALAPPDATA && !app.commandLine.hasSwitch("user-data-dir"))
  app.setPath("userData", join(LOCALAPPDATA, app.getName()));

// Windows groups taskbar button, notifications and shortcuts by it: the same as electron-builder's appId.
app.setAppUserModelId("com.platecourier.desktop");

// Also a page that nobody here meant to open could open nothing, and hold no other page.
app.on("web-contents-created", (_created, contents) => {
  contents.setWindowOpenHandler(() => ({ action: "deny" }));
  contents.on("will-attach-webview", (attaching) => attaching.preventDefault());
});

// Must be told before Electron is ready. "stream" is for the live updates, which never end.
protocol.registerSchemesAsPrivileged([
  { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true } },
]);

let running: Running | null = null;

try {
  begin(readOptions(process.argv.slice(1), process.env));
} catch (error) {
  void app.whenReady().then(() => refuseToStart(error));
}

function begin(options: DesktopOptions): void {
  if (options.tell !== null) {
    process.stdout.write(`${options.tell === "help" ? desktopHelp(basename(process.execPath)) : app.getVersion()}\n`);
    app.exit(0);
    return;
  }
  const folder = findDataFolder({
    given: options.dataDir,
    userData: app.getPath("userData"),
    machine: app.isPackaged ? machineFolder(process.platform, process.env) : null,
  });
  if (options.background) {
    // A profile of its own: with the user's, a window would find the lock below taken by a process that has no window to show.
    app.setPath("userData", join(folder.dataDir, "profile"));
  }
  // Of two in the background the data folder's own lock lets one in, and the other says why it is not.
  else if (!app.requestSingleInstanceLock()) {
    app.exit(0);
    return;
  }
  if (options.background || options.softwareDrawing) app.disableHardwareAcceleration();
  // Somebody started it a second time: they want to see the first.
  app.on("second-instance", () => running?.open());
  app.on("activate", () => running?.open());
  // The product lives in the tray: without this, closing the last window would end it.
  app.on("window-all-closed", () => {});
  app.on("before-quit", leave);
  const context = { ...folder, options, startAnew: () => startAnew(), open: () => running?.open() };
  app
    .whenReady()
    .then(() => start(context))
    .catch((error: unknown) => (options.background ? endUnseen(error) : refuseToStart(error)));
}

async function start(context: RoleContext): Promise<void> {
  const { options } = context;
  const instance = readInstance(context.dataDir);
  const answers = consoleAnswers;
  const role = await startRole({ background: options.background, instance, machineWide: context.machineWide, answers, ring });
  if (role.role === "visit") throw new Error(heldBy(context.dataDir, role.holder));
  if (role.role === "attach") running = await runAttached(context);
  else if (role.role === "serve") {
    const problem = checkDataFolder(context.dataDir);
    if (problem) throw new Error(problem.sentence);
    running = await runBackground(context);
  } else {
    const keepIn = options.dataDir === null ? app.getPath("userData") : null;
    const dataDir = await settleDataFolder({ dataDir: context.dataDir, keepIn, texts: createTexts(spokenLanguage()) });
    if (dataDir === null) return app.exit(1);
    running = await runOwn({ ...context, dataDir });
  }
  if (options.background || options.softwareDrawing) return;
  watchGraphics({ app, clock: systemClock, log: running.log, startAnew: () => startAnew(softwareDrawing) });
}

/** The system, the tray or the menu wants it to end: the first wish is followed in order, further ones wait for it. */
function leave(quitting: { preventDefault(): void }): void {
  const ending = running;
  if (!ending) return;
  quitting.preventDefault();
  if (ending.beginQuit()) void ending.stop().finally(() => app.exit(0));
}

function startAnew(...more: string[]): void {
  app.relaunch({ args: [...process.argv.slice(1), ...more] });
  app.quit();
}

/** Nobody would read a dialog of a process that Windows started. */
function endUnseen(error: unknown): void {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  app.exit(1);
}
