import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { phrase } from "../../shared/phrases/phrase.ts";
import { readOrCreatePrivateFile } from "../settings/private-file.ts";
import { SettingsError } from "../settings/settings-error.ts";

/** The file in the data folder that holds the console's token. */
export const consoleTokenFile = (dataDir: string): string => join(dataDir, "console-token");

/**
 * The token that opens the console: from the environment where it is set, else from a file that only its owner can read, made
 * on first use. Throws a SettingsError when it is too short to be safe.
 */
export function consoleToken(dataDir: string, fromEnvironment: string | undefined): string {
  const given = fromEnvironment?.trim();
  if (given) return longEnough(given, "The environment variable PLATE_COURIER_CONSOLE_TOKEN");
  const path = consoleTokenFile(dataDir);
  const text = readOrCreatePrivateFile(path, () => `${randomBytes(24).toString("base64url")}\n`);
  return longEnough(text.trim(), path);
}

function longEnough(token: string, where: string): string {
  if (token.length >= 16 && /^[\x21-\x7e]+$/.test(token)) return token;
  throw new SettingsError(phrase("settings.weakConsoleToken", { where }));
}
