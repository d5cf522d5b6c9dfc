import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import { resourcesFrom } from "./resources.ts";

/**
 * Every visible text lies in locales/<language>/<namespace>.json; a new file there is a new namespace, without a change here.
 * Texts are bundled (the console must speak even while its core does not answer), so translation is ready at once.
 */
export function startTranslations(): void {
  const files = import.meta.glob<Record<string, unknown>>("../locales/*/*.json", { eager: true, import: "default" });
  void i18next.use(initReactI18next).init({
    resources: resourcesFrom(files),
    lng: "en",
    fallbackLng: "en",
    defaultNS: "app",
    initAsync: false,
    // React escapes what it shows; escaping twice would show "&amp;" in camera names.
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
  });
}

/** Shows the language from the settings; an unknown one falls back to English. */
export function speak(language: string): void {
  document.documentElement.lang = language;
  if (i18next.language !== language) void i18next.changeLanguage(language);
}
