/**
 * The file that `serve --settings FILE` imports: a person writes it, so it names sources and destinations by name and holds
 * tokens and secrets in plain text. What it does not mention stays as it is. Applying it is in apply-settings-file.ts.
 */
import { readFileSync } from "node:fs";
import { z } from "zod";
import { CameraMap, Rules } from "../../shared/destination.ts";
import { lines, type Phrase, phrase } from "../../shared/phrases/phrase.ts";
import { SavedSearch } from "../../shared/saved-search.ts";
import {
  AppearanceSettings,
  BackupSettings,
  LogSettings,
  NotificationSettings,
  ReceiverSettings,
  RetentionSettings,
  SourceToken,
  UpdateSettings,
} from "../../shared/settings.ts";
import { version } from "../version.ts";
import { InboxEntry } from "./apply-inboxes.ts";
import { ListEntryOfFile } from "./apply-lists.ts";
import { explain } from "./explain.ts";
import { isSealed, openSealed } from "./sealed-file.ts";
import { SettingsError } from "./settings-error.ts";

/** The one version that this program reads and writes. */
export const settingsFileVersion = 1;

const name = z.string().trim().min(1).max(60);
const receiver = ReceiverSettings.shape;
const retention = RetentionSettings.shape;
const backups = BackupSettings.shape;
const appearance = AppearanceSettings.shape;
const notifications = NotificationSettings.shape;

const SourceEntry = z.strictObject({
  name,
  /** In plain text; null takes the token away, absent keeps it. */
  token: SourceToken.nullable().optional(),
  /** Instead of the token: what is kept of it, as an export with a passphrase writes it. */
  tokenHash: z
    .string()
    .regex(/^sha256:[0-9a-f]{2,128}:[0-9a-f]{64}$/, phrase("value.tokenHash"))
    .optional(),
  enabled: z.boolean().optional(),
});
export type SourceEntry = z.infer<typeof SourceEntry>;

const DestinationEntry = z.strictObject({
  name,
  /** May be absent for a destination that exists already. */
  forwarder: z.string().min(1).optional(),
  enabled: z.boolean().optional(),
  /** With secrets in plain text. Replaces the former settings, but a secret that is not mentioned stays. */
  settings: z.record(z.string(), z.unknown()).optional(),
  cameras: CameraMap.optional(),
  rules: Rules.optional(),
});
export type DestinationEntry = z.infer<typeof DestinationEntry>;

// The fields of settings.ts without their defaults: here, absent means "as it is".
export const SettingsFile = z.strictObject({
  /** Of the file's form; absent means 1. */
  version: z.literal(settingsFileVersion).optional(),
  /** What wrote it, for whoever reads it. */
  program: z.string().max(100).optional(),
  receiver: z
    .strictObject({
      host: receiver.host.unwrap().optional(),
      port: receiver.port.unwrap().optional(),
      requireToken: z.boolean().optional(),
      sources: z.array(SourceEntry).optional(),
      maxBodyBytes: receiver.maxBodyBytes.unwrap().optional(),
      maxJsonBytes: receiver.maxJsonBytes.unwrap().optional(),
      /** The passphrase in plain text. */
      tls: receiver.tls.unwrap().optional(),
    })
    .optional(),
  destinations: z.array(DestinationEntry).optional(),
  lists: z.array(ListEntryOfFile).optional(),
  inboxes: z.array(InboxEntry).optional(),
  searches: z.array(SavedSearch.omit({ id: true })).optional(),
  retention: z
    .strictObject({
      days: retention.days.unwrap().optional(),
      maxEvents: retention.maxEvents.unwrap().optional(),
      minFreeBytes: retention.minFreeBytes.unwrap().optional(),
      maxImageBytes: retention.maxImageBytes.unwrap().optional(),
    })
    .optional(),
  backups: z
    .strictObject({ everyHours: backups.everyHours.unwrap().optional(), keep: backups.keep.unwrap().optional() })
    .optional(),
  appearance: z
    .strictObject({ theme: appearance.theme.unwrap().optional(), language: appearance.language.unwrap().optional() })
    .optional(),
  updates: z.strictObject({ mode: UpdateSettings.shape.mode.unwrap().optional() }).optional(),
  log: z.strictObject({ level: LogSettings.shape.level.unwrap().optional() }).optional(),
  notifications: z
    .strictObject({
      plates: notifications.plates.unwrap().optional(),
      attention: notifications.attention.unwrap().optional(),
      quietHours: notifications.quietHours.unwrap().optional(),
    })
    .optional(),
});
export type SettingsFile = z.infer<typeof SettingsFile>;

/** Holds the passphrase of a sealed file for `serve --settings`. */
export const passphraseVariable = "PLATE_COURIER_SETTINGS_PASSPHRASE";

/** Reads and validates the file at `path`. Throws a SettingsError that names field, value and what would be right. */
export async function readSettingsFile(path: string, passphrase?: string): Promise<SettingsFile> {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    throw new SettingsError(phrase("settings.fileUnread", { file: path, said: (error as Error).message }));
  }
  return passphrase ? openSettingsFile(text, path, passphrase) : parseSettingsFile(text, path);
}

/** `label` names the file in errors. */
export function parseSettingsFile(text: string, label: string): SettingsFile {
  const value = parsedJson(text, label);
  if (isSealed(value)) {
    throw new SettingsError(phrase("settings.sealedNoPassphrase", { file: label, variable: passphraseVariable }));
  }
  return checked(value, label);
}

/** The same for a file that may be sealed with a passphrase. */
export async function openSettingsFile(text: string, label: string, passphrase: string): Promise<SettingsFile> {
  const value = parsedJson(text, label);
  if (!isSealed(value)) return checked(value, label);
  return checked(parsedJson(await openSealed(value, passphrase, label), label), label);
}

function checked(value: unknown, label: string): SettingsFile {
  refuseNewer(value, label);
  const parsed = SettingsFile.safeParse(value);
  if (parsed.success) return parsed.data;
  // What stands under a destination's settings may be a secret under any name: never shown here.
  const problems = explain(parsed.error, { value, schema: SettingsFile, secretKeys: ["settings"] });
  throw new SettingsError(lines([phrase("settings.notImported", { file: label }), problems]));
}

function refuseNewer(value: unknown, label: string): void {
  const { version: found, program } = (typeof value === "object" && value !== null ? value : {}) as Record<string, unknown>;
  if (typeof found !== "number" || found <= settingsFileVersion) return;
  const versions = { file: label, found, version, known: settingsFileVersion };
  const writer = typeof program === "string" && /^[\w .-]{1,60}$/.test(program) ? program : null;
  throw new SettingsError(
    writer === null ? phrase("settings.newer", versions) : phrase("settings.newerBy", { ...versions, program: writer }),
  );
}

function parsedJson(text: string, label: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    throw new SettingsError(notJson(error, text, label));
  }
}

/** V8 tells the place in its message, and quotes the text around it, which may be a secret: only the place is taken. */
function notJson(error: unknown, text: string, file: string): Phrase {
  const position = /position (\d+)/.exec((error as Error).message)?.[1];
  if (position === undefined) return phrase(text.trim() === "" ? "settings.empty" : "settings.noJson", { file });
  const before = text.slice(0, Number(position)).split("\n");
  return phrase("settings.noJsonAt", { file, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 });
}
