/**
 * Window and tray for a receiver that runs in another process. Ending it leaves the receiver running. While there is none (it is
 * updated, or has not started yet), the tray says so and goes on looking.
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { app } from "electron";
import { AppearanceSettings, NotificationSettings } from "../../../shared/settings.ts";
import { openFileLog } from "../../file-log.ts";
import { writeFileAtomically } from "../../settings/private-file.ts";
import { attachFolder, readInstance } from "../attach/instance-file.ts";
import { createRemoteConsole } from "../attach/remote-console.ts";
import type { RoleContext, Running } from "./role-context.ts";
import { showShell } from "./show-shell.ts";

const lookEveryMs = 2_000;

export async function runAttached(context: RoleContext): Promise<Running> {
  const { dataDir, machineWide } = context;
  // The data folder is not this user's to write.
  const { log, close } = await openFileLog({ dir: join(app.getPath("userData"), "logs"), version: app.getVersion() });
  const first = { appearance: AppearanceSettings.parse({}), notifications: NotificationSettings.parse({}) };
  // The settings are the receiver's; this is about the person at this window.
  const explained = join(app.getPath("userData"), "closing-explained");
  const shell = showShell({
    ...{ context, attached: true, log },
    first: { ...first, toldLists: [], vendorUrls: [] },
    console: (workstation) => createRemoteConsole({ reach: () => readInstance(dataDir), workstation }),
    closeExplained: { get: () => existsSync(explained), keep: () => writeFileAtomically(explained, "") },
    freeSecrets: async () => {},
    stopCore: async () => {},
  });
  // Where the computer's own receiver was switched off (by another user, or because setting it up failed), this one receives.
  const look = setInterval(() => {
    if (!machineWide || existsSync(attachFolder(dataDir))) return;
    clearInterval(look);
    log.warn("The receiver of this computer is not set up any more: this start receives by itself.");
    context.startAnew();
  }, lookEveryMs);
  log.info("The window is attached to the receiver of this computer.", { dataDir, receiver: readInstance(dataDir)?.pid ?? null });
  return {
    ...shell,
    log,
    async stop() {
      clearInterval(look);
      await shell.stop();
      await close();
    },
  };
}
