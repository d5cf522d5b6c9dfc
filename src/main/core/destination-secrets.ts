/**
 * A destination's settings are validated as one object with secrets in plain text, and kept as two: the plain settings, and a
 * ciphertext per secret key (of the value as JSON, because a secret may be a record such as extra headers).
 */
import type { Destination, DestinationView, SecretMark } from "../../shared/destination.ts";
import { phrase } from "../../shared/phrases/phrase.ts";
import { remedyOf } from "../../shared/remedies.ts";
import type { SecretBox } from "../../shared/settings.ts";
import { ConsoleError } from "../console/backend.ts";
import type { Forwarder } from "../forwarders/forwarder.ts";
import { secretKeys } from "../forwarders/index.ts";
import { unknownKey } from "../settings/explain.ts";

type Values = Record<string, unknown>;

const isMark = (value: unknown): value is SecretMark =>
  typeof value === "object" && value !== null && "set" in value && value.set === true && Object.keys(value).length === 1;

const isRecord = (value: unknown): value is Values => typeof value === "object" && value !== null && !Array.isArray(value);

/** All settings with secrets in plain text. Throws when a ciphertext cannot be read (made on another machine or account). */
export async function openSecrets(destination: Pick<Destination, "settings" | "secrets">, secrets: SecretBox): Promise<Values> {
  const opened: Values = { ...destination.settings };
  for (const [key, cipher] of Object.entries(destination.secrets)) opened[key] = JSON.parse(await secrets.decrypt(cipher));
  return opened;
}

/** Parts validated settings into what may be kept in plain text and ciphertexts. Empty secrets are not kept. */
export async function sealSecrets(
  forwarder: Forwarder,
  settings: Values,
  secrets: SecretBox,
): Promise<Pick<Destination, "settings" | "secrets">> {
  const keys = new Set(secretKeys(forwarder));
  const plain: Values = {};
  const sealed: Record<string, string> = {};
  for (const [key, value] of Object.entries(settings)) {
    if (!keys.has(key)) plain[key] = value;
    else if (!isEmpty(value)) sealed[key] = await secrets.encrypt(JSON.stringify(value));
  }
  return { settings: plain, secrets: sealed };
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === "" || (isRecord(value) && Object.keys(value).length === 0);
}

/**
 * Puts a draft from the console together with what is kept: a SecretMark keeps the stored secret, a string sets a new one, null
 * or "" removes it. In a record of secrets the same holds for every entry.
 */
export function mergeDraft(forwarder: Forwarder, draft: Values, kept: Values): Values {
  const merged: Values = { ...draft };
  for (const key of secretKeys(forwarder)) {
    const value = draft[key];
    if (isMark(value)) merged[key] = kept[key];
    else if (isRecord(value)) {
      const before = isRecord(kept[key]) ? kept[key] : {};
      merged[key] = Object.fromEntries(
        Object.entries(value)
          .map(([name, entry]) => [name, isMark(entry) ? before[name] : entry] as const)
          .filter(([, entry]) => !isEmpty(entry)),
      );
    }
    if (isEmpty(merged[key])) delete merged[key];
  }
  return merged;
}

/** Validates settings with secrets in plain text; the error names the field, as `settings.url`. */
export function parseForwarderSettings(forwarder: Forwarder, settings: Values): Values {
  const parsed = forwarder.settings.safeParse(settings);
  if (parsed.success) return parsed.data as Values;
  const issue = parsed.error.issues[0];
  if (issue?.code === "unrecognized_keys" && issue.path.length === 0 && issue.keys[0] !== undefined) {
    const [key] = issue.keys;
    throw new ConsoleError(unknownKey(["settings", key], key, Object.keys(forwarder.settings.shape)), `settings.${key}`);
  }
  const path = issue?.path.join(".") ?? "";
  throw new ConsoleError(issue ? remedyOf(issue) : phrase("value.other"), path ? `settings.${path}` : "settings");
}

/** What the console may see: every key of the schema, secrets as marks. Names in a record of secrets are shown, values are not. */
export async function viewOf(destination: Destination, forwarder: Forwarder, secrets: SecretBox): Promise<DestinationView> {
  const { secrets: sealed, ...rest } = destination;
  const settings: Values = { ...destination.settings };
  for (const key of secretKeys(forwarder)) {
    const cipher = sealed[key];
    settings[key] = cipher === undefined ? null : await markOf(cipher, secrets);
  }
  return { ...rest, settings };
}

async function markOf(cipher: string, secrets: SecretBox): Promise<unknown> {
  const mark: SecretMark = { set: true };
  try {
    const value: unknown = JSON.parse(await secrets.decrypt(cipher));
    return isRecord(value) ? Object.fromEntries(Object.keys(value).map((name) => [name, mark])) : mark;
  } catch {
    // Unreadable here: shown as not set, so that the operator enters it again.
    return null;
  }
}
