import { constants } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";

/**
 * Linux flushes what is written to such a file before the write returns, so writing and flushing are one call. As two, the disk had
 * nothing to do from the end of the first until the event loop came round to ask for the second.
 *
 * Elsewhere the flag is missing, or, on macOS, leaves the bytes in the memory of the disk itself.
 */
const flushesItself = process.platform === "linux" ? constants.O_DSYNC : 0;

/** A file whose bytes are written by flushAll. "existing": as it is; "empty": made, or made empty. */
export function openToAppend(path: string, which: "existing" | "empty"): Promise<FileHandle> {
  const made = which === "empty" ? constants.O_CREAT | constants.O_TRUNC : 0;
  return open(path, constants.O_RDWR | made | flushesItself);
}

/** Writes all parts behind each other, from `position` on, and resolves when they are on the disk. */
export async function flushAll(file: FileHandle, parts: readonly Uint8Array[], position: number): Promise<void> {
  let rest = parts.filter((part) => part.byteLength > 0);
  let at = position;
  // The system may take them in several pieces.
  while (rest.length > 0) {
    const { bytesWritten } = await file.writev(rest, at);
    at += bytesWritten;
    rest = behind(rest, bytesWritten);
  }
  if (flushesItself === 0) await file.datasync();
}

function behind(parts: readonly Uint8Array[], written: number): Uint8Array[] {
  let left = written;
  const rest: Uint8Array[] = [];
  for (const part of parts) {
    if (left >= part.byteLength) left -= part.byteLength;
    else {
      rest.push(left > 0 ? part.subarray(left) : part);
      left = 0;
    }
  }
  return rest;
}
