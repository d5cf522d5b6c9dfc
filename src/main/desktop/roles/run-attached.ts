/**
 * Window and tray for a receiver that runs in another process. Ending it leaves the receiver running. While there is none (it is
 * updated, or has not started yet), the tray says so and goes on looking.
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { app } from "electron";
import { AppearanceSettings, NotificationSettings } from "../../../shared/settings.ts";
import { systemClock } from "../../clock.ts";
import { openFileLog } from "../../file-log.ts";
import { writeFileAtomically } from "../../settings/private-file.ts";
import { createAttachedUpdates, createKnownMode } from "../attach/attached-updates.ts";
import { attachFolder, readInstance } from "../attach/instance-file.ts";
import { createRemoteConsole } from "../attach/remote-console.ts";
import { spokenLanguage } from "../spoken-language.ts";
import { createSpeaker } from "../texts.ts";
import { createUpdates } from "../updates.ts";
import type { RoleContext, Running } from "./role-context.ts";
import { showShell } from "./show-shell.ts";

const lookEveryMs = 2_000;
/** Another window, or a settings file, may have changed how new versions come. */
const askModeEveryMs = 10 * 60_000;

export async function runAttached(context: RoleContext): Promise<Running> {
  const { dataDir, machineWide } = context;
  // The data folder is not this user's to write.
  const { log, close } = await openFileLog({ dir: join(app.getPath("userData"), "logs"), version: app.getVersion() });
  const first = { appearance: AppearanceSettings.parse({}), notifications: NotificationSettings.parse({}) };
  // The settings are the receiver's; this is about the person at this window.
  const explained = join(app.getPath("userData"), "closing-explained");
  const known = createKnownMode();
  let learnMode = () => {};
  const { texts } = createSpeaker(spokenLanguage());
  const updates = await createUpdates({
    // What was offered to this user.
    ...{
      dataDir: app.getPath("userData"),
      settings: known,
      role: "attached",
      open: context.open,
      texts,
      clock: systemClock,
      log,
    },
    // The installer asks the receiver to end in order, which waits for a calm moment.
    calm: () => true,
    stopCore: async () => {},
  });
  const shell = showShell({
    ...{ context, attached: true, log },
    first: { ...first, toldLists: [], vendorUrls: [] },
    console: (workstation) =>
      createRemoteConsole({
        ...{ reach: () => readInstance(dataDir), workstation },
        updates: (remote) => {
          learnMode = () =>
            void remote.updates().then(
              ({ mode }) => known.learn(mode),
              () => {},
            );
          return createAttachedUpdates({ own: updates, remote, known });
        },
      }),
    closeExplained: { get: () => existsSync(explained), keep: () => writeFileAtomically(explained, "") },
    freeSecrets: async () => {},
    stopCore: async () => {},
  });
  updates.start();
  learnMode();
  const askMode = setInterval(() => learnMode(), askModeEveryMs);
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
      clearInterval(askMode);
      await updates.stop();
      await shell.stop();
      await close();
    },
  };
}
