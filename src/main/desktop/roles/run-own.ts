/** The usual start: this process receives, and shows window and tray. */
import { userInfo } from "node:os";
import { app, safeStorage } from "electron";
import { reseal } from "../../settings/reseal.ts";
import { createKeyFileSecretBox } from "../../settings/secret-box.ts";
import { consoleOrigin } from "../app-protocol.ts";
import { hangDoorbell } from "../attach/doorbell.ts";
import { writeInstance } from "../attach/instance-file.ts";
import { createOwnConsole } from "../own-console.ts";
import { createDesktopSecretBox, systemScheme } from "../secret-box.ts";
import { openCore } from "./open-core.ts";
import type { RoleContext, Running } from "./role-context.ts";
import { showShell } from "./show-shell.ts";

export async function runOwn(context: RoleContext): Promise<Running> {
  const { dataDir } = context;
  const keyFileBox = () => createKeyFileSecretBox({ dir: dataDir, environmentKey: process.env.PLATE_COURIER_KEY });
  const opened = await openCore(context, (log) =>
    createDesktopSecretBox({ system: safeStorage, platform: process.platform, keyFileBox, log }),
  );
  const { core, settings, secrets, log } = opened;
  const { appearance, notifications } = settings.get();
  const shell = showShell({
    ...{ context, attached: false, log, stopCore: opened.stop },
    first: { appearance, notifications, toldLists: [], vendorUrls: [] },
    console: (workstation) => createOwnConsole(core, workstation),
    closeExplained: {
      get: () => settings.get().closeExplained,
      keep: () => settings.set({ ...settings.get(), closeExplained: true }),
    },
    async freeSecrets() {
      settings.set(await reseal(settings.get(), systemScheme, secrets, keyFileBox()));
    },
  });
  const doorbell = await hangDoorbell(shell.open);
  const forget = writeInstance(dataDir, {
    ...{ kind: "window", pid: process.pid, user: userInfo().username, startedAt: Date.now(), version: app.getVersion() },
    ...{ doorbell: doorbell?.path ?? null, console: null },
  });
  opened.tellReady();
  log.info("Plate Courier runs.", { version: app.getVersion(), dataDir, console: consoleOrigin });
  return {
    ...shell,
    log,
    async stop() {
      forget();
      doorbell?.close();
      await shell.stop();
    },
  };
}
