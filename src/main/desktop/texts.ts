import { createInstance } from "i18next";
import { languages as known } from "../../shared/languages.ts";
import enStatus from "../../shared/locales/en/status.json" with { type: "json" };
import esStatus from "../../shared/locales/es/status.json" with { type: "json" };
import ptBRStatus from "../../shared/locales/pt-BR/status.json" with { type: "json" };
import { phrasebooks } from "../../shared/phrases/phrasebooks.ts";
import type { Tell } from "../../shared/status-sentences.ts";
import en from "./locales/en.json" with { type: "json" };
import es from "./locales/es.json" with { type: "json" };
import ptBR from "./locales/pt-BR.json" with { type: "json" };

/** Every language of the tray and the dialogs, with the sentences of the status; a further one is a further line here. */
const languages = {
  en: { translation: en, status: enStatus },
  es: { translation: es, status: esStatus },
  "pt-BR": { translation: ptBR, status: ptBRStatus },
};

/** Looks up a text by its dotted key, e.g. t("menu.open"), and fills in its {{names}}. */
export type Texts = (key: string, values?: Record<string, string | number>) => string;

/** The shell's texts in `language`, or in English where that is not known. */
export function createTexts(language: string): Texts {
  return createSpeaker(language).texts;
}

/** The sentences of the status in the language of `texts`. */
export const statusTell =
  (texts: Texts): Tell =>
  (key, values) =>
    texts(`status:${key}`, values);

/** The same where the language may change while the program runs. */
export function createSpeaker(language: string): { texts: Texts; speak(language: string): void } {
  const instance = createInstance();
  void instance.init({
    lng: language,
    fallbackLng: "en",
    resources: languages,
    // Nothing here is HTML: the system's own menus and dialogs show text as it is.
    interpolation: { escapeValue: false },
    initAsync: false,
  });
  // {{reason, recorded}}: what the core recorded, in the language of the text around it.
  instance.services.formatter?.add("recorded", (value, spoken) =>
    phrasebooks[known.find((one) => one === spoken) ?? "en"].retell(String(value)),
  );
  return {
    texts: (key, values) => instance.t(key, values ?? {}),
    // The texts are here already, so this is done when it returns.
    speak: (next) => void instance.changeLanguage(next),
  };
}
