/**
 * The file that `serve --settings FILE` imports: a person writes it, so it names sources and destinations by name and holds
 * tokens and secrets in plain text. What it does not mention stays as it is. Applying it is in apply-settings-file.ts.
 */
import { readFileSync } from "node:fs";
import { z } from "zod";
import { CameraMap, Rules } from "../../shared/destination.ts";
import {
  AppearanceSettings,
  LogSettings,
  ReceiverSettings,
  RetentionSettings,
  SourceToken,
  UpdateSettings,
} from "../../shared/settings.ts";
import { InboxEntry } from "./apply-inboxes.ts";
import { ListEntryOfFile } from "./apply-lists.ts";
import { explain } from "./explain.ts";
import { SettingsError } from "./settings-error.ts";

const name = z.string().trim().min(1).max(60);
const receiver = ReceiverSettings.shape;
const retention = RetentionSettings.shape;
const appearance = AppearanceSettings.shape;

const SourceEntry = z.strictObject({
  name,
  /** In plain text; null takes the token away, absent keeps it. */
  token: SourceToken.nullable().optional(),
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
  retention: z
    .strictObject({
      days: retention.days.unwrap().optional(),
      maxEvents: retention.maxEvents.unwrap().optional(),
      minFreeBytes: retention.minFreeBytes.unwrap().optional(),
      maxImageBytes: retention.maxImageBytes.unwrap().optional(),
    })
    .optional(),
  appearance: z
    .strictObject({ theme: appearance.theme.unwrap().optional(), language: appearance.language.unwrap().optional() })
    .optional(),
  updates: z.strictObject({ mode: UpdateSettings.shape.mode.unwrap().optional() }).optional(),
  log: z.strictObject({ level: LogSettings.shape.level.unwrap().optional() }).optional(),
});
export type SettingsFile = z.infer<typeof SettingsFile>;

/** Reads and validates the file at `path`. Throws a SettingsError that names field, value and what would be right. */
export function readSettingsFile(path: string): SettingsFile {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    throw new SettingsError(`The settings file ${path} cannot be read (${(error as Error).message}).`);
  }
  return parseSettingsFile(text, path);
}

/** `label` names the file in errors. */
export function parseSettingsFile(text: string, label: string): SettingsFile {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    throw new SettingsError(`${label} is not valid JSON${placeOf(error, text)}. Nothing was changed.`);
  }
  const parsed = SettingsFile.safeParse(value);
  if (parsed.success) return parsed.data;
  // What stands under a destination's settings may be a secret under any name: never shown here.
  const problems = explain(parsed.error, { value, schema: SettingsFile, secretKeys: ["settings"] });
  throw new SettingsError(`${label} cannot be imported. Nothing was changed.\n${problems}`);
}

/** V8 tells the place in its message, and quotes the text around it, which may be a secret: only the place is taken. */
function placeOf(error: unknown, text: string): string {
  const position = /position (\d+)/.exec((error as Error).message)?.[1];
  if (position === undefined) return text.trim() === "" ? " (it is empty)" : "";
  const before = text.slice(0, Number(position)).split("\n");
  return ` (line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1})`;
}
