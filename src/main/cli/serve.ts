import { join } from "node:path";
import Conf from "conf";
import { logLevels } from "../../shared/log-levels.ts";
import { lines, phrase } from "../../shared/phrases/phrase.ts";
import type { CoreStatus } from "../../shared/status.ts";
import { checkDataFolder } from "../check-data-folder.ts";
import { systemClock } from "../clock.ts";
import { createConsoleServer } from "../console/http.ts";
import { openingNotes } from "../core/start-notes.ts";
import { createCore } from "../core.ts";
import type { Core } from "../core-api.ts";
import { createCrashNotes, withoutSecrets } from "../crash-notes.ts";
import { followLevel, openFileLog } from "../file-log.ts";
import { type Log, stackOf } from "../log.ts";
import { withOverrides } from "../settings/overrides.ts";
import { createKeyFileSecretBox } from "../settings/secret-box.ts";
import { SettingsError } from "../settings/settings-error.ts";
import { passphraseVariable, readSettingsFile } from "../settings/settings-file.ts";
import { openSettings } from "../settings/settings-store.ts";
import { version } from "../version.ts";
import { portOf, readArguments } from "./arguments.ts";
import { consoleToken, consoleTokenFile } from "./console-token.ts";
import { dataDirOf } from "./data-dir.ts";
import { clearReadyFile, receiverUrl, writeReadyFile } from "./ready-file.ts";
import { say, type Terminal } from "./terminal.ts";
import { untilStopped } from "./until-stopped.ts";

const options = {
  "data-dir": { type: "string" },
  host: { type: "string" },
  port: { type: "string" },
  "console-host": { type: "string" },
  "console-port": { type: "string" },
  "console-name": { type: "string", multiple: true },
  settings: { type: "string" },
  "ready-file": { type: "string" },
} as const;

/** `plate-courier serve`: runs until it is told to stop; resolves with the exit code. Throws what keeps it from starting. */
export async function serve(argv: readonly string[], terminal: Terminal, assetsDir: string): Promise<number> {
  const { values } = readArguments(argv, options);
  const port = portOf(values.port, "--port");
  const consolePort = portOf(values["console-port"], "--console-port") ?? 8010;
  const { host } = values;
  // Before anything is touched: a file that is wrong must leave no trace.
  const importFile =
    values.settings === undefined ? null : await readSettingsFile(values.settings, terminal.env[passphraseVariable]);
  const dataDir = dataDirOf(values["data-dir"], terminal);
  const readyFile = values["ready-file"];
  if (readyFile) clearReadyFile(readyFile);

  const folder = checkDataFolder(dataDir);
  // A share is a warning only: who runs a server may know that theirs keeps a database's locks.
  if (folder && folder.kind !== "network") throw new Error(folder.sentence);

  const { settings: kept, notice } = openSettings({ dir: dataDir, Store: Conf });
  const settings = withOverrides(kept, { ...(host ? { host } : {}), ...(port === undefined ? {} : { port }) });
  const secrets = createKeyFileSecretBox({ dir: dataDir, environmentKey: terminal.env.PLATE_COURIER_KEY });
  const token = consoleToken(dataDir, terminal.env.PLATE_COURIER_CONSOLE_TOKEN);
  const file = await openFileLog({ dir: join(dataDir, "logs"), version });
  followLevel(file, settings, levelOf(terminal));
  const log = echoing(file.log, terminal);
  const notes = openingNotes({ log: file.problem, settings: notice }, log);
  if (folder) log.warn(folder.sentence);

  const core = createCore({
    dataDir,
    settings,
    secrets,
    clock: systemClock,
    log,
    version,
    ...(importFile ? { importFirst: { file: importFile, into: kept } } : {}),
    notes,
  });
  await core.start().catch((error: unknown) => {
    if (!(error instanceof SettingsError)) throw error;
    throw new SettingsError(lines([phrase("settings.notImported", { file: String(values.settings) }), error.message]));
  });
  const consoleServer = createConsoleServer({
    backend: core.console,
    image: core.image,
    file: core.file,
    token,
    host: values["console-host"] ?? "127.0.0.1",
    port: consolePort,
    assetsDir,
    log,
    extraHosts: values["console-name"] ?? [],
  });
  try {
    await consoleServer.start();
  } catch (error) {
    await core.stop();
    throw error;
  }

  const unwatch = watchReceiver(core, {
    listening({ receiver }) {
      const url = receiverUrl(receiver);
      say(terminal.stdout, `Receiving webhooks at ${receiver.urls[0] ?? url}`);
      const ready = { receiver: url, console: consoleServer.url(), consoleToken: token, pid: process.pid };
      if (readyFile) writeReadyFile(readyFile, ready, log);
      log.info("Plate Courier receives.", { receiver: url, console: consoleServer.url() });
    },
    failing: (problem) => say(terminal.stderr, problem),
  });
  say(terminal.stdout, `Console at ${consoleServer.url()} (${tokenSource(dataDir, terminal)})`);
  say(terminal.stdout, `Data in ${dataDir}`);

  const code = await untilStopped({
    terminal,
    signals: process,
    exit: (code) => process.exit(code),
    crashed(error) {
      const note = createCrashNotes({ dataDir, version, now: systemClock.now }).write(error);
      log.error("Plate Courier ends because of a fault of its own.", { error: withoutSecrets(stackOf(error)), note });
    },
    async stop() {
      unwatch();
      await consoleServer.stop();
      await core.stop();
    },
  });
  log.info("Plate Courier has stopped.");
  await file.close();
  return code;
}

/** `listening` once, when the receiver listens; until then `failing` with what keeps it from that, each reason once. */
function watchReceiver(core: Core, told: { listening(status: CoreStatus): void; failing(problem: string): void }): () => void {
  let done = false;
  let problem: string | null = null;
  const look = (status: CoreStatus) => {
    const { receiver } = status;
    if (done) return;
    if (receiver.state === "listening") {
      done = true;
      told.listening(status);
    } else if (receiver.problem !== null && receiver.problem !== problem) {
      problem = receiver.problem;
      told.failing(problem);
    }
  };
  const undo = core.onStatus(look);
  look(core.status());
  return undo;
}

function tokenSource(dataDir: string, { env }: Terminal): string {
  if (env.PLATE_COURIER_CONSOLE_TOKEN) return "sign in with the token in PLATE_COURIER_CONSOLE_TOKEN";
  return `sign in with the token in ${consoleTokenFile(dataDir)}`;
}

/** For whoever looks for a fault without changing the settings. */
function levelOf({ env }: Terminal) {
  return logLevels.find((level) => level === env.PLATE_COURIER_LOG_LEVEL);
}

/** Warnings and errors also go to stderr, where a service's log or the person at the terminal sees them. */
function echoing(log: Log, { stderr }: Terminal): Log {
  return {
    ...log,
    warn(message, data) {
      log.warn(message, data);
      say(stderr, message);
    },
    error(message, data) {
      log.error(message, data);
      say(stderr, data ? `${message} ${JSON.stringify(data)}` : message);
    },
  };
}
