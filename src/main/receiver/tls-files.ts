/** The receiver's certificate and key, read from files, with every way this can go wrong told in words. */
import { readFile } from "node:fs/promises";
import { createSecureContext, type SecureContextOptions } from "node:tls";
import type { ReceiverSettings } from "../../shared/settings.ts";

/** A reason not to listen, in the operator's words. */
export class ListenProblem extends Error {
  override readonly name = "ListenProblem";
}

/** What node:https needs. Throws ListenProblem that names the file and the remedy, and never the passphrase. */
export async function loadTls(tls: NonNullable<ReceiverSettings["tls"]>): Promise<SecureContextOptions> {
  if (tls.kind === "pem") {
    const [cert, key] = [await read(tls.certFile, "certificate"), await read(tls.keyFile, "key")];
    if (key.includes("ENCRYPTED")) {
      throw new ListenProblem(`The key file ${tls.keyFile} is protected by a passphrase. Give a key without one, or a PFX file.`);
    }
    return checked({ cert, key }, (code) => pemProblem(code, tls.certFile, tls.keyFile));
  }
  const pfx = await read(tls.file, "certificate");
  const passphrase = tls.passphrase ?? undefined;
  return checked({ pfx, ...(passphrase === undefined ? {} : { passphrase }) }, (code) => pfxProblem(code, tls.file));
}

async function read(file: string, what: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === "ENOENT")
      throw new ListenProblem(`The ${what} file ${file} is not there. Put it back or choose another in the settings.`);
    if (code === "EISDIR") throw new ListenProblem(`${file} is a folder, not a ${what} file. Choose the file in it.`);
    throw new ListenProblem(`The ${what} file ${file} cannot be read. Allow the account that runs Plate Courier to read it.`);
  }
}

function checked(options: SecureContextOptions, problem: (code: string) => string): SecureContextOptions {
  try {
    createSecureContext(options);
    return options;
  } catch (error) {
    const { code = "", message = "" } = error as NodeJS.ErrnoException;
    throw new ListenProblem(problem(`${code} ${message}`));
  }
}

function pemProblem(told: string, certFile: string, keyFile: string): string {
  if (/KEY_VALUES_MISMATCH|key values mismatch/i.test(told)) {
    return `The key ${keyFile} does not belong to the certificate ${certFile}. Choose the two files that were made together.`;
  }
  return `The certificate ${certFile} or its key ${keyFile} is no PEM file that can be used. Both must be text that begins with "-----BEGIN".`;
}

function pfxProblem(told: string, file: string): string {
  if (/mac verify failure|wrong password|invalid password/i.test(told))
    return `The passphrase does not open ${file}. Enter it again in the settings.`;
  if (/unsupported/i.test(told)) return `${file} uses an encryption that is too old. Export the certificate again with AES-256.`;
  return `${file} is no PFX file that can be used. Export the certificate again as PFX (PKCS #12), together with its private key.`;
}
