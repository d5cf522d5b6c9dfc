import { closeSync, openSync, readdirSync, readSync, statSync } from "node:fs";
import { join } from "node:path";

/** A line of the log as it was written, and taken apart. */
export interface LogLine {
  time: string;
  level: "debug" | "info" | "warn" | "error";
  message: string;
  /** What stands beside the message, without what every line has. */
  data: Record<string, unknown>;
}

const levels: Record<number, LogLine["level"]> = { 10: "debug", 20: "debug", 30: "info", 40: "warn", 50: "error", 60: "error" };

/** The newest lines of the log files in `dir`, oldest first; reads no more than `bytes` from the end, across files. */
export function readLogTail(dir: string, bytes: number): LogLine[] {
  let left = bytes;
  const parts: string[] = [];
  for (const path of logFiles(dir)) {
    if (left <= 0) break;
    const text = endOf(path, left);
    parts.unshift(text);
    left -= Buffer.byteLength(text);
  }
  return parts.flatMap((text) => text.split("\n")).flatMap(lineOf);
}

/** Newest first. */
function logFiles(dir: string): string[] {
  let names: string[];
  try {
    names = readdirSync(dir).filter((name) => /^plate-courier\..*log$/.test(name));
  } catch {
    return [];
  }
  return names
    .map((name) => ({ path: join(dir, name), time: statSync(join(dir, name), { throwIfNoEntry: false })?.mtimeMs ?? 0 }))
    .sort((a, b) => b.time - a.time)
    .map(({ path }) => path);
}

/** A cut first line is no JSON, and falls out by itself. */
function endOf(path: string, bytes: number): string {
  try {
    const file = openSync(path, "r");
    try {
      const { size } = statSync(path);
      const buffer = Buffer.alloc(Math.min(size, bytes));
      return buffer.toString("utf8", 0, readSync(file, buffer, 0, buffer.length, size - buffer.length));
    } finally {
      closeSync(file);
    }
  } catch {
    // It was rotated away in this moment.
    return "";
  }
}

function lineOf(text: string): LogLine[] {
  try {
    const { time, level, msg, pid: _pid, version: _version, ...data } = JSON.parse(text) as Record<string, unknown>;
    if (typeof time !== "string" || typeof level !== "number") return [];
    return [{ time, level: levels[level] ?? "info", message: typeof msg === "string" ? msg : "", data }];
  } catch {
    return [];
  }
}
