import { randomUUID } from "node:crypto";
import { closeSync, constants, fstatSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeSync } from "node:fs";
import { dirname, join } from "node:path";
import { phrase } from "../../shared/phrases/phrase.ts";
import { SettingsError } from "./settings-error.ts";

/**
 * Writes a file so that a reader, or a power cut, finds the old content or the new one, never a part.
 * Mode is for POSIX; Windows protects the folder instead (a user's own profile, or ProgramData with its inherited rights).
 */
export function writeFileAtomically(path: string, text: string, mode = 0o600): void {
  const temporary = join(dirname(path), `.${randomUUID()}.tmp`);
  try {
    writeNew(temporary, text, mode);
    replace(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/** Windows refuses to replace a file while a virus scanner has it open: that passes within a moment. */
function replace(from: string, to: string): void {
  for (let tries = 1; ; tries++) {
    try {
      renameSync(from, to);
      return;
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code;
      if (process.platform !== "win32" || tries >= 10 || !["EPERM", "EACCES", "EBUSY"].includes(code ?? "")) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20 * tries);
    }
  }
}

/** Fails with EEXIST where there is a file already. */
function writeNew(path: string, text: string, mode: number): void {
  const file = openSync(path, constants.O_CREAT | constants.O_EXCL | constants.O_WRONLY, mode);
  try {
    writeSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/**
 * Reads a secret kept in a file of its own, or makes the file with what `make` returns. On POSIX a file that others may read
 * is refused with the remedy: its content must count as known.
 */
export function readOrCreatePrivateFile(path: string, make: () => string): string {
  try {
    const text = make();
    writeNew(path, text, 0o600);
    return text;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") {
      throw new SettingsError(phrase("settings.privateUnwritten", { file: path, said: (error as Error).message }));
    }
  }
  const file = openPrivate(path);
  try {
    const { mode, uid } = fstatSync(file);
    if (process.platform !== "win32" && (mode & 0o077) !== 0) {
      const ours = uid === process.getuid?.();
      const command = `chmod 600 '${path}'`;
      throw new SettingsError(phrase(ours ? "settings.notPrivate" : "settings.notPrivateNotOurs", { file: path, command }));
    }
    return readFileSync(file, "utf8");
  } finally {
    closeSync(file);
  }
}

function openPrivate(path: string): number {
  try {
    return openSync(path, "r");
  } catch (error) {
    throw new SettingsError(phrase("settings.privateUnread", { file: path, said: (error as Error).message }));
  }
}
