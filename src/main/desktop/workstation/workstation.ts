/**
 * This computer's own settings, for the console's settings page and the tray.
 *
 * Switching the start with the computer on goes: secrets are encrypted anew with a key that the task's account can read too ->
 * Windows asks an administrator -> the elevated script makes the folder and waits for us -> we end and start anew, attached.
 * A script that fails after that takes its folder away again; the new process notices, and starts as before.
 */
import { existsSync } from "node:fs";
import { sep } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { phrase } from "../../../shared/phrases/phrase.ts";
import type { WorkstationBackend, WorkstationView } from "../../console/backend/workstation.ts";
import { ConsoleError } from "../../console/backend.ts";
import type { Log } from "../../log.ts";
import { attachFolder } from "../attach/instance-file.ts";
import { problemOf, scriptOff, scriptOn } from "./boot-scripts.ts";
import type { StartAtLogin } from "./start-at-login.ts";

export interface WorkstationDependencies {
  attached: boolean;
  notifications: boolean;
  startAtLogin: StartAtLogin;
  /** The folder of a receiver that starts with the computer; null where the system has no such thing. */
  machine: string | null;
  /** This user's own data folder. */
  userFolder: string;
  program: string;
  /** This user's own profile: what is installed in there, no other account can start, and its owner could exchange. */
  profile: string;
  pid: number;
  /** Makes the secrets in the settings readable without this user's own key. */
  freeSecrets(): Promise<void>;
  runElevated(script: string): Promise<number>;
  /** Ends this process in order and starts it anew. */
  startAnew(): void;
  log: Log;
}

const signWaitMs = 60_000;
const lookEveryMs = 200;

export function createWorkstation(deps: WorkstationDependencies): WorkstationBackend {
  const { attached, machine, startAtLogin, log } = deps;

  const view = (): WorkstationView => ({
    startAtLogin: startAtLogin.get(),
    startAtBoot: machine === null ? null : existsSync(attachFolder(machine)),
    attached,
    notifications: deps.notifications,
  });

  async function switchOn(dataDir: string): Promise<void> {
    if (deps.program.toLowerCase().startsWith(`${deps.profile.toLowerCase()}${sep}`))
      throw new ConsoleError(phrase("console.installedForOne"));
    await deps.freeSecrets();
    const { userFolder, pid, program } = deps;
    let code: number | null = null;
    const ended = deps.runElevated(scriptOn({ program, dataDir }, { userFolder, pid })).then((given) => {
      code = given;
    });
    // The question may stand on the screen for as long as it takes to fetch the administrator.
    while (code === null && !existsSync(attachFolder(dataDir))) await Promise.race([ended, sleep(lookEveryMs)]);
    if (code !== null) refuse(code);
  }

  async function switchOff(dataDir: string): Promise<void> {
    const { userFolder } = deps;
    refuse(await deps.runElevated(scriptOff({ dataDir }, { userFolder })));
    for (let waited = 0; existsSync(attachFolder(dataDir)) && waited < signWaitMs; waited += lookEveryMs)
      await sleep(lookEveryMs);
  }

  function refuse(code: number): void {
    const problem = problemOf(code);
    if (problem === null) return;
    log.warn("Starting with the computer was not changed.", { code });
    throw new ConsoleError(problem);
  }

  return {
    view: async () => view(),
    async setStartAtLogin(on) {
      startAtLogin.set(on);
      return view();
    },
    async setStartAtBoot(on) {
      if (machine === null) throw new ConsoleError(phrase("console.noBootStart"));
      if (view().startAtBoot === on) return view();
      await (on ? switchOn(machine) : switchOff(machine));
      log.info(on ? "The receiver starts with the computer from now on." : "The receiver starts with its window from now on.");
      deps.startAnew();
      return view();
    },
  };
}
