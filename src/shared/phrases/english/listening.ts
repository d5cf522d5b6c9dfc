/** What keeps the receiver from listening. {{what}}: a certificate's or a key's file. */
export const listening = {
  portTaken:
    "Port {{port}} is taken by {{holder, phrase}}. Stop that program, or choose another port here and in the recogniser.",
  holderUnknown: "another program",
  holderNumber: "the program with process number {{pid}}",
  holderNamed: "the program {{name}}",
  holder: "{{name}} (process {{pid}})",
  portRefused:
    "The system does not allow Plate Courier to listen on port {{port}}. Choose a port above 1023; on Windows another program may have reserved this one.",
  noSuchAddress: "This machine has no address {{host}}. Choose 0.0.0.0 to listen on all of its addresses, or one that it has.",
  nameWithoutAddress: "The name {{host}} stands for no address. Choose 0.0.0.0 to listen on all addresses of this machine.",
  otherFamily:
    "This machine does not use the kind of address that {{host}} is. Choose 0.0.0.0 to listen on all of its addresses.",
  failed: "Listening on {{host}}, port {{port}}, failed ({{code}}). Choose another address or port in the settings.",
  failedUnknown: "Listening on {{host}}, port {{port}}, failed. Choose another address or port in the settings.",
  notStarted: "The receiver could not start. The log file tells more.",
  keyProtected: "The key file {{file}} is protected by a passphrase. Give a key without one, or a PFX file.",
  noCertificate: "The certificate file {{file}} is not there. Put it back or choose another in the settings.",
  noKey: "The key file {{file}} is not there. Put it back or choose another in the settings.",
  certificateIsFolder: "{{file}} is a folder, not a certificate file. Choose the file in it.",
  keyIsFolder: "{{file}} is a folder, not a key file. Choose the file in it.",
  certificateUnreadable: "The certificate file {{file}} cannot be read. Allow the account that runs Plate Courier to read it.",
  keyUnreadable: "The key file {{file}} cannot be read. Allow the account that runs Plate Courier to read it.",
  otherKey: "The key {{key}} does not belong to the certificate {{certificate}}. Choose the two files that were made together.",
  noPem:
    'The certificate {{certificate}} or its key {{key}} is no PEM file that can be used. Both must be text that begins with "-----BEGIN".',
  wrongPassphrase: "The passphrase does not open {{file}}. Enter it again in the settings.",
  passphraseUnreadable:
    "The stored passphrase of {{file}} cannot be read on this machine or account. Enter it again in the settings.",
  oldEncryption: "{{file}} uses an encryption that is too old. Export the certificate again with AES-256.",
  noPfx:
    "{{file}} is no PFX file that can be used. Export the certificate again as PFX (PKCS #12), together with its private key.",
} as const;
