/** What is told of an update that was not taken, beside its kind. */
export const update = {
  tooLarge: "{{address}} has {{bytes}} bytes",
  notSigned: "the manifest is not the one that was signed",
  contradicts: "the manifest contradicts its signature",
  textUnreadable: "the signature's text cannot be read",
  fileUnreadable: "the signature's file cannot be read",
  noSignature: "it carries no signature",
  offeredAfter: "version {{version}} after {{seen}}",
  otherOffered: "another version was offered meanwhile",
  nothingDownloaded: "nothing was downloaded",
  cutShort: "{{bytes}} of {{whole}} bytes came",
  otherFile: "{{file}} is not the file that was signed",
} as const;
