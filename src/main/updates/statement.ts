/**
 * The signature over an update. Beside latest-<arch>.yml, which electron-builder writes, lies latest-<arch>.yml.sig: a short text that
 * says all that matters, and ed25519 signatures of it. Whoever reads it checks the signature first and parses nothing before.
 *
 *   Plate Courier update 1
 *   version 1.4.0
 *   arch x64
 *   signed 2026-11-27T02:01:35.320Z
 *   manifest <SHA-512 of latest-x64.yml, base64>
 *   file Plate-Courier-Setup-1.4.0-x64.exe 98234123 <SHA-512, base64>
 *
 * The first line is part of what is signed, so that no signature made for another purpose can pass for one of these. `signed` grows
 * from one release to the next: it tells an old manifest that is served again from the newest. Several keys may sign, so that one can
 * be replaced by the next without leaving anybody behind.
 */
import { createHash, createPublicKey, type KeyObject, sign, verify } from "node:crypto";
import { phrase } from "../../shared/phrases/phrase.ts";
import { UpdateRefusal } from "./refusal.ts";

const title = "Plate Courier update 1";

export interface SignedFile {
  name: string;
  bytes: number;
  /** base64 */
  sha512: string;
}

export interface Statement {
  version: string;
  arch: string;
  /** Milliseconds since the epoch. */
  signedAt: number;
  /** SHA-512 of the manifest's bytes, base64. */
  manifest: string;
  file: SignedFile;
}

/** Public keys by id: SPKI, DER, base64. */
export type UpdateKeys = Readonly<Record<string, string>>;

export const sha512 = (bytes: Buffer | string): string => createHash("sha512").update(bytes).digest("base64");

/** Names a key: the beginning of its hash, so that nobody has to invent a name. */
export function keyId(publicKey: KeyObject): string {
  return createHash("sha256")
    .update(publicKey.export({ type: "spki", format: "der" }))
    .digest("hex")
    .slice(0, 16);
}

/** What goes into the file beside the manifest. */
export function signStatement(statement: Statement, privateKeys: readonly KeyObject[]): string {
  const { version, arch, signedAt, manifest, file } = statement;
  const text = [
    title,
    `version ${version}`,
    `arch ${arch}`,
    `signed ${new Date(signedAt).toISOString()}`,
    `manifest ${manifest}`,
    `file ${file.name} ${file.bytes} ${file.sha512}`,
    "",
  ].join("\n");
  const signatures = privateKeys.map((key) => [
    keyId(createPublicKey(key)),
    sign(null, Buffer.from(text), key).toString("base64"),
  ]);
  return `${JSON.stringify({ statement: text, signatures: Object.fromEntries(signatures) }, null, 2)}\n`;
}

/** Throws an UpdateRefusal unless one of the keys signed it. */
export function readSignature(text: string, keys: UpdateKeys): Statement {
  const { statement, signatures } = parts(text);
  const trusted = Object.entries(keys).some(([id, key]) => {
    const signature = signatures[id];
    return signature !== undefined && isSignedBy(statement, signature, key);
  });
  if (!trusted) throw new UpdateRefusal("badSignature", Object.keys(signatures).join(", ") || phrase("update.noSignature"));
  const found = statementOf(statement);
  if (!found) throw new UpdateRefusal("damaged", phrase("update.textUnreadable"));
  return found;
}

function parts(text: string): { statement: string; signatures: Record<string, string> } {
  try {
    const value = JSON.parse(text) as { statement?: unknown; signatures?: unknown };
    const { statement, signatures } = value;
    if (typeof statement === "string" && typeof signatures === "object" && signatures !== null) {
      const texts = Object.entries(signatures).filter((entry): entry is [string, string] => typeof entry[1] === "string");
      return { statement, signatures: Object.fromEntries(texts) };
    }
  } catch {
    // Told below.
  }
  throw new UpdateRefusal("badSignature", phrase("update.fileUnreadable"));
}

function isSignedBy(statement: string, signature: string, key: string): boolean {
  try {
    const publicKey = createPublicKey({ key: Buffer.from(key, "base64"), type: "spki", format: "der" });
    // Only this kind: a key of another kind would be checked by other rules.
    return (
      publicKey.asymmetricKeyType === "ed25519" &&
      verify(null, Buffer.from(statement), publicKey, Buffer.from(signature, "base64"))
    );
  } catch {
    return false;
  }
}

function statementOf(text: string): Statement | null {
  const found =
    /^Plate Courier update 1\nversion (\S+)\narch (\w+)\nsigned (\S+)\nmanifest ([\w+/=]+)\nfile ([\w.-]+) (\d{1,12}) ([\w+/=]+)\n$/.exec(
      text,
    );
  if (!found) return null;
  const [, version = "", arch = "", signed = "", manifest = "", name = "", bytes = "", hash = ""] = found;
  const signedAt = Date.parse(signed);
  if (Number.isNaN(signedAt) || !text.startsWith(`${title}\n`)) return null;
  return { version, arch, signedAt, manifest, file: { name, bytes: Number(bytes), sha512: hash } };
}
