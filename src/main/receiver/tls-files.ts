/** The receiver's certificate and key, read from files, with every way this can go wrong told in words. */

import { readFile } from "node:fs/promises";
import { createSecureContext, type SecureContextOptions } from "node:tls";
import { type Phrase, phrase } from "../../shared/phrases/phrase.ts";
import type { ReceiverSettings, SecretBox } from "../../shared/settings.ts";

/** A reason not to listen, in the operator's words. */
export class ListenProblem extends Error {
  override readonly name = "ListenProblem";
  declare readonly message: Phrase;

  constructor(message: Phrase) {
    super(message);
  }
}

/**
 * What node:https needs. `secrets` opens the passphrase, which the settings hold encrypted. Throws ListenProblem that names the file and
 * the remedy, and never the passphrase.
 */
export async function loadTls(
  tls: NonNullable<ReceiverSettings["tls"]>,
  secrets: Pick<SecretBox, "decrypt">,
): Promise<SecureContextOptions> {
  if (tls.kind === "pem") {
    const [cert, key] = [await read(tls.certFile, "certificate"), await read(tls.keyFile, "key")];
    if (key.includes("ENCRYPTED")) {
      throw new ListenProblem(phrase("listening.keyProtected", { file: tls.keyFile }));
    }
    return checked({ cert, key }, (code) => pemProblem(code, tls.certFile, tls.keyFile));
  }
  const pfx = await read(tls.file, "certificate");
  const passphrase = tls.passphrase === null ? {} : { passphrase: await open(tls.passphrase, tls.file, secrets) };
  return checked({ pfx, ...passphrase }, (code) => pfxProblem(code, tls.file));
}

async function read(file: string, what: "certificate" | "key"): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === "ENOENT")
      throw new ListenProblem(phrase(what === "key" ? "listening.noKey" : "listening.noCertificate", { file }));
    if (code === "EISDIR")
      throw new ListenProblem(phrase(what === "key" ? "listening.keyIsFolder" : "listening.certificateIsFolder", { file }));
    throw new ListenProblem(phrase(what === "key" ? "listening.keyUnreadable" : "listening.certificateUnreadable", { file }));
  }
}

/** The settings may have come here without the key, or from another account. */
async function open(passphrase: string, file: string, secrets: Pick<SecretBox, "decrypt">): Promise<string> {
  try {
    return await secrets.decrypt(passphrase);
  } catch {
    throw new ListenProblem(phrase("listening.passphraseUnreadable", { file }));
  }
}

function checked(options: SecureContextOptions, problem: (code: string) => Phrase): SecureContextOptions {
  try {
    createSecureContext(options);
    return options;
  } catch (error) {
    const { code = "", message = "" } = error as NodeJS.ErrnoException;
    throw new ListenProblem(problem(`${code} ${message}`));
  }
}

function pemProblem(told: string, certificate: string, key: string): Phrase {
  if (/KEY_VALUES_MISMATCH|key values mismatch/i.test(told)) {
    return phrase("listening.otherKey", { key, certificate });
  }
  return phrase("listening.noPem", { certificate, key });
}

function pfxProblem(told: string, file: string): Phrase {
  if (/mac verify failure|wrong password|invalid password/i.test(told)) return phrase("listening.wrongPassphrase", { file });
  if (/unsupported/i.test(told)) return phrase("listening.oldEncryption", { file });
  return phrase("listening.noPfx", { file });
}
