/**
 * Signs an update, so that the programs in the field take it:
 *
 *   node scripts/sign-update.mjs --generate                             makes a key pair; prints what goes where
 *   node scripts/sign-update.mjs dist/latest-x64.yml x64                writes dist/latest-x64.yml.sig
 *   node scripts/sign-update.mjs dist/latest-x64.yml x64 --staging 20   offers it to a fifth of the machines, and signs that
 *   node scripts/sign-update.mjs dist/latest-x64.yml x64 --notes FILE   with the release notes of a text file
 *
 * PLATE_COURIER_UPDATE_KEY holds the private key (PKCS#8, DER, base64), several separated by commas while one replaces another. The
 * installer named by the manifest must lie beside it: it is hashed anew, not believed. See docs/releasing.md.
 */
import { createHash, createPrivateKey, generateKeyPairSync } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { keyId, sha512, signStatement } from "../src/main/updates/statement.ts";

const require = createRequire(import.meta.url);

try {
  main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { generate: { type: "boolean" }, staging: { type: "string" }, notes: { type: "string" } },
  });
  if (values.generate) return generate();
  const [path, arch] = positionals;
  if (!path || !arch)
    throw new Error("Usage: node scripts/sign-update.mjs dist/latest-x64.yml x64 [--staging 20] [--notes FILE]");
  const keys = privateKeys();
  const yaml = createRequire(require.resolve("electron-updater/package.json"))("js-yaml");
  const manifest = yaml.load(readFileSync(path, "utf8"));
  // One installer each, so that nothing that was not signed can be chosen.
  if (manifest.files?.length !== 1) throw new Error(`${path} names ${manifest.files?.length ?? 0} installers. It must name one.`);
  const [{ url: name, sha512: claimed }] = manifest.files;
  const installer = readFileSync(join(dirname(path), name));
  const hash = createHash("sha512").update(installer).digest("base64");
  if (hash !== claimed)
    throw new Error(`${name} is not the installer that ${path} names: it was changed after packaging, such as by signing it.`);
  if (values.staging !== undefined) manifest.stagingPercentage = percentage(values.staging);
  if (values.notes !== undefined) manifest.releaseNotes = readFileSync(values.notes, "utf8").trim();
  const text = yaml.dump(manifest, { lineWidth: -1 });
  writeFileSync(path, text);
  const statement = { version: manifest.version, arch, signedAt: Date.now(), manifest: sha512(text) };
  writeFileSync(`${path}.sig`, signStatement({ ...statement, file: { name, bytes: installer.length, sha512: hash } }, keys));
  console.log(`Signed ${manifest.version} for ${arch}: ${path}.sig`);
}

function generate() {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  console.log(`Public, into src/main/updates/release-feed.json under "keys":
  "${keyId(publicKey)}": "${publicKey.export({ type: "spki", format: "der" }).toString("base64")}"

Private, into the secret PLATE_COURIER_UPDATE_KEY of the release workflow, and into a safe; nowhere else:
  ${privateKey.export({ type: "pkcs8", format: "der" }).toString("base64")}`);
}

function privateKeys() {
  const given = (process.env.PLATE_COURIER_UPDATE_KEY ?? "").split(",").filter((key) => key.trim() !== "");
  if (given.length === 0) throw new Error("PLATE_COURIER_UPDATE_KEY holds no private key. --generate makes one.");
  return given.map((text, index) => {
    try {
      const key = createPrivateKey({ key: Buffer.from(text.trim(), "base64"), type: "pkcs8", format: "der" });
      if (key.asymmetricKeyType === "ed25519") return key;
    } catch {
      // Told below, without the key.
    }
    throw new Error(`Key ${index + 1} in PLATE_COURIER_UPDATE_KEY is no ed25519 key (PKCS#8, DER, base64).`);
  });
}

/** @param {string} text */
function percentage(text) {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > 100)
    throw new Error(`--staging ${text}: give a whole number from 1 to 100.`);
  return value;
}
