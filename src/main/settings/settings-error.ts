import type { Phrase } from "../../shared/phrases/phrase.ts";

/** A settings file or a setting that cannot be used, in the operator's words: where, which value, what would be right. */
export class SettingsError extends Error {
  override readonly name = "SettingsError";
  declare readonly message: Phrase;

  constructor(message: Phrase) {
    super(message);
  }
}
