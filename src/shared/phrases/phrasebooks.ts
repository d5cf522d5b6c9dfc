import type { Language } from "../languages.ts";
import { english } from "./english/index.ts";
import { portuguese } from "./portuguese.ts";
import { createPhrasebook, type Phrasebook } from "./retell.ts";
import { spanish } from "./spanish.ts";

/** What tells recorded text in each language. */
export const phrasebooks: Readonly<Record<Language, Phrasebook>> = {
  // English is what was recorded.
  en: { ...createPhrasebook(english), retell: (text) => text },
  es: createPhrasebook(spanish),
  "pt-BR": createPhrasebook(portuguese),
};
