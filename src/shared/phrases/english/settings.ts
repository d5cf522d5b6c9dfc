/** Why a settings file or a secret cannot be used. {{file}} is its name or path, {{path}} the dotted place in it. */
export const settings = {
  fileUnread: "The settings file {{file}} cannot be read ({{said}}).",
  sealed: "This file is sealed. Enter its passphrase.",
  sealedNoPassphrase:
    "{{file}} is sealed with a passphrase. Nothing was changed. Give the passphrase in the environment variable {{variable}}, or import the file in the console's settings.",
  sealedNewer:
    "{{file}} is sealed in version {{found}}, and this Plate Courier opens version {{known}}. Nothing was changed. Import it with the Plate Courier that wrote it, or a later one.",
  sealedDamaged: "{{file}} is damaged: what it says of its own encryption is not complete. Nothing was changed. Export it anew.",
  wrongPassphrase: "The passphrase does not open {{file}}, or the file is damaged. Nothing was changed. Check the passphrase.",
  newer:
    "{{file}} has version {{found}}, and Plate Courier {{version}} understands version {{known}} at most. Nothing was changed. Import it with the Plate Courier that wrote it, or a later one.",
  newerBy:
    "{{file}} has version {{found}}, written by {{program}}, and Plate Courier {{version}} understands version {{known}} at most. Nothing was changed. Import it with the Plate Courier that wrote it, or a later one.",
  noJson: "{{file}} is not valid JSON. Nothing was changed.",
  noJsonAt: "{{file}} is not valid JSON (line {{line}}, column {{column}}). Nothing was changed.",
  empty: "{{file}} is not valid JSON (it is empty). Nothing was changed.",
  notImported: "{{file}} cannot be imported. Nothing was changed.",
  notUsed: "{{file}} cannot be used. Nothing was changed.",
  damaged: "{{file}} is damaged. It is mended when Plate Courier starts.",
  unreadable: "{{file}} cannot be read ({{said}}). Let Plate Courier's user read it.",
  olderProgram:
    "{{file}} has version {{found}}, and this Plate Courier understands version {{known}} at most. Nothing was changed. Install the Plate Courier that wrote it, or a later one.",
  backupTaken:
    "The settings file was damaged and is kept as {{file}}. The last good settings took its place. Look whether your latest change is there.",
  defaultsTaken:
    "The settings file was damaged and is kept as {{file}}. There was no good copy, so Plate Courier started with its defaults: no sources, no destinations. Set them up again.",
  nameTwice: "Give another name: {{other}} has it already.",
  nameIsId: "Give another name: the list {{list}} has it as its id.",
  neededForNew: "{{path}} is missing: a new inbox needs it.",
  noCredentials: '{{path}} is missing: give { "kind": "profile", "profile": "…" } or the keys.',
  noSecretKey: "{{path}} is missing: give the secret of this access key.",
  noListToken: "{{path}} is missing: give ParkPow's token.",
  entriesAndSync: "{{path}} cannot be given: this list is filled from ParkPow. Take either sync or entries away.",
  listNeeded:
    "lists does not name {{list}}, which would go: the destination {{destination}} asks for it. Name the list in the file, or change that destination.",
  noListMeant: "{{path}} names the plate list {{list}}, which does not exist. Did you mean {{meant}}?",
  noListOf: "{{path}} names the plate list {{list}}, which does not exist. There are {{names}}.",
  noList: "{{path}} names the plate list {{list}}, and there is none yet. Name it under lists, too.",
  otherProgramsSecret: "A secret was encrypted by another program or account, such as the desktop application. Enter it again.",
  otherKey: "A secret was encrypted with another key, or is damaged. Bring back the former key, or enter the secret again.",
  otherUsersSecret: "A secret was encrypted by another user or on another computer, and cannot be read here. Enter it again.",
  badKey:
    "The environment variable PLATE_COURIER_KEY is no key. Give 32 random bytes as base64 or hex, such as `openssl rand -base64 32` prints.",
  badKeyFile:
    "{{file}} holds no key of 32 bytes. Bring it back from a backup; or delete it, start again, and enter all secrets again.",
  privateUnwritten: "{{file}} cannot be written ({{said}}). Let Plate Courier's user write this folder.",
  privateUnread: "{{file}} cannot be read ({{said}}). It must belong to the user that runs Plate Courier.",
  weakConsoleToken: "{{where}} must hold at least 16 letters or digits, without spaces. It opens the console.",
  notPrivate: "Other users of this machine may read {{file}}, which holds a secret. Run: {{command}}",
  notPrivateNotOurs: "Other users of this machine may read {{file}}, which holds a secret. Run as its owner: {{command}}",
} as const;
