/** The core as a desktop process runs it, for itself (run-own.ts) or for those who attach (run-background.ts). */
import { join } from "node:path";
import { app, ipcMain, powerMonitor } from "electron";
import ElectronStore from "electron-store";
import type { SecretBox, SettingsStore } from "../../../shared/settings.ts";
import { receiverUrl, writeReadyFile } from "../../cli/ready-file.ts";
import { systemClock } from "../../clock.ts";
import { openingNotes } from "../../core/start-notes.ts";
import type { Core } from "../../core-api.ts";
import { createCrashNotes } from "../../crash-notes.ts";
import { followLevel, openFileLog } from "../../file-log.ts";
import type { Log } from "../../log.ts";
import { withOverrides } from "../../settings/overrides.ts";
import { openSettings } from "../../settings/settings-store.ts";
import { watchPower } from "../power.ts";
import { spokenLanguage } from "../spoken-language.ts";
import { stopOnFault } from "../stop-on-fault.ts";
import { createSpeaker } from "../texts.ts";
import { createUpdates } from "../updates.ts";
import type { RoleContext } from "./role-context.ts";
import { startCore } from "./start-core.ts";

export interface OpenedCore {
  core: Core;
  settings: SettingsStore;
  secrets: SecretBox;
  log: Log;
  /** Writes the ready file, where one is wanted; called when everything else is there. */
  tellReady(): void;
  /** Stops the core, and closes what was opened for it. */
  stop(): Promise<void>;
}

/** Starts receiving. `box`: how secrets are kept here. Throws an Error in the operator's words. */
export async function openCore(context: RoleContext, box: (log: Log) => Promise<SecretBox> | SecretBox): Promise<OpenedCore> {
  const { dataDir, options } = context;
  const version = app.getVersion();
  const file = await openFileLog({ dir: join(dataDir, "logs"), version });
  const { log, close } = file;
  const { settings: kept, notice } = openSettings({ dir: dataDir, Store: ElectronStore });
  // It offers pages a channel to ask where it keeps its file. Ours need none.
  ipcMain.removeAllListeners("electron-store-get-data");
  const notes = openingNotes({ log: file.problem, settings: notice }, log);
  const { host, port } = options;
  const settings = withOverrides(kept, { ...(host === null ? {} : { host }), ...(port === null ? {} : { port }) });
  followLevel(file, settings);
  const secrets = await box(log);
  const { texts, speak } = createSpeaker(spokenLanguage(settings.get().appearance.language));
  settings.onChange(({ appearance }) => speak(spokenLanguage(appearance.language)));
  const updates = await createUpdates({
    ...{ dataDir, settings, role: options.background ? "background" : "own", open: context.open, clock: systemClock, log },
    calm: (quietMs) => core.calm(quietMs),
    stopCore: () => core.stop(),
    texts,
  });
  const base = { dataDir, settings, secrets, clock: systemClock, log, version, updates };
  const core = await startCore(base, { notes, into: kept, settingsFile: options.settingsFile });
  updates.start();

  const unwatch = watchPower(powerMonitor, core, log);
  let stopping: Promise<void> | null = null;
  const stop = () => {
    unwatch();
    stopping ??= updates
      .stop()
      .then(() => core.stop())
      .finally(close);
    return stopping;
  };
  stopOnFault({
    crashes: createCrashNotes({ dataDir, version, now: Date.now }),
    crashFolder: join(dataDir, "crashes"),
    ...{ log, stop, unattended: options.background },
  });
  const tellReady = () => {
    if (options.readyFile) tellWhenReady(core, options.readyFile, log);
  };
  return { core, settings, secrets, log, stop, tellReady };
}

/** Writes where webhooks can be posted on this computer, as soon as they can: a taken port may be free later. */
function tellWhenReady(core: Core, file: string, log: Log): void {
  const told = (): boolean => {
    const { receiver } = core.status();
    if (receiver.state !== "listening") return false;
    writeReadyFile(file, { receiver: receiverUrl(receiver), pid: process.pid }, log);
    return true;
  };
  if (told()) return;
  const undo = core.onStatus(() => {
    if (told()) undo();
  });
}
