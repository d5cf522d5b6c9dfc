import { z } from "zod";
import { Destination } from "./destination.ts";
import { SqsInbox } from "./inbox.ts";
import { systemLanguage } from "./languages.ts";
import { logLevels } from "./log-levels.ts";
import { phrase } from "./phrases/phrase.ts";
import { PlateList } from "./plate-list.ts";
import { SavedSearch } from "./saved-search.ts";
import { updateModes } from "./updates.ts";

/**
 * A source's token as a person enters it. Any length goes, because camera servers in the field may have a short one that cannot be
 * changed on the day of a move; the documentation says why a long one is wanted.
 */
export const SourceToken = z
  .string()
  .trim()
  .min(1, phrase("value.token"))
  .max(200, phrase("value.tokenLength", { most: 200 }))
  .regex(/^\S+$/, phrase("value.tokenSpaces"));

/** A party that may post webhooks. Its token is kept only as a salted hash. */
export const Source = z.strictObject({
  id: z.string().min(1),
  name: z.string().trim().min(1).max(60),
  /** "sha256:<salt hex>:<hash hex>", see main/receiver/source-tokens.ts */
  tokenHash: z.string().nullable().default(null),
  enabled: z.boolean().default(true),
});
export type Source = z.infer<typeof Source>;

const port = z.number().int().min(0).max(65535);

export const ReceiverSettings = z.strictObject({
  host: z.string().min(1).default("0.0.0.0"),
  /** 0 picks a free one. */
  port: port.default(8001),
  requireToken: z.boolean().default(false),
  sources: z.array(Source).default([]),
  /** Bytes of one whole webhook. */
  maxBodyBytes: z
    .number()
    .int()
    .min(65_536)
    .max(512 * 1024 * 1024)
    .default(32 * 1024 * 1024),
  /** Bytes of the JSON in it. */
  maxJsonBytes: z
    .number()
    .int()
    .min(1024)
    .max(64 * 1024 * 1024)
    .default(10 * 1024 * 1024),
  tls: z
    .discriminatedUnion("kind", [
      z.strictObject({ kind: z.literal("pem"), certFile: z.string().min(1), keyFile: z.string().min(1) }),
      /** passphrase: a ciphertext made by the SecretBox. */
      z.strictObject({ kind: z.literal("pfx"), file: z.string().min(1), passphrase: z.string().nullable().default(null) }),
    ])
    .nullable()
    .default(null),
});
export type ReceiverSettings = z.infer<typeof ReceiverSettings>;

export const RetentionSettings = z.strictObject({
  /** Reads, images and deliveries older than this are deleted. */
  days: z.number().int().min(1).max(3650).default(90),
  /** At most this many events are kept; 0: no limit. */
  maxEvents: z.number().int().min(0).default(0),
  /** The oldest are deleted while less than this is free on the disk; 0: do not look. */
  minFreeBytes: z
    .number()
    .int()
    .min(0)
    .default(2 * 1024 * 1024 * 1024),
  /** The oldest are deleted while images take more than this; 0: no limit. */
  maxImageBytes: z.number().int().min(0).default(0),
});
export type RetentionSettings = z.infer<typeof RetentionSettings>;

/** Copies of the database beside it, made while it is in use. They hold no pictures. */
export const BackupSettings = z.strictObject({
  /** Hours between two; 0: none are made. */
  everyHours: z.number().int().min(0).max(744).default(24),
  /** The oldest beyond these are deleted. */
  keep: z.number().int().min(1).max(30).default(3),
});
export type BackupSettings = z.infer<typeof BackupSettings>;

export const AppearanceSettings = z.strictObject({
  theme: z.enum(["system", "light", "dark", "high-contrast"]).default("system"),
  /** One of languages.ts, or "system"; English where it is none of them. */
  language: z.string().default(systemLanguage),
});
export type AppearanceSettings = z.infer<typeof AppearanceSettings>;

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, phrase("value.timeOfDay"));

/** What the desktop tells outside its window. Which plates are told is a setting of each plate list. */
export const NotificationSettings = z.strictObject({
  plates: z.boolean().default(true),
  /** What needs attention, and when it is well again. */
  attention: z.boolean().default(true),
  /** Local times, such as 22:00 to 06:00, between which nothing is told; null: always. */
  quietHours: z.strictObject({ from: timeOfDay, to: timeOfDay }).nullable().default(null),
});
export type NotificationSettings = z.infer<typeof NotificationSettings>;
export const UpdateSettings = z.strictObject({
  mode: z.enum(updateModes).default("notify"),
});
export type UpdateSettings = z.infer<typeof UpdateSettings>;

export const LogSettings = z.strictObject({
  level: z.enum(logLevels).default("info"),
});
export type LogSettings = z.infer<typeof LogSettings>;

/** The settings file, version 1. A later version adds a migration in main/settings/. */
export const Settings = z.strictObject({
  version: z.literal(1).default(1),
  receiver: ReceiverSettings.prefault({}),
  retention: RetentionSettings.prefault({}),
  backups: BackupSettings.prefault({}),
  appearance: AppearanceSettings.prefault({}),
  notifications: NotificationSettings.prefault({}),
  updates: UpdateSettings.prefault({}),
  log: LogSettings.prefault({}),
  destinations: z.array(Destination).default([]),
  lists: z.array(PlateList).default([]),
  /** Queues whose webhooks are fetched, beside those that are posted to the receiver. */
  inboxes: z.array(SqsInbox).default([]),
  /** Searches of the history that were given names. */
  searches: z.array(SavedSearch).default([]),
  /** The desktop explains once that closing the window keeps the receiver running. */
  closeExplained: z.boolean().default(false),
});
export type Settings = z.infer<typeof Settings>;

/** Reads, changes and watches the settings; every value is valid and complete. */
export interface SettingsStore {
  get(): Settings;
  /** Validates and writes atomically; throws a ZodError and leaves the file as it was when `next` is not valid. */
  set(next: Settings): void;
  /** Calls back after each change; returns its own undo. */
  onChange(listener: (next: Settings, previous: Settings) => void): () => void;
}

/** Encrypts secrets at rest. Ciphertexts are text and name their scheme, so that another box refuses them clearly. */
export interface SecretBox {
  encrypt(plain: string): Promise<string>;
  /** Throws an Error that names no secret when the ciphertext was made by another key or is damaged. */
  decrypt(cipher: string): Promise<string>;
}
