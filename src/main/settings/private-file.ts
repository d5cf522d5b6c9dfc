import { randomUUID } from "node:crypto";
import {
  closeSync,
  constants,
  existsSync,
  fstatSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from "node:fs";
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
 * Reads a secret kept in a file of its own, or makes the file with what `make` returns; so, too, where it is empty or of zeros alone, as
 * a power cut leaves files: nothing can be lost with it, and what starts with it must start. On POSIX a file that others may read
 * is refused with the remedy: its content must count as known.
 */
export function readOrCreatePrivateFile(path: string, make: () => string): string {
  const text = make();
  try {
    if (createWhole(path, text)) return text;
    const kept = readPrivate(path);
    if (/[^\0\s]/.test(kept)) return kept;
    writeFileAtomically(path, text);
    return text;
  } catch (error) {
    if (error instanceof SettingsError) throw error;
    throw new SettingsError(phrase("settings.privateUnwritten", { file: path, said: (error as Error).message }));
  }
}

/** False where there is a file already. One that is there has all of its text: another process may read it at once. */
function createWhole(path: string, text: string): boolean {
  if (existsSync(path)) return false;
  const temporary = join(dirname(path), `.${randomUUID()}.tmp`);
  try {
    writeNew(temporary, text, 0o600);
    return giveName(temporary, path);
  } finally {
    rmSync(temporary, { force: true });
  }
}

function giveName(temporary: string, path: string): boolean {
  try {
    linkSync(temporary, path);
  } catch (error) {
    const { code = "" } = error as NodeJS.ErrnoException;
    if (code === "EEXIST") return false;
    // exFAT and the like know no links.
    if (!["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EISDIR"].includes(code)) throw error;
    renameSync(temporary, path);
  }
  return true;
}

function readPrivate(path: string): string {
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
