/// <reference path="./pino-roll.d.ts" />
import { join } from "node:path";
import { Writable } from "node:stream";
import { pino } from "pino";
import roll from "pino-roll";
import { type Phrase, phrase } from "../shared/phrases/phrase.ts";
import type { LogSettings, SettingsStore } from "../shared/settings.ts";
import type { Log } from "./log.ts";

export interface FileLog {
  log: Log;
  /** Why nothing can be written, in the operator's words; null when all is well. */
  problem: Phrase | null;
  /** From now on, lines below this level are not written. */
  setLevel(level: LogSettings["level"]): void;
  /** Resolves when all lines are on disk. */
  close(): Promise<void>;
}

/**
 * One JSON object a line in `dir`/plate-courier.<n>.log; a new file every day and every 4 MB, and twelve at most: 48 MB. Written
 * at once, so that the last lines before a crash are there. A log that cannot be written never stops the program: a megabyte of
 * lines waits for the disk, and what comes then is left out.
 */
export async function openFileLog(options: { dir: string; version: string }): Promise<FileLog> {
  let problem: Phrase | null = null;
  const stream = await openFiles(options.dir).catch((error: NodeJS.ErrnoException) => {
    problem = phrase("opening.logNotWritable", { folder: options.dir, code: error.code ?? error.message });
    return new Writable({ write: (_chunk, _encoding, done) => done() });
  });
  stream.on("error", () => {});
  const logger = pino(
    {
      level: "info",
      base: { version: options.version, pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
    },
    stream,
  );
  return {
    problem,
    log: {
      debug: (message, data) => logger.debug(data ?? {}, message),
      info: (message, data) => logger.info(data ?? {}, message),
      warn: (message, data) => logger.warn(data ?? {}, message),
      error: (message, data) => logger.error(data ?? {}, message),
    },
    setLevel: (level) => {
      logger.level = level;
    },
    close: () =>
      new Promise((resolve) => {
        stream.once("close", () => resolve());
        stream.once("error", () => resolve());
        stream.end();
      }),
  };
}

function openFiles(dir: string): Promise<Writable> {
  return roll({
    file: join(dir, "plate-courier"),
    extension: ".log",
    frequency: "daily",
    size: "4m",
    // Beside the one that is written.
    limit: { count: 11, removeOtherLogFiles: true },
    mkdir: true,
    sync: true,
    // What a full disk does not take waits here for room, and no more than this: it may be full for days.
    maxLength: 1024 * 1024,
  });
}

/** Writes what the settings ask for, now and after each change. `fixed`: asked for elsewhere, and stronger than the settings. */
export function followLevel(file: FileLog, settings: SettingsStore, fixed?: LogSettings["level"] | undefined): void {
  file.setLevel(fixed ?? settings.get().log.level);
  if (fixed === undefined) settings.onChange((next) => file.setLevel(next.log.level));
}
