import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import { languageOf, systemLanguage } from "../../shared/languages.ts";
import { recordedIn } from "./recorded.ts";
import { resourcesFrom } from "./resources.ts";

const choiceKey = "plate-courier.language";
/** The last choice, so that the window does not begin in another language while the settings are on their way. */
const keptChoice = () => localStorage.getItem(choiceKey) ?? systemLanguage;

/**
 * Every visible text lies in locales/<language>/<namespace>.json, here and in shared; a new file there is a new namespace, without
 * a change here.
 * Texts are bundled (the console must speak even while its core does not answer), so translation is ready at once.
 */
export function startTranslations(): void {
  const files = import.meta.glob<Record<string, unknown>>(["../locales/*/*.json", "../../shared/locales/*/*.json"], {
    eager: true,
    import: "default",
  });
  const retell = window.plateCourierRetell;
  if (retell !== undefined) i18next.use({ type: "postProcessor", name: "retell", process: retell });
  void i18next.use(initReactI18next).init({
    resources: resourcesFrom(files),
    lng: languageOf(keptChoice(), navigator.languages),
    fallbackLng: "en",
    defaultNS: "app",
    initAsync: false,
    // React escapes what it shows; escaping twice would show "&amp;" in camera names.
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
    ...(retell === undefined ? {} : { postProcess: "retell" }),
  });
  // {{reason, recorded}}: what the core recorded, in the language of the text around it.
  i18next.services.formatter?.add("recorded", (value, language) => recordedIn(language ?? "en", String(value)));
}

/** Speaks what the settings say (see languages.ts); null until they are known: as the last time, or as the browser does. */
export function speak(choice: string | null): void {
  if (choice !== null) localStorage.setItem(choiceKey, choice);
  const language = languageOf(choice ?? keptChoice(), navigator.languages);
  document.documentElement.lang = language;
  if (i18next.language !== language) void i18next.changeLanguage(language);
}
