/** Why a destination's certificate is not trusted. {{where}} is host:port. */
export const certificate = {
  notPinned:
    "{{where}} shows another certificate than the pinned one. Nothing was sent. Pinned: {{pinned}}. Shown now: {{shown}}. If the certificate was renewed on purpose, enter the new fingerprint; if not, find out who answers there.",
  notTrusted:
    "The certificate of {{where}} is not trusted: {{reason, phrase}}. Nothing was sent. If this is the right machine, pin its certificate by its SHA-256 fingerprint {{shown}}.",
  selfSigned: "it is self-signed",
  unknownAuthority: "it was issued by an authority that this machine does not know",
  revoked: "it was revoked",
  expired: "it expired on {{at}}",
  notYetValid: "it is valid only from {{at}}",
  otherName: "it was made for another name ({{subject}})",
  notVerified: "this machine could not verify it",
} as const;
