/**
 * A settings file sealed with a passphrase, version 1. A JSON object:
 *
 *   { "plateCourier": "sealed settings", "version": 1, "kdf": "scrypt", "N": 131072, "r": 8, "p": 1, "salt": …, "nonce": …, "data": … }
 *
 * The key of 32 bytes is scrypt(passphrase as UTF-8 in NFKC, salt of 16 bytes). `data` is AES-256-GCM of the plain settings file
 * (JSON, UTF-8) with a nonce of 12 bytes, followed by the tag of 16; all three in base64. What stands before `data` is authenticated
 * too, as the text `plate-courier-settings 1 scrypt N r p salt`. See docs/settings-file.md.
 */
import { createCipheriv, createDecipheriv, randomBytes, type ScryptOptions, scrypt } from "node:crypto";
import { promisify } from "node:util";
import { z } from "zod";
import { phrase } from "../../shared/phrases/phrase.ts";
import { SettingsError } from "./settings-error.ts";

const mark = "sealed settings";
const sealVersion = 1;
/** 128 MB and about half a second: what OWASP recommends for scrypt. */
const cost = { N: 131_072, r: 8, p: 1 };
/** A file from elsewhere may ask for no more than this. */
const mostMemory = 512 * 1024 * 1024;
const tagBytes = 16;

const base64 = z.string().regex(/^[A-Za-z0-9+/]+={0,2}$/);
const Sealed = z.strictObject({
  plateCourier: z.literal(mark),
  version: z.literal(sealVersion),
  kdf: z.literal("scrypt"),
  N: z.number().int().min(16_384).max(1_048_576),
  r: z.number().int().min(1).max(32),
  p: z.number().int().min(1).max(16),
  salt: base64,
  nonce: base64,
  data: base64,
});
type Sealed = z.infer<typeof Sealed>;

const derive = promisify<string, Buffer, number, ScryptOptions, Buffer>(scrypt);

/** Whether this is a sealed file, of whatever version. */
export function isSealed(value: unknown): value is { version?: unknown } {
  return typeof value === "object" && value !== null && (value as { plateCourier?: unknown }).plateCourier === mark;
}

/** Seals the text of a settings file. */
export async function sealText(text: string, passphrase: string): Promise<string> {
  const salt = randomBytes(16);
  const nonce = randomBytes(12);
  const head = { ...cost, salt: salt.toString("base64") };
  const cipher = createCipheriv("aes-256-gcm", await keyOf(passphrase, head), nonce);
  cipher.setAAD(authenticated(head));
  const data = Buffer.concat([cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()]);
  const sealed: Sealed = {
    plateCourier: mark,
    version: sealVersion,
    kdf: "scrypt",
    ...head,
    nonce: nonce.toString("base64"),
    data: data.toString("base64"),
  };
  return `${JSON.stringify(sealed, null, 2)}\n`;
}

/** The text that was sealed. Throws a SettingsError for a wrong passphrase, a damaged file, and one that was sealed by a later version. */
export async function openSealed(value: unknown, passphrase: string, label: string): Promise<string> {
  const version = (value as { version?: unknown }).version;
  if (typeof version === "number" && version > sealVersion) {
    throw new SettingsError(phrase("settings.sealedNewer", { file: label, found: version, known: sealVersion }));
  }
  const parsed = Sealed.safeParse(value);
  if (!parsed.success || 128 * parsed.data.N * parsed.data.r > mostMemory) {
    throw new SettingsError(phrase("settings.sealedDamaged", { file: label }));
  }
  const { nonce, data, ...head } = parsed.data;
  const bytes = Buffer.from(data, "base64");
  try {
    const key = await keyOf(passphrase, head);
    const decipher = createDecipheriv("aes-256-gcm", key, Buffer.from(nonce, "base64"), { authTagLength: tagBytes });
    decipher.setAAD(authenticated(head));
    decipher.setAuthTag(bytes.subarray(-tagBytes));
    return Buffer.concat([decipher.update(bytes.subarray(0, -tagBytes)), decipher.final()]).toString("utf8");
  } catch {
    throw new SettingsError(phrase("settings.wrongPassphrase", { file: label }));
  }
}

type Head = Pick<Sealed, "N" | "r" | "p" | "salt">;

/** The same letters give the same key however a keyboard composes them. */
function keyOf(passphrase: string, { N, r, p, salt }: Head): Promise<Buffer> {
  return derive(passphrase.normalize("NFKC"), Buffer.from(salt, "base64"), 32, { N, r, p, maxmem: mostMemory + 1024 * 1024 });
}

function authenticated({ N, r, p, salt }: Head): Buffer {
  return Buffer.from(`plate-courier-settings ${sealVersion} scrypt ${N} ${r} ${p} ${salt}`);
}
