/** A sentence's words and the certificate fingerprints in it, in their order. */
export interface SentencePart {
  kind: "words" | "fingerprint";
  text: string;
}

const fingerprint = /((?:[0-9A-F]{2}:){31}[0-9A-F]{2})/;

/** Takes the SHA-256 fingerprints (AB:CD:…, 32 bytes) out of a sentence, so that they can be shown as something to compare. */
export function sentenceParts(sentence: string): SentencePart[] {
  return sentence
    .split(fingerprint)
    .map((text, at): SentencePart => ({ kind: at % 2 === 1 ? "fingerprint" : "words", text }))
    .map((part, at, all) =>
      // The full stop behind a fingerprint ends nothing any more.
      part.kind === "words" && at > 0 && all[at - 1]?.kind === "fingerprint"
        ? { ...part, text: part.text.replace(/^\.\s*/, "") }
        : part,
    )
    .map((part) => ({ ...part, text: part.text.trim() }))
    .filter((part) => part.text !== "");
}

/** Whether a sentence tells of a certificate. */
export function tellsFingerprint(sentence: string): boolean {
  return fingerprint.test(sentence);
}

/**
 * The sentences of a text that name no fingerprint, for where the certificate itself is shown beside them: "The certificate of … is
 * not trusted: it is self-signed. Nothing was sent."
 */
export function withoutFingerprints(text: string): string {
  return text
    .split(/(?<=[.!?])\s+(?=\p{Lu})/u)
    .filter((sentence) => !fingerprint.test(sentence))
    .join(" ");
}
