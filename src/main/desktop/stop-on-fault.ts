/**
 * What nobody caught ends the program, because nobody knows what it left half done: a note is written, the core stops in order
 * (bounded), and the program starts anew. One that does so again and again is left to a person.
 *
 * Electron's crash reporter is left off on purpose: its dumps are pieces of this process's memory, secrets included.
 */
import { app, dialog } from "electron";
import type { CrashNotes } from "../crash-notes.ts";
import type { Log } from "../log.ts";
import { crashLimit, restartWait } from "./crash-limit.ts";
import { spokenLanguage } from "./spoken-language.ts";
import { createTexts } from "./texts.ts";

const longestStop = 5_000;

export interface FaultDependencies {
  crashes: CrashNotes;
  crashFolder: string;
  log: Log;
  /** Stops what runs. */
  stop(): Promise<void>;
  /** Windows' Task Scheduler starts it again, and nobody is there to read a dialog. */
  unattended: boolean;
}

export function stopOnFault({ crashes, crashFolder, log, stop, unattended }: FaultDependencies): void {
  let first = true;
  const onFault = (error: unknown): void => {
    if (!first) return;
    first = false;
    const wait = restartWait(crashes.earlier(), Date.now());
    log.error("Plate Courier ends because of a fault of its own.", {
      error: error instanceof Error ? error.name : typeof error,
      note: crashes.write(error),
    });
    const late = new Promise<void>((resolve) => setTimeout(resolve, longestStop).unref());
    void Promise.race([stop().catch(() => {}), late]).then(() => leave(wait));
  };

  function leave(wait: number | null): void {
    if (wait !== null && !(unattended && process.platform === "win32")) {
      setTimeout(() => {
        app.relaunch();
        app.exit(1);
      }, wait);
      return;
    }
    if (wait === null && !unattended) {
      const texts = createTexts(spokenLanguage());
      dialog.showErrorBox(texts("problem.start"), texts("problem.faults", { number: crashLimit.times, folder: crashFolder }));
    }
    app.exit(1);
  }

  process.on("uncaughtException", onFault);
  process.on("unhandledRejection", onFault);
}
