import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from "node:fs";

/** Writes a small file so that a power cut leaves the former content or the new one, never a part. */
export function writeDurably(path: string, text: string): void {
  const partial = `${path}.partial`;
  try {
    const file = openSync(partial, "w", 0o600);
    try {
      writeSync(file, text);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(partial, path);
  } catch (error) {
    rmSync(partial, { force: true });
    throw error;
  }
}
