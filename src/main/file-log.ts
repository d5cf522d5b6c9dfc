/// <reference path="./pino-roll.d.ts" />
import { join } from "node:path";
import { pino } from "pino";
import roll from "pino-roll";
import type { Log } from "./log.ts";

export interface FileLog {
  log: Log;
  /** Resolves when all lines are on disk. */
  close(): Promise<void>;
}

/**
 * One JSON object a line in `dir`/plate-courier.<n>.log; a new file every day and every 10 MB, the last 14 are kept. Written
 * at once, so that the last lines before a crash are there. A log that cannot be written never stops the program.
 */
export async function openFileLog(options: { dir: string; version: string; level?: string }): Promise<FileLog> {
  const stream = await roll({
    file: join(options.dir, "plate-courier"),
    extension: ".log",
    frequency: "daily",
    size: "10m",
    limit: { count: 14, removeOtherLogFiles: true },
    mkdir: true,
    sync: true,
  });
  stream.on("error", () => {});
  const logger = pino(
    {
      level: options.level ?? "info",
      base: { version: options.version, pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
    },
    stream,
  );
  return {
    log: {
      debug: (message, data) => logger.debug(data ?? {}, message),
      info: (message, data) => logger.info(data ?? {}, message),
      warn: (message, data) => logger.warn(data ?? {}, message),
      error: (message, data) => logger.error(data ?? {}, message),
    },
    close: () =>
      new Promise((resolve) => {
        stream.once("close", () => resolve());
        stream.once("error", () => resolve());
        stream.end();
      }),
  };
}
