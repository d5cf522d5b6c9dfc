/** What the two roles with a window have in common: where its parts lie, and this computer's own settings. */
import { homedir } from "node:os";
import { join } from "node:path";
import { app, Notification, net, session } from "electron";
import { systemClock } from "../../clock.ts";
import type { WorkstationBackend } from "../../console/backend/workstation.ts";
import type { Log } from "../../log.ts";
import type { ConsoleAccess } from "../console-access.ts";
import type { DesktopView } from "../core-link.ts";
import { createShell, type Shell } from "../shell.ts";
import { machineFolder } from "../workstation/boot-task.ts";
import { runElevated } from "../workstation/elevated.ts";
import { createStartAtLogin } from "../workstation/start-at-login.ts";
import { createWorkstation } from "../workstation/workstation.ts";
import type { RoleContext } from "./role-context.ts";

export interface ShownDependencies {
  context: RoleContext;
  attached: boolean;
  log: Log;
  first: DesktopView;
  console(workstation: WorkstationBackend): ConsoleAccess;
  closeExplained: { get(): boolean; keep(): void };
  freeSecrets(): Promise<void>;
  stopCore(): Promise<void>;
}

export function showShell(deps: ShownDependencies): Shell {
  const { context, attached, log, first, freeSecrets, stopCore, closeExplained } = deps;
  const userData = app.getPath("userData");
  const startAtLogin = createStartAtLogin({
    app,
    platform: process.platform,
    program: process.env.APPIMAGE ?? process.execPath,
    autostartFolder: join(process.env.XDG_CONFIG_HOME || join(homedir(), ".config"), "autostart"),
  });
  const workstation = createWorkstation({
    ...{ attached, startAtLogin, freeSecrets, runElevated, log },
    notifications: Notification.isSupported(),
    machine: app.isPackaged ? machineFolder(process.platform, process.env) : null,
    userFolder: attached ? join(userData, "data") : context.dataDir,
    program: process.execPath,
    profile: homedir(),
    pid: process.pid,
    startAnew: context.startAnew,
  });
  const devServer = app.isPackaged ? undefined : process.env.ELECTRON_RENDERER_URL;
  const shell = createShell({
    ...{ attached, log, first, workstation, stopCore, closeExplained },
    console: deps.console(workstation),
    startAtLogin: startAtLogin.get,
    clock: systemClock,
    // Only this session knows app://, and only our windows have this session.
    session: session.fromPartition("persist:console"),
    rendererDir: join(import.meta.dirname, "..", "renderer"),
    fromDevServer: devServer ? (path) => net.fetch(new URL(path, devServer).href) : undefined,
    assetsDir: join(app.getAppPath(), "assets"),
    boundsFile: join(userData, "window.json"),
    devTools: !app.isPackaged,
  });
  if (!context.options.hidden) shell.open();
  return shell;
}
