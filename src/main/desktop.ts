/**
 * The desktop application: Plate Courier's core in Electron's main process, with a window and a tray icon.
 * Options: --data-dir=, --host=, --port=, --ready-file=, --hidden (starts in the tray); the rest is Chromium's.
 */
import { join } from "node:path";
import { app, net, protocol, safeStorage, session } from "electron";
import ElectronStore from "electron-store";
import { receiverUrl } from "./cli/ready-file.ts";
import { systemClock } from "./clock.ts";
import { createCore } from "./core.ts";
import type { Core } from "./core-api.ts";
import { consoleOrigin, createAppAnswer, scheme } from "./desktop/app-protocol.ts";
import { readOptions } from "./desktop/options.ts";
import { createDesktopSecretBox } from "./desktop/secret-box.ts";
import { createShell } from "./desktop/shell.ts";
import { refuseToStart } from "./desktop/start-problem.ts";
import { openFileLog } from "./file-log.ts";
import { withOverrides } from "./settings/overrides.ts";
import { writeFileAtomically } from "./settings/private-file.ts";
import { createKeyFileSecretBox } from "./settings/secret-box.ts";
import { openSettings } from "./settings/settings-store.ts";

// Windows groups taskbar button, notifications and shortcuts by it: the same as electron-builder's appId.
app.setAppUserModelId("com.platecourier.desktop");

// Must be told before Electron is ready. "stream" is for the live updates, which never end.
protocol.registerSchemesAsPrivileged([
  { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true } },
]);

let open = () => {};

if (!app.requestSingleInstanceLock()) app.exit(0);
else {
  // Somebody started it a second time: they want to see the first.
  app.on("second-instance", () => open());
  app.on("activate", () => open());
  // The product lives in the tray: without this, closing the last window would end it.
  app.on("window-all-closed", () => {});
  app.whenReady().then(run).catch(refuseToStart);
}

async function run(): Promise<void> {
  const options = readOptions(process.argv.slice(1), process.env);
  const dataDir = options.dataDir ?? join(app.getPath("userData"), "data");
  const { log, close: closeLog } = await openFileLog({ dir: join(dataDir, "logs"), version: app.getVersion() });
  const clock = systemClock;
  const opened = openSettings({ dir: dataDir, Store: ElectronStore });
  if (opened.notice) log.warn(opened.notice);
  const { host, port } = options;
  const settings = withOverrides(opened.settings, { ...(host === null ? {} : { host }), ...(port === null ? {} : { port }) });
  const secrets = await createDesktopSecretBox({
    system: safeStorage,
    platform: process.platform,
    keyFileBox: () => createKeyFileSecretBox({ dir: dataDir, environmentKey: process.env.PLATE_COURIER_KEY }),
    log,
  });
  const core = createCore({ dataDir, settings, secrets, clock, log, version: app.getVersion() });
  await core.start();

  // Only this session knows app://, and only our window has this session.
  const own = session.fromPartition("persist:console");
  const devServer = app.isPackaged ? undefined : process.env.ELECTRON_RENDERER_URL;
  const answer = createAppAnswer({
    core,
    assetsDir: join(import.meta.dirname, "..", "renderer"),
    fromDevServer: devServer ? (path) => net.fetch(new URL(path, devServer).href) : undefined,
  });
  own.protocol.handle(scheme, answer);

  const shell = createShell({
    ...{ core, settings, session: own, clock, log },
    assetsDir: join(app.getAppPath(), "assets"),
    boundsFile: join(app.getPath("userData"), "window.json"),
    devTools: !app.isPackaged,
  });
  open = shell.open;
  app.on("before-quit", (quitting) => {
    quitting.preventDefault();
    if (!shell.beginQuit()) return;
    void shell
      .stop()
      .then(() => closeLog())
      .finally(() => app.exit(0));
  });
  if (!process.argv.includes("--hidden")) shell.open();
  log.info("Plate Courier runs.", { version: app.getVersion(), dataDir, console: consoleOrigin });
  if (options.readyFile) tellWhenReady(core, options.readyFile);
}

/** Writes where webhooks can be posted on this computer, as soon as they can: a taken port may be free later. */
function tellWhenReady(core: Core, file: string): void {
  const told = (): boolean => {
    const { receiver } = core.status();
    if (receiver.state !== "listening") return false;
    writeFileAtomically(file, JSON.stringify({ receiver: receiverUrl(receiver), pid: process.pid }));
    return true;
  };
  if (told()) return;
  const undo = core.onStatus(() => {
    if (told()) undo();
  });
}
