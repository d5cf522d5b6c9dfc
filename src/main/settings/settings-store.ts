/**
 * The settings file: settings.json, written atomically and readable by its owner only.
 *
 * absent   -> defaults; the file is written with the first change.
 * valid    -> used; a copy is kept as settings.backup.json, and again after each change.
 * invalid  -> it parses but does not validate (edited by hand): refused with what would be right, the file stays as it is.
 * newer    -> written by a later version: refused, because an older program would drop what it does not know.
 * damaged  -> it does not parse (power cut, bad disk): set aside as settings.damaged-<time>.json, the backup takes its place.
 *             A receiver that does not start loses plates, so without a backup it starts with defaults, and says so.
 */
import { copyFileSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { lines, type Phrase, phrase } from "../../shared/phrases/phrase.ts";
import { Settings, type SettingsStore } from "../../shared/settings.ts";
import { explain } from "./explain.ts";
import { writeFileAtomically } from "./private-file.ts";
import { SettingsError } from "./settings-error.ts";

/** The one version this program writes. A later version adds a step here that turns the former file into its own. */
const currentVersion = 1;

/** The part of conf that is used; electron-store extends it. Their names for the file's name differ: both are given. */
export interface ConfigStore {
  store: Record<string, unknown>;
}
export type ConfigStoreClass = new (options: {
  cwd: string;
  name: string;
  configName: string;
  fileExtension: string;
  configFileMode: number;
  clearInvalidConfig: boolean;
  accessPropertiesByDotNotation: boolean;
}) => ConfigStore;

export interface OpenedSettings {
  settings: SettingsStore;
  /** What the operator must know of the file's fate, e.g. that a backup took its place; null when all is well. */
  notice: Phrase | null;
}

/** Opens (does not create) `dir`/settings.json. Throws a SettingsError that says what would be right. */
export function openSettings(options: { dir: string; Store: ConfigStoreClass; now?: () => number }): OpenedSettings {
  const { dir, Store, now = Date.now } = options;
  mkdirSync(dir, { recursive: true });
  const path = join(dir, "settings.json");
  const backup = join(dir, "settings.backup.json");

  const found = readRaw(path);
  let notice: Phrase | null = null;
  let current: Settings;
  if (found === "damaged") ({ current, notice } = restore({ dir, path, backup, now }));
  else if (found === null) current = freeze(Settings.parse({}));
  else {
    current = freeze(validated(found.value, path));
    keepBackup(backup, current);
  }

  const file = new Store({
    cwd: dir,
    name: "settings",
    configName: "settings",
    fileExtension: "json",
    configFileMode: 0o600,
    clearInvalidConfig: false,
    accessPropertiesByDotNotation: false,
  });
  const listeners = new Set<(next: Settings, previous: Settings) => void>();

  return {
    notice,
    settings: {
      get: () => current,
      set(next) {
        const valid = freeze(Settings.parse(structuredClone(next)));
        if (isDeepStrictEqual(valid, current)) return;
        file.store = valid;
        keepBackup(backup, valid);
        const previous = current;
        current = valid;
        for (const listener of [...listeners]) listener(valid, previous);
      },
      onChange(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
  };
}

/** Reads the settings without changing anything on disk; defaults where there is no file. Throws a SettingsError. */
export function readSettings(dir: string): Settings {
  const path = join(dir, "settings.json");
  const found = readRaw(path);
  if (found === "damaged") throw new SettingsError(phrase("settings.damaged", { file: path }));
  return found === null ? Settings.parse({}) : validated(found.value, path);
}

function readRaw(path: string): { value: unknown } | "damaged" | null {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw new SettingsError(phrase("settings.unreadable", { file: path, said: (error as Error).message }));
  }
  try {
    // Editors on Windows like to put a byte order mark in front.
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ""));
    return typeof value === "object" && value !== null && !Array.isArray(value) ? { value } : "damaged";
  } catch {
    return "damaged";
  }
}

function validated(value: unknown, path: string): Settings {
  const version = (value as { version?: unknown }).version;
  if (typeof version === "number" && version > currentVersion) {
    throw new SettingsError(phrase("settings.olderProgram", { file: path, found: version, known: currentVersion }));
  }
  const parsed = Settings.safeParse(value);
  if (parsed.success) return parsed.data;
  const problems = explain(parsed.error, { value, schema: Settings, secretKeys: ["secrets"] });
  throw new SettingsError(lines([phrase("settings.notUsed", { file: path }), problems]));
}

function restore(at: { dir: string; path: string; backup: string; now: () => number }): { current: Settings; notice: Phrase } {
  const time = new Date(at.now()).toISOString().replaceAll(":", "-").replace(/\..*/, "Z");
  const aside = join(at.dir, `settings.damaged-${time}.json`);
  copyFileSync(at.path, aside);
  const kept = readBackup(at.backup);
  const current = freeze(kept ?? Settings.parse({}));
  writeFileAtomically(at.path, asText(current));
  return { current, notice: phrase(kept ? "settings.backupTaken" : "settings.defaultsTaken", { file: aside }) };
}

function readBackup(path: string): Settings | null {
  try {
    const found = readRaw(path);
    return found === null || found === "damaged" ? null : validated(found.value, path);
  } catch {
    return null;
  }
}

const asText = (settings: Settings) => `${JSON.stringify(settings, null, "\t")}\n`;

/** The backup is a second line only: where it cannot be written, the settings themselves were. */
function keepBackup(path: string, settings: Settings): void {
  try {
    const text = asText(settings);
    if (!same(path, text)) writeFileAtomically(path, text);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
  }
}

function same(path: string, text: string): boolean {
  try {
    return readFileSync(path, "utf8") === text;
  } catch {
    return false;
  }
}

/** What get() returns is shared by everyone: a change by mistake must fail instead of going unnoticed. */
function freeze<T>(value: T): T {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const inner of Object.values(value)) freeze(inner);
  }
  return value;
}
