/** The languages that console, tray and dialogs speak; each has its files in renderer/locales, shared/locales and main/desktop/locales. */
export const languages = ["en", "es", "pt-BR"] as const;
export type Language = (typeof languages)[number];

/** In the settings: the language of the system, or of the browser. */
export const systemLanguage = "system";

/**
 * The language to speak. `choice` is what the settings say; `system` are the languages of the system or the browser, the most
 * wanted first, such as "es-MX". The first that is known in any of its flavours is taken, English where none is.
 */
export function languageOf(choice: string, system: readonly string[]): Language {
  const wanted = choice === systemLanguage ? system : [choice];
  for (const tag of wanted) {
    const known = languages.find((language) => language === tag) ?? languages.find((one) => base(one) === base(tag));
    if (known !== undefined) return known;
  }
  return "en";
}

const base = (tag: string) => tag.split(/[-_]/)[0]?.toLowerCase();
